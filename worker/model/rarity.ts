/**
 * How much a word tells about which product is meant, in nats: minus the logarithm of how often it would stand in a product's words.
 * Small catalogues are no sample of the language, so each kind of word starts with a share of its own, as if seen in a thousand products.
 */
import { kindOf, type Term, type WordKind, wordKinds } from './text.ts';

export interface Rarity {
  /** Products in the catalogue. */
  products: number;
  /** How many of them have the word. */
  productsWith: (term: Term) => number;
}

export const informationOf = (term: Term, { products, productsWith }: Rarity): number =>
  informationOfCount(term, { products, having: productsWith(term) });

/** The same where it is known how many of the products have the word. */
export function informationOfCount(term: Term, { products, having }: { products: number; having: number }): number {
  const kind = term & 7;
  // The product itself is no reason to think its word frequent.
  const seen = Math.max(0, having - 1) + (assumedSeen[kind] as number);
  return Math.max(0, Math.log((products + assumedProducts) / seen)) * (counting[kind] as number);
}

/** The same without a catalogue: for words of the page, of which no catalogue knows how rare they are. */
export const informationOfKind = (term: Term): number => {
  const kind = kindOf(term);
  return -Math.log(assumedShare[kind]) * countsAs[kind];
};

const assumedProducts = 1000;
const assumedShare: Readonly<Record<WordKind, number>> = {
  word: 0.001,
  common: 0.5,
  everyday: 0.05,
  variant: 0.05,
  accessory: 0.02,
  number: 0.01,
  code: 0.00002,
  pair: 0.005,
};
/** Pairs of characters overlap: each letter is told twice. */
const countsAs: Readonly<Record<WordKind, number>> = {
  word: 1,
  common: 0.3,
  everyday: 1,
  variant: 1,
  accessory: 1,
  number: 1,
  code: 1,
  pair: 0.5,
};
/** By the lowest bits of a term, as `wordKinds` numbers them. */
const assumedSeen = wordKinds.map((kind) => assumedProducts * assumedShare[kind]);
const counting = wordKinds.map((kind) => countsAs[kind]);
