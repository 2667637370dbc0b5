/**
 * Which products are worth scoring for a page: those it names by number or address, those whose telling words it has, those nearest by text.
 * Pure: reads the index, decides nothing about what is shown.
 */

import { addressKey } from '#shared/address.ts';
import { gtin14 } from '#shared/gtin.ts';
import type { Id } from '#shared/ids.ts';
import {
  informationOf,
  kindOf,
  largest,
  type PageWords,
  type ProductText,
  type ProductWords,
  productTerms,
  productVector,
  productWords,
  type Rarity,
  type Term,
  tellingTerms,
  unpacked,
} from '#worker/model/index.ts';
import type { ProductIndex } from './product-index.ts';

export interface Candidate {
  id: Id<'prd'>;
  product: ProductWords;
  closeness: number;
}

/** A product that the page names by number or address: what it is and where, and not what it costs. */
export interface Identified extends ProductText {
  id: Id<'prd'>;
  gtin?: string | undefined;
  url: string;
}

export const candidateLimits = { identified: 100, mentioned: 150, nearest: 100, scored: 48 } as const;

/** @param identified they come first and need not be in the index yet */
export function candidatesFor(page: PageWords, index: ProductIndex, identified: readonly Identified[]): Candidate[] {
  const named = identified.slice(0, candidateLimits.identified).map((product) => identifiedCandidate(page, product, index.rarity));
  const taken = new Set(named.map((candidate) => candidate.id));
  const mentioned = mentionedSlots(page, index);
  const { rows, closeness } = index.vectors.nearest(page.vector, candidateLimits.nearest);
  const wanted = index.vectors.closeness(page.vector, mentioned.slots);
  const promise = new Map<number, { promise: number; closeness: number }>();
  for (const [at, slot] of rows.entries()) promise.set(slot, { promise: promiseOf(0, closeness[at] ?? 0), closeness: closeness[at] ?? 0 });
  for (const [at, slot] of mentioned.slots.entries())
    promise.set(slot, { promise: promiseOf(mentioned.shares[at] ?? 0, wanted[at] ?? 0), closeness: wanted[at] ?? 0 });
  const best = [...promise].sort((a, b) => b[1].promise - a[1].promise || a[0] - b[0]).slice(0, candidateLimits.scored);
  for (const [slot, { closeness }] of best) {
    const id = index.idAt(slot);
    if (index.isLive(slot) && !taken.has(id)) named.push({ id, product: index.wordsAt(slot), closeness });
  }
  return named;
}

/** What a candidate promises before it is scored: cheap, and only good enough to leave out what the scorer would. */
const promiseOf = (mentioned: number, closeness: number): number => mentioned + 0.3 * Math.max(0, closeness);

/** A product that is not looked for but named: by the page, or by its creator. */
export function identifiedCandidate(page: PageWords, product: Identified, rarity: Rarity): Candidate {
  const words = productWords(productTerms(product), rarity);
  const [gtin, link] = [product.gtin && gtin14(product.gtin), addressKey(product.url)];
  const vector = unpacked(productVector(product));
  return {
    id: product.id,
    product: { ...words, ...(gtin ? { gtin } : {}), ...(link ? { link } : {}) },
    closeness: vector.reduce((sum, value, at) => sum + value * (page.vector[at] ?? 0), 0),
  };
}

/**
 * Slots of the products whose words the page has, best first. Rare words are followed first and common ones as far as the work is bounded:
 * a word of the running text that very many products have finds nothing by itself.
 */
function mentionedSlots(page: PageWords, index: ProductIndex): { slots: Int32Array; shares: Float32Array } {
  const sums = zeros(index.slots());
  let [visits, count] = [0, 0];
  for (const { term, weight, products } of searchTerms(page, index)) {
    visits += products;
    if (visits > visitsMax) break;
    const information = informationOf(term, index.rarity) * weight;
    for (const slots of index.slotsWith(term)) count = addTo(sums, slots, information, count);
  }
  const values = new Float32Array(count);
  for (let at = 0; at < count; at++) {
    const slot = touched[at] as number;
    values[at] = sums[slot] as number;
    sums[slot] = 0;
  }
  const best = largest(values, candidateLimits.mentioned);
  const most = values[best[0] ?? 0] ?? 1;
  return {
    slots: Int32Array.from(best, (at) => touched[at] as number),
    shares: Float32Array.from(best, (at) => (values[at] as number) / most),
  };
}
const visitsMax = 20_000;

/** One array for all pages, because a fresh one for each would cost more than what is done with it. Whoever takes it gives it back all zeros. */
function zeros(length: number): Float32Array {
  if (scratch.length < length) scratch = new Float32Array(Math.ceil(length * 1.25));
  return scratch;
}
let scratch = new Float32Array(1024);
/** Slots that the page at hand has added to; lists may still hold some of the gone. */
let touched = new Int32Array(visitsMax);

/** @returns how many slots are touched by now */
function addTo(sums: Float32Array, slots: ArrayLike<number>, information: number, before: number): number {
  let count = before;
  if (count + slots.length > touched.length) touched = longer(touched, count + slots.length);
  for (let at = 0; at < slots.length; at++) {
    const slot = slots[at] as number;
    const sum = sums[slot] as number;
    if (sum === 0) touched[count++] = slot;
    sums[slot] = sum + information;
  }
  return count;
}

function longer(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(Math.ceil(length * 1.5));
  copy.set(array);
  return copy;
}

interface SearchTerm {
  term: Term;
  weight: number;
  products: number;
}

/** The page's words that products have, rarest first; words of headline and names weigh more than words of the text. */
function searchTerms(page: PageWords, { rarity, size }: ProductIndex): SearchTerm[] {
  const { near, far } = tellingTerms(page);
  const found = (terms: Iterable<Term>, weight: number): SearchTerm[] =>
    [...terms].flatMap((term) => {
      const products = kindOf(term) === 'common' ? 0 : rarity.productsWith(term);
      return products > 0 ? [{ term, weight, products }] : [];
    });
  const farMax = Math.max(farProductsMin, size() * farProductsShare);
  const terms = [...found(near, 1), ...found(far, farWeight).filter(({ products }) => products <= farMax)];
  return terms.sort((a, b) => a.products - b.products || a.term - b.term);
}
const farProductsMin = 200;
const farProductsShare = 0.02;
const farWeight = 0.6;
