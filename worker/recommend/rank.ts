/** Decides which cards a page gets and in which order, from words alone. Pure. */
import type { Id } from '#shared/ids.ts';
import { featureNames, type PageWords, type Reason, reasonsOf, scoreOf, threshold } from '#worker/model/index.ts';
import type { Candidate } from './candidates.ts';
import { isOtherModelOf, isVariantOf } from './variants.ts';

export interface Ranked {
  id: Id<'prd'>;
  score: number;
  reasons: Reason[];
  /** By name, in the scorer's order. */
  features: Record<string, number>;
}

/** The best first, none below the threshold; of several variants of one product only the best, of a series only models whose number the page has. */
export function rank(page: PageWords, candidates: readonly Candidate[], cardsMax: number): Ranked[] {
  const scored = candidates
    .map(({ id, product, closeness }) => ({ id, product, ...scoreOf({ page, product, closeness }) }))
    .filter(({ score }) => score >= threshold)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const chosen: typeof scored = [];
  for (const candidate of scored) {
    if (chosen.length >= cardsMax) break;
    const isTaken = chosen.some((other) => isVariantOf(candidate.product, other.product));
    if (!isTaken && !scored.some((other) => isMistakenFor(candidate, other))) chosen.push(candidate);
  }
  return chosen.map(({ id, score, values }) => ({
    id,
    score,
    reasons: reasonsOf(values),
    features: Object.fromEntries(featureNames.map((name, at) => [name, values[at] ?? 0])),
  }));
}

interface Scored {
  product: Candidate['product'];
  values: readonly number[];
}

/** The page names another model of the series, and this one's numbers nowhere. */
const isMistakenFor = (candidate: Scored, other: Scored): boolean =>
  numbersMissing(candidate) === 1 && numbersMissing(other) < 1 && isOtherModelOf(candidate.product, other.product);

const numbersMissing = ({ values }: Scored): number => values[featureNames.indexOf('numbers-missing')] ?? 0;
