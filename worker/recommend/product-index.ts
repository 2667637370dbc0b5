/**
 * All products of the catalogue as the ranker needs them: most of them frozen, the newest beside them. Pure: what it holds is what it was told.
 * A changed product gets a new place; places of the gone are taken back when all is frozen anew.
 */
import type { Id } from '#shared/ids.ts';
import {
  dimensions,
  type ProductTerms,
  type ProductWords,
  productWords,
  type Rarity,
  type Term,
  type Vectors,
} from '#worker/model/index.ts';
import { brandAt, countWith, type Frozen, freeze, idAt, isName, lengthOf, nothingFrozen, placeOf, placesWith } from './frozen.ts';
import { fingerprintAt, rowAt, wordsAt } from './packed-row.ts';
import { makeRecent } from './recent.ts';
import { makeRoom, type Slots } from './slots.ts';
import { eachTerm, termsOfRow, wordRow } from './word-row.ts';

export interface IndexedProduct {
  id: Id<'prd'>;
  brandId: Id<'brd'>;
  /** See `fingerprintOf`. */
  fingerprint: number;
  terms: ProductTerms;
  /** See the model's encoder. */
  vector: Int8Array;
  /** Hashes of what a page may name it by. */
  names: readonly number[];
}

export interface ProductIndex {
  put: (product: IndexedProduct) => void;
  /** A page may name products by these too; a name that is no longer theirs stays and costs one question for nothing. */
  addNames: (hashes: readonly number[]) => void;
  remove: (id: Id<'prd'>) => void;
  find: (id: Id<'prd'>) => number | undefined;
  fingerprintAt: (slot: number) => number;
  idAt: (slot: number) => Id<'prd'>;
  brandAt: (slot: number) => Id<'brd'>;
  isLive: (slot: number) => boolean;
  wordsAt: (slot: number) => ProductWords;
  /** Fills in all that have the word, the gone among them. */
  slotsWith: (term: Term, into: Slots) => void;
  isName: (hash: number) => boolean;
  rarity: Rarity;
  vectors: Pick<Vectors, 'way' | 'nearest' | 'closeness' | 'slice'>;
  size: () => number;
  /** Places, live or not: slots are below this. */
  slots: () => number;
  /** Puts and removals since all was frozen. */
  changes: () => number;
  /** The same products, nothing of the gone, with vectors in the order of the places. */
  frozen: () => { frozen: Frozen; vectors: Int8Array<ArrayBuffer> };
  bytes: () => { vectors: number; words: number };
}

/** @param vectors of the frozen products, in their order */
export function makeProductIndex(vectors: Vectors, frozen: Frozen = nothingFrozen): ProductIndex {
  const base = lengthOf(frozen);
  const recent = makeRecent(base);
  const isGone = new Uint8Array(base);
  const goneWith = new Map<Term, number>();
  const names = new Set<number>();
  let [gone, changes] = [0, 0];

  const rowOf = (slot: number): Int32Array => (slot < base ? rowAt(frozen, slot) : recent.at(slot - base).row);
  const isLive = (slot: number): boolean => (slot < base ? isGone[slot] === 0 : recent.isLive(slot - base));
  const find = (id: Id<'prd'>): number | undefined => {
    const place = recent.find(id);
    if (place !== undefined) return base + place;
    const slot = placeOf(frozen, id);
    return slot === undefined || isGone[slot] === 1 ? undefined : slot;
  };
  const slots = (): number => base + recent.length();
  const size = (): number => slots() - gone;
  /** What came and went since all was frozen. */
  const sinceWith = (term: Term): number => (changes === 0 ? 0 : recent.slotsWith(term).length - (goneWith.get(term) ?? 0));
  const rarity: Rarity = { products: base, productsWith: (term) => countWith(frozen, term) + sinceWith(term) };
  const remove = (id: Id<'prd'>): void => {
    const slot = find(id);
    if (slot === undefined) return;
    eachTerm(rowOf(slot), (term) => goneWith.set(term, (goneWith.get(term) ?? 0) + 1));
    vectors.hide(slot);
    if (slot < base) isGone[slot] = 1;
    else recent.forget(id);
    gone += 1;
    changes += 1;
    rarity.products = size();
  };
  const addNames = (hashes: readonly number[]): void => {
    for (const hash of hashes) if (!isName(frozen, hash)) names.add(hash);
  };
  const at = (slot: number) =>
    slot < base ? { id: idAt(frozen, slot), brandId: brandAt(frozen, slot), row: rowAt(frozen, slot) } : recent.at(slot - base);

  const inOrderOfIds = (some: readonly number[]): number[] => {
    const named = some.map((slot) => ({ slot, id: at(slot).id }));
    return named.sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ slot }) => slot);
  };

  return {
    put: (product) => {
      remove(product.id);
      recent.put({ id: product.id, brandId: product.brandId, row: wordRow(product.fingerprint, product.terms) });
      vectors.append(product.vector);
      addNames(product.names);
      changes += 1;
      rarity.products = size();
    },
    addNames,
    remove,
    find,
    fingerprintAt: (slot) => (slot < base ? fingerprintAt(frozen, slot) : (rowOf(slot)[0] as number) >>> 0),
    idAt: (slot) => (slot < base ? idAt(frozen, slot) : recent.at(slot - base).id),
    brandAt: (slot) => (slot < base ? brandAt(frozen, slot) : recent.at(slot - base).brandId),
    isLive,
    wordsAt: (slot) => {
      if (slot >= base) return productWords(termsOfRow(rowOf(slot)), rarity);
      return wordsAt(frozen, slot, { products: rarity.products, more: sinceWith });
    },
    slotsWith: (term, into) => {
      placesWith(frozen, term, into);
      const more = recent.slotsWith(term);
      makeRoom(into, into.length + more.length);
      for (const slot of more) into.list[into.length++] = slot;
    },
    isName: (hash) => names.has(hash) || isName(frozen, hash),
    rarity,
    vectors,
    size,
    slots,
    changes: () => changes,
    frozen: () => {
      const live = inOrderOfIds(Array.from({ length: slots() }, (_, slot) => slot).filter(isLive));
      const bytes = new Int8Array(live.length * dimensions);
      const all = vectors.slice(0, slots());
      for (const [place, slot] of live.entries()) bytes.set(all.subarray(slot * dimensions, (slot + 1) * dimensions), place * dimensions);
      return { frozen: freeze(live.length, (place) => at(live[place] as number), [...frozen.names, ...names]), vectors: bytes };
    },
    bytes: () => ({
      vectors: vectors.bytes(),
      words: Object.values(frozen).reduce((sum, array) => sum + array.byteLength, isGone.byteLength),
    }),
  };
}
