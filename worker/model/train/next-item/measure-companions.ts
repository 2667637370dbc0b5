/** How good companions are that a page about one product would get: what the test says of the floor under them. */
import { goesWithByCounts } from '../../next-item/goes-with.ts';
import { makeScorer, type NextItemModel } from '../../next-item/score.ts';
import type { Question } from './validate.ts';

export interface CompanionsMeasure {
  /** Shares of those asked: companions are shown; and, of those, the next item is among them. */
  shown: number;
  right: number;
  /** How many are shown where any are. */
  each: number;
  /** Where none are shown: the best three of the model would have been right. */
  withheldRight: number;
  /** Where companions are shown: the three most popular would have been right. */
  popularRight: number;
}

const companionsMax = 3;

/** Asks with the newest item of each history alone. */
export function measureCompanions(
  model: NextItemModel,
  questions: readonly Question[],
  kernels: WebAssembly.Module | undefined,
): CompanionsMeasure {
  const scorer = makeScorer(model, kernels);
  const goesWith = goesWithByCounts(scorer, model.counts);
  const popular = mostPopular(model.counts.popularity, companionsMax + 1);
  let [shown, right, each, withheldRight, popularRight] = [0, 0, 0, 0, 0];
  for (const { history, wanted } of questions) {
    const page = [...history.subarray(-1)];
    const found = goesWith(page, companionsMax);
    if (found.length === 0) {
      withheldRight += Number(scorer.top(page, companionsMax).some(({ item }) => item === wanted));
      continue;
    }
    shown += 1;
    each += found.length;
    right += Number(found.some(({ item }) => item === wanted));
    const usual = popular.filter((item) => item !== page[0]).slice(0, companionsMax);
    popularRight += Number(usual.includes(wanted));
  }
  const of = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return {
    shown: of(shown, questions.length),
    right: of(right, shown),
    each: of(each, shown),
    withheldRight: of(withheldRight, questions.length - shown),
    popularRight: of(popularRight, shown),
  };
}

const mostPopular = (popularity: Float32Array, count: number): number[] =>
  [...popularity.keys()].sort((a, b) => (popularity[b] ?? 0) - (popularity[a] ?? 0) || a - b).slice(0, count);
