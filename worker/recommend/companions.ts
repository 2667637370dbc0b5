/**
 * Which companions (what is often bought with the products of a page) stand after the cards of a ranking, in places that those leave. Pure, and made
 * from a ranking that is finished: no card's place or score can depend on it.
 */
import type { Id } from '#shared/ids.ts';
import type { ProductIndex } from './product-index.ts';
import type { Ranked, Ranking } from './rank.ts';
import { isVariantOf } from './variants.ts';

export const companionsMax = 3;

/** None on a page that is about no product: what goes with nothing that was found there is nothing. */
export const companionPlaces = ({ chosen, ranked }: Ranking, cardsMax: number): number =>
  chosen.length === 0 ? 0 : Math.max(0, Math.min(companionsMax, cardsMax - ranked.length));

/** What companions follow from: the products with cards, the best last. Nothing else of the page, and nothing of who looks. */
export const companionHistory = ({ ranked }: Ranking): Id<'prd'>[] => ranked.map(({ id }) => id).reverse();

export interface Companion {
  id: Id<'prd'>;
  score: number;
}

/**
 * The best of what goes along: products that are there, but for what the page is about already, and for variants of what is shown.
 * @param found the best first
 */
export function companionsAmong(found: readonly Companion[], ranking: Ranking, index: ProductIndex, countMax: number): Companion[] {
  if (countMax === 0) return [];
  const judged = new Set([...ranking.contenders, ...ranking.tagged].map(({ id }) => id));
  const shown = ranking.ranked.flatMap(({ id }) => index.find(id) ?? []).map(index.wordsAt);
  const companions: Companion[] = [];
  for (const { id, score } of found) {
    const slot = judged.has(id) ? undefined : index.find(id);
    if (slot === undefined) continue;
    const words = index.wordsAt(slot);
    if (shown.some((other) => isVariantOf(words, other))) continue;
    shown.push(words);
    companions.push({ id, score });
    if (companions.length === countMax) break;
  }
  return companions;
}

/** Nobody says that the page is about it. */
export const companionCard = ({ id }: Companion): Ranked => ({ id, score: 0, reasons: ['bought_together'], features: {} });
