/**
 * What goes with some items, where there is reason to say so: what was counted together with them often, and far more often than its popularity alone
 * would bring, in the order of a next-item model. Pure.
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
 * Twice side by side is 2, twice with one item between them 1.6. On Beauty 1 to 2 in 100 of what is below these are bought later, and of what is
 * above 5 to 14: see docs/MODEL.md.
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

/** What is counted often enough is found first: most pages have none, and for them no network is asked. */
export function goesWithByCounts(scorer: Scorer, counts: Counts): GoesWith {
  const roots = rootsOf(counts);
  const all = counts.popularity.reduce((sum, one) => sum + one, 0);
  return (history, countMax) => {
    const items = [...followersOf(counts, roots, history)].flatMap(([item, { together, lift }]) => {
      const popular = (counts.popularity[item] as number) / all;
      const isOften = together >= goesWithFloor.together && lift >= goesWithFloor.lift * popular;
      return isOften && !history.includes(item) ? item : [];
    });
    if (items.length === 0) return [];
    const scores = scorer.scoreSome(history, items);
    const found = items.map((item, at): GoingWith => ({ item, score: scores[at] as number }));
    return found.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, countMax);
  };
}

/** The network alone: its scores are logits. */
export function goesWithByNetwork(scorer: Scorer, itemCount: number): GoesWith {
  const scores = new Float32Array(itemCount);
  const least = Math.max(goesWithFloor.chance, goesWithFloor.chanceLift / itemCount);
  return (history, countMax) => {
    scorer.scoreAll(history, scores);
    const most = scores.reduce((high, score) => Math.max(high, score), Number.NEGATIVE_INFINITY);
    const whole = scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
    const found = scorer.top(history, countMax);
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

/** What came after these items: how often, and the largest share of what came after one of them. */
function followersOf(counts: Counts, roots: Float64Array, history: readonly number[]): Map<number, { together: number; lift: number }> {
  const followers = new Map<number, { together: number; lift: number }>();
  for (const from of history) {
    const root = roots[from] as number;
    for (let at = counts.rowStart[from] as number, end = counts.rowStart[from + 1] as number; at < end; at++) {
      const [item, weight] = [counts.column[at] as number, counts.weight[at] as number];
      const known = followers.get(item);
      const [together, lift] = [(known?.together ?? 0) + weight * root, Math.max(known?.lift ?? 0, weight / root)];
      followers.set(item, { together, lift });
    }
  }
  return followers;
}
