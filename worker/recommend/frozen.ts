/**
 * Very many products packed side by side in a few arrays of numbers, as they are kept between starts and lie in memory. Nothing in here
 * changes; what came later stands in `recent.ts`.
 */
import type { Id } from '#shared/ids.ts';
import type { Term } from '#worker/model/index.ts';
import { hashOfId, idBytes, packId, unpackId } from './packed-id.ts';
import { eachTerm } from './word-row.ts';

export interface Frozen {
  /** Product ids, 16 bytes each. */
  ids: Uint8Array<ArrayBuffer>;
  /** Open hash table of ids: place plus one, 0 where there is none. */
  places: Uint32Array<ArrayBuffer>;
  brands: Uint8Array<ArrayBuffer>;
  /** Of each product, which of the brands. */
  brandOf: Uint32Array<ArrayBuffer>;
  /** See `word-row.ts`; a product's row goes from its start to the next one's. */
  words: Uint32Array<ArrayBuffer>;
  starts: Uint32Array<ArrayBuffer>;
  /** Open hash table of words; word k stands in the products postings[postingStarts[k]] up to the next start. */
  keys: Uint32Array<ArrayBuffer>;
  postingStarts: Uint32Array<ArrayBuffer>;
  postings: Uint32Array<ArrayBuffer>;
  /** Open hash table of what pages may name products by: hashes of addresses and GTINs. */
  names: Uint32Array<ArrayBuffer>;
}

export interface FrozenProduct {
  id: Id<'prd'>;
  brandId: Id<'brd'>;
  row: Uint32Array;
}

/** `at` is asked for each place, in order. */
export function freeze(length: number, at: (place: number) => FrozenProduct, names: Iterable<number>): Frozen {
  const [ids, brandOf, starts] = [new Uint8Array(length * idBytes), new Uint32Array(length), new Uint32Array(length + 1)];
  const brands = new Map<Id<'brd'>, number>();
  let words = new Uint32Array(length * 16 + 64);
  for (let place = 0; place < length; place++) {
    const { id, brandId, row } = at(place);
    packId(id, ids, place * idBytes);
    const brand = brands.get(brandId) ?? brands.size;
    brands.set(brandId, brand);
    brandOf[place] = brand;
    const start = starts[place] as number;
    if (start + row.length > words.length) words = longer(words, (start + row.length) * 1.3);
    words.set(row, start);
    starts[place + 1] = start + row.length;
  }
  words = words.slice(0, starts[length]);
  const brandBytes = new Uint8Array(brands.size * idBytes);
  for (const [brandId, brand] of brands) packId(brandId, brandBytes, brand * idBytes);
  return { ids, places: placesOf(ids), brands: brandBytes, brandOf, words, starts, ...postingsOf(words, starts), names: setOf([...names]) };
}

export const nothingFrozen: Frozen = freeze(0, () => ({ id: 'prd_', brandId: 'brd_', row: new Uint32Array() }), []);

export const lengthOf = ({ brandOf }: Frozen): number => brandOf.length;
export const idAt = ({ ids }: Frozen, place: number): Id<'prd'> => unpackId('prd', ids, place * idBytes);
export const brandAt = ({ brands, brandOf }: Frozen, place: number): Id<'brd'> =>
  unpackId('brd', brands, (brandOf[place] as number) * idBytes);
export const rowAt = ({ words, starts }: Frozen, place: number): Uint32Array => words.subarray(starts[place], starts[place + 1]);
export const isName = ({ names }: Frozen, hash: number): boolean => names[entryOf(names, hash)] === hash;

const asked = new Uint8Array(idBytes);
export function placeOf({ ids, places }: Frozen, id: Id<'prd'>): number | undefined {
  packId(id, asked, 0);
  const entry = places[entryOfId(places, ids, asked, 0)] as number;
  return entry === 0 ? undefined : entry - 1;
}

/** Places of the products that have the word. */
export function placesWith({ keys, postingStarts, postings }: Frozen, term: Term): Uint32Array {
  const at = entryOf(keys, term);
  return keys[at] === term ? postings.subarray(postingStarts[at], postingStarts[at + 1]) : none;
}
const none = new Uint32Array();

/** How many they are: asked for every word of every candidate, so no view is made. */
export function countWith({ keys, postingStarts }: Frozen, term: Term): number {
  const at = entryOf(keys, term);
  return keys[at] === term ? (postingStarts[at + 1] as number) - (postingStarts[at] as number) : 0;
}

function placesOf(ids: Uint8Array): Frozen['places'] {
  const length = ids.length / idBytes;
  const places = new Uint32Array(powerFor(length));
  for (let place = 0; place < length; place++) places[entryOfId(places, ids, ids, place * idBytes)] = place + 1;
  return places;
}

/** Where the id stands in the table, or the free entry where it would. */
function entryOfId(places: Uint32Array, ids: Uint8Array, id: Uint8Array, from: number): number {
  const mask = places.length - 1;
  let entry = hashOfId(id, from) & mask;
  for (let place = places[entry] as number; place !== 0; place = places[entry] as number) {
    let same = 0;
    while (same < idBytes && ids[(place - 1) * idBytes + same] === id[from + same]) same += 1;
    if (same === idBytes) break;
    entry = (entry + 1) & mask;
  }
  return entry;
}

function postingsOf(words: Uint32Array, starts: Uint32Array): Pick<Frozen, 'keys' | 'postingStarts' | 'postings'> {
  const length = starts.length - 1;
  let [keys, counts, distinct, total] = [new Uint32Array(1024), new Uint32Array(1024), 0, 0];
  const count = (term: Term): void => {
    if ((distinct + 1) * 4 > keys.length * 3) [keys, counts] = doubled(keys, counts);
    const at = entryOf(keys, term);
    if (keys[at] === 0) {
      keys[at] = term;
      distinct += 1;
    }
    counts[at] = (counts[at] as number) + 1;
    total += 1;
  };
  for (let place = 0; place < length; place++) eachTerm(words.subarray(starts[place], starts[place + 1]), count);
  const postingStarts = new Uint32Array(keys.length + 1);
  for (let at = 0; at < keys.length; at++) postingStarts[at + 1] = (postingStarts[at] as number) + (counts[at] as number);
  const postings = new Uint32Array(total);
  for (let place = length - 1; place >= 0; place--) {
    eachTerm(words.subarray(starts[place], starts[place + 1]), (term) => {
      const at = entryOf(keys, term);
      counts[at] = (counts[at] as number) - 1;
      postings[(postingStarts[at] as number) + (counts[at] as number)] = place;
    });
  }
  return { keys, postingStarts, postings };
}

function doubled(keys: Uint32Array<ArrayBuffer>, counts: Uint32Array<ArrayBuffer>): [Uint32Array<ArrayBuffer>, Uint32Array<ArrayBuffer>] {
  const [more, moreCounts] = [new Uint32Array(keys.length * 2), new Uint32Array(keys.length * 2)];
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as number;
    if (key === 0) continue;
    const to = entryOf(more, key);
    more[to] = key;
    moreCounts[to] = counts[at] as number;
  }
  return [more, moreCounts];
}

function setOf(hashes: readonly number[]): Frozen['names'] {
  const set = new Uint32Array(powerFor(hashes.length));
  for (const hash of hashes) set[entryOf(set, hash)] = hash;
  return set;
}

function powerFor(entries: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(16, entries * 1.5)));
}

function longer(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(Math.ceil(length));
  copy.set(array);
  return copy;
}

/** Where the key stands, or the free entry where it would. 0 is no key: a word of that number would need a hash of 29 zero bits. */
function entryOf(keys: Uint32Array, key: number): number {
  const mask = keys.length - 1;
  let at = (key >>> 3) & mask;
  for (let there = keys[at]; there !== key && there !== 0; there = keys[at]) at = (at + 1) & mask;
  return at;
}
