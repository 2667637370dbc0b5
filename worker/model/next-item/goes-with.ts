/**
 * What goes with some items, where there is reason to say so: the best of a next-item model, and of those only what was often counted together, far
 * more often than its popularity alone would bring. Pure.
 */
import type { Counts } from './counts.ts';
import type { Scorer } from './score.ts';

export interface GoingWith {
  item: number;
  score: number;
}
/** @param history rows, the one that counts most last */
export type GoesWith = (history: readonly number[], countMax: number) => GoingWith[];

/**
 * Twice side by side is 2, twice with one item between them 1.6. On validation (Beauty) of what is below these, 1 to 2 in 100 are bought later, of
 * what is above, 5 to 14: see docs/MODEL.md.
 */
export const goesWithFloor = {
  /** How often it came after the items, near ones counting more. */
  together: 1.5,
  /** Times as often as its popularity brings. */
  lift: 3,
  /** Where no counts are at hand: the network's chance of it, and times the even chance. */
  chance: 0.05,
  chanceLift: 3,
} as const;
/** So many of the best are looked at. */
const bestMax = 20;

export function goesWithByCounts(scorer: Scorer, counts: Counts): GoesWith {
  const roots = rootsOf(counts);
  const all = counts.popularity.reduce((sum, one) => sum + one, 0);
  return (history, countMax) =>
    scorer
      .top(history, bestMax)
      .filter(({ item }) => {
        const { together, lift } = togetherness(counts, roots, history, item);
        const popular = (counts.popularity[item] as number) / all;
        return together >= goesWithFloor.together && lift >= goesWithFloor.lift * popular;
      })
      .slice(0, countMax);
}

/** The network alone: its scores are logits. */
export function goesWithByNetwork(scorer: Scorer, itemCount: number): GoesWith {
  const scores = new Float32Array(itemCount);
  const least = Math.max(goesWithFloor.chance, goesWithFloor.chanceLift / itemCount);
  return (history, countMax) => {
    scorer.scoreAll(history, scores);
    const most = scores.reduce((high, score) => Math.max(high, score), Number.NEGATIVE_INFINITY);
    const whole = scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
    const found = scorer.top(history, Math.min(bestMax, countMax));
    return found.filter(({ score }) => Math.exp(score - most) >= least * whole);
  };
}

/** The root of what was counted in each row: rows are kept divided by it. Of counts that were left out it knows nothing, so it is rather too small. */
function rootsOf({ itemCount, rowStart, weight }: Counts): Float64Array {
  const roots = new Float64Array(itemCount);
  for (let item = 0; item < itemCount; item++) {
    let root = 0;
    for (let at = rowStart[item] as number, end = rowStart[item + 1] as number; at < end; at++) root += weight[at] as number;
    roots[item] = root;
  }
  return roots;
}

/** How often the item was counted after these, and the largest share of what came after one of them. */
function togetherness(counts: Counts, roots: Float64Array, history: readonly number[], item: number): { together: number; lift: number } {
  let [together, lift] = [0, 0];
  for (const from of history) {
    for (let at = counts.rowStart[from] as number, end = counts.rowStart[from + 1] as number; at < end; at++) {
      if (counts.column[at] !== item) continue;
      const [weight, root] = [counts.weight[at] as number, roots[from] as number];
      together += weight * root;
      lift = Math.max(lift, weight / root);
    }
  }
  return { together, lift };
}
