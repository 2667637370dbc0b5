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
import { makeRoom, noSlots } from './slots.ts';

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

export const candidateLimits = { identified: 100, mentioned: 150, scored: 48 } as const;

/** @param identified they come first and need not be in the index yet */
export function candidatesFor(page: PageWords, index: ProductIndex, identified: readonly Identified[]): Candidate[] {
  const found = identified.slice(0, candidateLimits.identified).map((product) => identifiedCandidate(page, product, index.rarity));
  const taken = new Set(found.map((candidate) => candidate.id));
  findBest(page, index);
  for (let at = 0; at < best.length; at++) {
    const slot = best.slots[at] as number;
    const id = index.idAt(slot);
    if (taken.size === 0 || !taken.has(id)) found.push({ id, product: index.wordsAt(slot), closeness: best.closeness[at] as number });
  }
  return found;
}

/** The most promising slots of the page at hand, best first, equal ones by slot. */
const best = {
  length: 0,
  slots: new Int32Array(candidateLimits.scored),
  closeness: new Float32Array(candidateLimits.scored),
  promises: new Float64Array(candidateLimits.scored),
};

/** Of those whose words the page has, and of those nearest by text: of these no more can matter than places there are. */
function findBest(page: PageWords, index: ProductIndex): void {
  best.length = 0;
  const { slots, shares } = mentionedSlots(page, index);
  const closeness = index.vectors.closeness(page.vector, slots);
  for (let at = 0; at < slots.length; at++) {
    const slot = slots[at] as number;
    // Lists still hold some of the gone, which lie nowhere.
    if (index.isLive(slot)) consider(slot, closeness[at] as number, shares[at] as number);
  }
  // Where enough products promise more by their words than any can by its closeness alone, nobody needs to look for the nearest.
  if (best.length === candidateLimits.scored && (best.promises[best.length - 1] as number) > closenessMost) return;
  const nearest = index.vectors.nearest(page.vector, candidateLimits.scored);
  for (let at = 0; at < nearest.rows.length; at++) {
    const slot = nearest.rows[at] as number;
    if (!slots.includes(slot)) consider(slot, nearest.closeness[at] as number, 0);
  }
}

/** What a candidate promises before it is scored is cheap to tell, and only good enough to leave out what the scorer would. */
function consider(slot: number, closeness: number, mentioned: number): void {
  const promise = mentioned + closenessShare * Math.max(0, closeness);
  let at = best.length;
  if (at < candidateLimits.scored) best.length += 1;
  else if (isBefore(slot, promise, at - 1)) at -= 1;
  else return;
  for (; at > 0 && isBefore(slot, promise, at - 1); at--) {
    best.slots[at] = best.slots[at - 1] as number;
    best.closeness[at] = best.closeness[at - 1] as number;
    best.promises[at] = best.promises[at - 1] as number;
  }
  best.slots[at] = slot;
  best.closeness[at] = closeness;
  best.promises[at] = promise;
}
const closenessShare = 0.3;
/** A unit vector is no nearer than 1, but for rounding. */
const closenessMost = closenessShare * 1.001;

function isBefore(slot: number, promise: number, at: number): boolean {
  const other = best.promises[at] as number;
  return promise > other || (promise === other && slot < (best.slots[at] as number));
}

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
  makeZeros(index.slots());
  touched.length = 0;
  let visits = 0;
  for (const { term, weight, products } of searchTerms(page, index)) {
    visits += products;
    if (visits > visitsMax) break;
    index.slotsWith(term, having);
    addTouched(informationOf(term, index.rarity) * weight);
  }
  const values = takeTouched();
  const at = largest(values, candidateLimits.mentioned, touched.length);
  const [slots, shares] = [new Int32Array(at.length), new Float32Array(at.length)];
  const most = values[at[0] ?? 0] ?? 1;
  for (let place = 0; place < at.length; place++) {
    slots[place] = touched.list[at[place] as number] as number;
    shares[place] = (values[at[place] as number] as number) / most;
  }
  return { slots, shares };
}
const visitsMax = 20_000;

/** Arrays for all pages, because fresh ones for each would cost more than what is done with them. Between pages these are all zeros. */
let sums = new Float32Array(1024);
let values = new Float32Array(1024);
/** Slots with the word at hand, and those that the page at hand has added to. */
const [having, touched] = [noSlots(), noSlots()];

function makeZeros(length: number): void {
  if (sums.length < length) sums = new Float32Array(Math.ceil(length * 1.25));
}

function addTouched(information: number): void {
  makeRoom(touched, touched.length + having.length);
  const [{ list: slots, length }, { list }] = [having, touched];
  let count = touched.length;
  for (let at = 0; at < length; at++) {
    const slot = slots[at] as number;
    const sum = sums[slot] as number;
    if (sum === 0) list[count++] = slot;
    sums[slot] = sum + information;
  }
  touched.length = count;
}

/** What was added to each of the touched, in their order. */
function takeTouched(): Float32Array {
  if (values.length < touched.length) values = new Float32Array(touched.list.length);
  for (let at = 0; at < touched.length; at++) {
    const slot = touched.list[at] as number;
    values[at] = sums[slot] as number;
    sums[slot] = 0;
  }
  return values;
}

interface SearchTerm {
  term: Term;
  weight: number;
  products: number;
}

/** The page's words that products have, rarest first; words of headline and names weigh more than words of the text. */
function searchTerms(page: PageWords, { rarity, size }: ProductIndex): SearchTerm[] {
  const { near, far } = tellingTerms(page);
  const farMax = Math.max(farProductsMin, size() * farProductsShare);
  const terms: SearchTerm[] = [];
  const add = (all: ReadonlySet<Term>, weight: number, productsMax: number): void => {
    for (const term of all) {
      const products = kindOf(term) === 'common' ? 0 : rarity.productsWith(term);
      if (products > 0 && products <= productsMax) terms.push({ term, weight, products });
    }
  };
  add(near, 1, Number.POSITIVE_INFINITY);
  add(far, farWeight, farMax);
  return terms.sort((a, b) => a.products - b.products || (a.term >>> 0) - (b.term >>> 0));
}
const farProductsMin = 200;
const farProductsShare = 0.02;
const farWeight = 0.6;
