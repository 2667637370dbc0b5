/** Which of the products that reach the threshold become cards, and in which order. The same when it is replayed. */

/** Change it with every change of what follows here, or of what makes two products variants or models of one series. */
export const rulesId = 'order-2';
/** Of receipts from before creators tagged products: the same, and nothing was tagged. */
export const untaggedRulesId = 'order-1';

export interface Placed {
  id: string;
  score: number;
}
/** Why a product that reached the threshold has no card although there was room; `other` is a place in the same list, for `tagged` among the tagged. */
export interface Passed {
  because: 'variant_of' | 'mistaken_for' | 'tagged';
  other: number;
}
export interface Relations {
  /** The place of the tagged product that is this one, or that this one is a variant of: it has its card already. */
  taggedAs: (at: number) => number | undefined;
  /** One product in two colours or sizes, or from two shops. */
  isVariant: (at: number, other: number) => boolean;
  /** The page means the other model of the series. */
  isMistaken: (at: number, other: number) => boolean;
}

/** The best first; equals in the order of their ids, so that nothing is left to chance. */
export const byScore = (a: Placed, b: Placed): number => b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Chooses for the places that tagged products leave. @param sorted by `byScore` */
export function choose(
  sorted: readonly Placed[],
  cardsMax: number,
  { taggedAs, isVariant, isMistaken }: Relations,
): { chosen: number[]; passed: Map<number, Passed> } {
  const chosen: number[] = [];
  const passed = new Map<number, Passed>();
  for (let at = 0; at < sorted.length && chosen.length < cardsMax; at++) {
    const tagged = taggedAs(at);
    const variantOf = chosen.find((other) => isVariant(at, other));
    const mistakenFor =
      tagged === undefined && variantOf === undefined ? sorted.findIndex((_, other) => other !== at && isMistaken(at, other)) : -1;
    if (tagged !== undefined) passed.set(at, { because: 'tagged', other: tagged });
    else if (variantOf !== undefined) passed.set(at, { because: 'variant_of', other: variantOf });
    else if (mistakenFor >= 0) passed.set(at, { because: 'mistaken_for', other: mistakenFor });
    else chosen.push(at);
  }
  return { chosen, passed };
}
