/** Decides which cards a page gets and in which order, from words alone. Pure. */
import type { Id } from '#shared/ids.ts';
import { featureNames, type PageWords, type Reason, reasonsOf, scoreOf, threshold } from '#worker/model/index.ts';
import type { Candidate } from './candidates.ts';
import { isVariantOf } from './variants.ts';

export interface Ranked {
  id: Id<'prd'>;
  score: number;
  reasons: Reason[];
  /** By name, in the scorer's order. */
  features: Record<string, number>;
}

/** The best first, none below the threshold, of several variants of one product only the best. */
export function rank(page: PageWords, candidates: readonly Candidate[], cardsMax: number): Ranked[] {
  const scored = candidates
    .map(({ id, product, closeness }) => ({ id, product, ...scoreOf({ page, product, closeness }) }))
    .filter(({ score }) => score >= threshold)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const chosen: typeof scored = [];
  for (const candidate of scored) {
    if (chosen.length >= cardsMax) break;
    if (!chosen.some((other) => isVariantOf(candidate.product, other.product))) chosen.push(candidate);
  }
  return chosen.map(({ id, score, values }) => ({
    id,
    score,
    reasons: reasonsOf(values),
    features: Object.fromEntries(featureNames.map((name, at) => [name, values[at] ?? 0])),
  }));
}
