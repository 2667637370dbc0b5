import { scoreByCounts } from '../../next-item/counts.ts';
import { makeVoices } from '../../next-item/network/voices.ts';
import { type Blend, type NextItemModel, sum } from '../../next-item/score.ts';
import { rankAmongAll, summarise } from './measure.ts';
import type { Question } from './validate.ts';

const temperatures = [1, 1.5, 2, 2.5, 3, 4, 6];
const shares = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 1];

/** The share and temperature with the best NDCG@10 on these questions, which must not be the test's. */
export function chooseBlend(
  { networks, shape, counts }: Omit<NextItemModel, 'blend'>,
  questions: readonly Question[],
  kernels: WebAssembly.Module,
): Blend {
  const options = temperatures.flatMap((temperature) => shares.map((neuralShare) => ({ temperature, neuralShare })));
  const ranks = options.map(() => new Float64Array(questions.length));
  const voices = makeVoices(networks, shape, kernels);
  const [counted, mixed] = [new Float32Array(shape.itemCount), new Float32Array(shape.itemCount)];
  questions.forEach(({ history, wanted }, index) => {
    scoreByCounts(counts, history, counted);
    const total = sum(counted);
    voices.listen(history);
    for (const [row, temperature] of temperatures.entries()) {
      const chances = voices.chances(temperature);
      for (const [column, share] of shares.entries()) {
        const countShare = (1 - share) / total;
        for (let item = 0; item < mixed.length; item++) {
          mixed[item] = share * (chances[item] as number) + countShare * (counted[item] as number);
        }
        (ranks[row * shares.length + column] as Float64Array)[index] = rankAmongAll(mixed, wanted, history);
      }
    }
  });
  const scored = options.map((option, index) => ({ option, ndcg: summarise(ranks[index] ?? [])['ndcg@10'] }));
  return scored.reduce((best, one) => (one.ndcg > best.ndcg ? one : best)).option;
}
