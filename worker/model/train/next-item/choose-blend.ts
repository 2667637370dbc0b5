import { addFollowers } from '../../next-item/counts.ts';
import { makeVoices } from '../../next-item/network/voices.ts';
import { type Blend, blendInto, type NextItemModel } from '../../next-item/score.ts';
import { rankAmongAll, summarise } from './measure.ts';
import type { Question } from './validate.ts';

const powers = [0.35, 0.5, 0.7, 1];
const weights = [0, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12];
/** Where questions are too few to tell blends apart: counts have their say. */
const usual: Blend = { power: 0.5, weight: 2 };

/** The blend with the best NDCG@10 on these questions, which must not be the test's. */
export function chooseBlend(
  { networks, shape, counts }: Omit<NextItemModel, 'blend'>,
  questions: readonly Question[],
  kernels: WebAssembly.Module,
): Blend {
  const options = [usual, ...powers.flatMap((power) => weights.map((weight) => ({ power, weight })))];
  const ranks = options.map(() => new Float64Array(questions.length));
  const voices = makeVoices(networks, shape, kernels);
  const [counted, mixed] = [new Float32Array(shape.itemCount), new Float32Array(shape.itemCount)];
  questions.forEach(({ history, wanted }, index) => {
    counted.fill(0);
    addFollowers(counts, history, counted);
    const said = voices(history);
    for (const [at, option] of options.entries()) {
      mixed.set(counted);
      blendInto(mixed, said, option);
      (ranks[at] as Float64Array)[index] = rankAmongAll(mixed, wanted, history);
    }
  });
  const scored = options.map((option, index) => ({ option, ndcg: summarise(ranks[index] ?? [])['ndcg@10'] }));
  return scored.reduce((best, one) => (one.ndcg > best.ndcg ? one : best)).option;
}
