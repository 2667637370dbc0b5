import { scoreByCounts } from '../../next-item/counts.ts';
import { type Blend, type NextItemModel, scale, sharpen, sum } from '../../next-item/score.ts';
import { rankAmongAll, summarise } from './measure.ts';
import type { Question } from './validate.ts';
import { makeVoices } from './voices.ts';

const temperatures = [1, 1.5, 2, 2.5, 3, 4, 6];
const shares = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 1];

/** The share and temperature with the best NDCG@10 on these questions, which must not be the test's. */
export function chooseBlend(
  model: NextItemModel,
  questions: readonly Question[],
  watch: (share: number) => void,
): Blend & { ndcg: number } {
  const options = temperatures.flatMap((temperature) => shares.map((neuralShare) => ({ temperature, neuralShare })));
  const ranks = options.map(() => new Float64Array(questions.length));
  const voices = makeVoices(model);
  const { itemCount } = model.shape;
  const [counted, mixed, one, neural] = [
    new Float32Array(itemCount),
    new Float32Array(itemCount),
    new Float32Array(itemCount),
    new Float32Array(itemCount),
  ];
  questions.forEach(({ history, wanted }, index) => {
    scoreByCounts(model.counts, history, counted);
    scale(counted, 1 / sum(counted));
    const logits = voices(history);
    for (const [row, temperature] of temperatures.entries()) {
      neural.fill(0);
      for (const voice of logits) {
        one.set(voice);
        sharpen(one, temperature);
        add(neural, one, 1 / sum(one) / logits.length);
      }
      for (const [column, share] of shares.entries()) {
        for (let item = 0; item < itemCount; item++)
          mixed[item] = share * (neural[item] as number) + (1 - share) * (counted[item] as number);
        (ranks[row * shares.length + column] as Float64Array)[index] = rankAmongAll(mixed, wanted, history);
      }
    }
    watch((index + 1) / questions.length);
  });
  const scored = options.map((option, index) => ({ ...option, ndcg: summarise(ranks[index] ?? [])['ndcg@10'] }));
  return scored.reduce((best, option) => (option.ndcg > best.ndcg ? option : best));
}

function add(to: Float32Array, from: Float32Array, factor: number): void {
  for (let at = 0; at < to.length; at++) to[at] = (to[at] as number) + factor * (from[at] as number);
}
