/** Decides which cards a page gets and in which order, from words alone. Pure. */
import type { Id } from '#shared/ids.ts';
import { byScore, choose, type Passed } from '#shared/ranking/choose.ts';
import type { RankerModel } from '#shared/ranking/model.ts';
import { type ListScorer, listScorerOf, type PageWords, type Reason, reasonsOf } from '#worker/model/index.ts';
import type { Candidate } from './candidates.ts';
import { isOtherModelOf, isVariantOf } from './variants.ts';

export interface Ranked {
  id: Id<'prd'>;
  score: number;
  reasons: (Reason | 'tagged_by_creator' | 'bought_together')[];
  /** By name, in the scorer's order. */
  features: Record<string, number>;
}
export interface Scored {
  id: Id<'prd'>;
  score: number;
  /** In the order of the model's features. */
  values: readonly number[];
}
export interface Ranking {
  /** All that was looked at. */
  candidates: readonly Id<'prd'>[];
  /** Of those candidates that could matter. */
  scored: readonly Scored[];
  /** Those that reach the threshold, the best first. */
  contenders: readonly Scored[];
  /** Places among the contenders that become cards, and why others before the last of them do not. */
  chosen: readonly number[];
  passed: ReadonlyMap<number, Passed>;
  /** What the creator tagged, in the creator's order, as it is scored. */
  tagged: readonly Scored[];
  /** The tagged, then the chosen, with what is told of them. */
  ranked: readonly Ranked[];
}
export interface RankBy {
  cardsMax: number;
  model: RankerModel;
  score?: ListScorer;
  /** They come first, whatever their scores; none of the others is scored or ordered otherwise for it. */
  tagged?: readonly Candidate[];
}

/**
 * What the creator tagged; then the best first, none below the threshold; of several variants of one product only the best, of a series only
 * models whose number the page has.
 */
export function rank(
  page: PageWords,
  candidates: readonly Candidate[],
  { cardsMax, model, score = listScorerOf(model), tagged = [] }: RankBy,
): Ranking {
  const scores = score(
    candidates.map(({ product, closeness }) => ({ page, product, closeness })),
    new Set([...candidates.keys()].filter((at) => tagged.some(({ id }) => id === candidates[at]?.id))),
  );
  const scored = candidates.flatMap(({ id, product }, at) => {
    const found = scores[at];
    return found ? [{ id, product, ...found }] : [];
  });
  const contenders = scored.filter((one) => one.score >= model.threshold).sort(byScore);
  const product = (at: number): Candidate['product'] => (contenders[at] as (typeof contenders)[number]).product;
  const numbersMissing = (at: number): number => contenders[at]?.values[model.features.indexOf('numbers-missing')] ?? 0;
  const first = tagged.map((candidate) => scored.find(({ id }) => id === candidate.id) ?? scoredAlone(page, candidate, score));
  const { chosen, passed } = choose(contenders, cardsMax - first.length, {
    taggedAs: (at) => {
      const same = first.findIndex(({ id, product: other }) => id === contenders[at]?.id || isVariantOf(product(at), other));
      return same >= 0 ? same : undefined;
    },
    isVariant: (at, other) => isVariantOf(product(at), product(other)),
    // The page names another model of the series, and this one's numbers nowhere.
    isMistaken: (at, other) => numbersMissing(at) === 1 && numbersMissing(other) < 1 && isOtherModelOf(product(at), product(other)),
  });
  const told = ({ id, score: sure, values }: Scored): Ranked => ({
    id,
    score: sure,
    reasons: reasonsOf(values, model.features),
    features: Object.fromEntries(model.features.map((name, at) => [name, values[at] ?? 0])),
  });
  const toldFirst = (one: Scored): Ranked => {
    const seen = told(one);
    // That it is nearest by text is a reason only for what was found by it.
    const others = seen.reasons.filter((reason) => reason !== 'similar_text' || one.score >= model.threshold);
    return { ...seen, reasons: ['tagged_by_creator', ...others] };
  };
  const ranked = [...first.map(toldFirst), ...chosen.flatMap((at) => contenders[at] ?? []).map(told)];
  return { candidates: candidates.map(({ id }) => id), scored, contenders, chosen, passed, tagged: first, ranked };
}

function scoredAlone(page: PageWords, { id, product, closeness }: Candidate, score: ListScorer): Scored & Pick<Candidate, 'product'> {
  const [found] = score([{ page, product, closeness }], new Set([0]));
  if (!found) throw new Error('broken promise: what is wanted is scored');
  return { id, product, ...found };
}
