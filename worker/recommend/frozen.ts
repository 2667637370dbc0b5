/**
 * Very many products packed side by side in a few arrays of numbers, as they are kept between starts and lie in memory. Nothing in here
 * changes; what came later stands in `recent.ts`.
 */
import type { Id } from '#shared/ids.ts';
import type { Term } from '#worker/model/index.ts';
import { idBytes, packId, unpackId } from './packed-id.ts';
import { hasTerm, type PackedRows, packedRows } from './packed-row.ts';
import { makeRoom, type Slots } from './slots.ts';
import { eachTerm } from './word-row.ts';
import { makeWordTable, rankOf, readPlaces, uniquePlace, type WordTable } from './word-table.ts';

export interface Frozen extends WordTable, PackedRows {
  /** Product ids, 16 bytes each, in their order. */
  ids: Uint8Array<ArrayBuffer>;
  brands: Uint8Array<ArrayBuffer>;
  /** Of each product, which of the brands. */
  brandOf: Uint32Array<ArrayBuffer>;
  /** What pages may name products by: hashes of addresses and GTINs, in their order. */
  names: Uint32Array<ArrayBuffer>;
}

export interface FrozenProduct {
  id: Id<'prd'>;
  brandId: Id<'brd'>;
  row: Int32Array;
}

/** `at` is asked for each place, in order; their ids must be in order too. */
export function freeze(length: number, at: (place: number) => FrozenProduct, names: Iterable<number>): Frozen {
  const [ids, brandOf] = [new Uint8Array(length * idBytes), new Uint32Array(length)];
  const brands = new Map<Id<'brd'>, number>();
  const all: Int32Array[] = [];
  for (let place = 0; place < length; place++) {
    const { id, brandId, row } = at(place);
    packId(id, ids, place * idBytes);
    const brand = brands.get(brandId) ?? brands.size;
    brands.set(brandId, brand);
    brandOf[place] = brand;
    all.push(row);
  }
  const brandBytes = new Uint8Array(brands.size * idBytes);
  for (const [brandId, brand] of brands) packId(brandId, brandBytes, brand * idBytes);
  const table = makeWordTable(length, (visit) => {
    for (const [place, row] of all.entries()) eachTerm(row, (term) => visit(place, term));
  });
  return { ids, brands: brandBytes, brandOf, ...packedRows(all, table), ...table, names: Uint32Array.from(new Set(names)).sort() };
}

export const nothingFrozen: Frozen = freeze(0, () => ({ id: 'prd_', brandId: 'brd_', row: new Int32Array() }), []);

export const lengthOf = ({ brandOf }: Frozen): number => brandOf.length;
export const idAt = ({ ids }: Frozen, place: number): Id<'prd'> => unpackId('prd', ids, place * idBytes);
export const brandAt = ({ brands, brandOf }: Frozen, place: number): Id<'brd'> =>
  unpackId('brd', brands, (brandOf[place] as number) * idBytes);

const asked = new Uint8Array(idBytes);
export function placeOf({ ids }: Frozen, id: Id<'prd'>): number | undefined {
  packId(id, asked, 0);
  const place = firstNotBelow(ids.length / idBytes, (at) => orderOf(ids, at * idBytes, asked));
  return place < ids.length / idBytes && orderOf(ids, place * idBytes, asked) === 0 ? place : undefined;
}

export function isName({ names }: Frozen, hash: number): boolean {
  return names[firstNotBelow(names.length, (at) => (names[at] as number) - hash)] === hash;
}

/** Places of the products that have the word. */
export function placesWith(frozen: Frozen, term: Term, into: Slots): void {
  const rank = rankOf(frozen, term);
  if (rank !== undefined) {
    readPlaces(frozen, rank, into);
    return;
  }
  const place = placeWithOnly(frozen, term);
  into.length = place === undefined ? 0 : 1;
  if (place === undefined) return;
  makeRoom(into, 1);
  into.list[0] = place;
}

export function countWith(frozen: Frozen, term: Term): number {
  const rank = rankOf(frozen, term);
  if (rank !== undefined) return frozen.counts[rank] as number;
  return placeWithOnly(frozen, term) === undefined ? 0 : 1;
}

const placeWithOnly = (frozen: Frozen, term: Term): number | undefined =>
  uniquePlace(frozen, { term, length: lengthOf(frozen), hasTerm: (place) => hasTerm(frozen, place, term) });

/** The first place whose order is not below zero, in a list that is sorted by it. */
function firstNotBelow(length: number, order: (at: number) => number): number {
  let [from, to] = [0, length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (order(middle) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

function orderOf(ids: Uint8Array, from: number, other: Uint8Array): number {
  for (let at = 0; at < idBytes; at++) {
    const apart = (ids[from + at] as number) - (other[at] as number);
    if (apart !== 0) return apart;
  }
  return 0;
}
