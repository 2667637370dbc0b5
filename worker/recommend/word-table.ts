/**
 * Which products have which words, packed. Most different words are model numbers that one product alone has: of those only its place is kept,
 * with a few bits of the word, and the product's own row says whether it is this word. The others have a rank, the most frequent first, under
 * which rows name them, and a list of places, each told by how far it is from the one before.
 */
import type { Term } from '#worker/model/index.ts';
import { type Bytes, makeBytes, pushNumber } from './bytes.ts';
import { makeRoom, type Slots } from './slots.ts';

export interface WordTable {
  /** Shared words by rank, and how many products have each. */
  terms: Uint32Array<ArrayBuffer>;
  counts: Uint32Array<ArrayBuffer>;
  /** Open hash table of shared words: rank plus one, 0 where there is none. */
  ranks: Uint32Array<ArrayBuffer>;
  /** Of each rank, where its places begin. */
  postingStarts: Uint32Array<ArrayBuffer>;
  postings: Uint8Array<ArrayBuffer>;
  /** Open hash table of words that one product has: its place plus one, above it bits of the word. */
  uniques: Uint32Array<ArrayBuffer>;
}

/** `visitAll` calls back with every place in order and each of its words once, the same each time. */
export function makeWordTable(length: number, visitAll: (visit: (place: number, term: Term) => void) => void): WordTable {
  const seen = countedTerms(visitAll);
  const shared: { term: Term; count: number }[] = [];
  let single = 0;
  for (let at = 0; at < seen.keys.length; at++) {
    const [term, count] = [seen.keys[at] as Term, seen.counts[at] as number];
    if (count > 1) shared.push({ term, count });
    else if (count === 1) single += 1;
  }
  shared.sort((a, b) => b.count - a.count || a.term - b.term);
  const table: WordTable = {
    terms: Uint32Array.from(shared, ({ term }) => term),
    counts: Uint32Array.from(shared, ({ count }) => count),
    ranks: new Uint32Array(powerAbove(shared.length * 1.5)),
    postingStarts: new Uint32Array(shared.length + 1),
    postings: new Uint8Array(),
    // Four of five entries at most: one that is free ends every search.
    uniques: new Uint32Array(Math.ceil(single * 1.25) + 1),
  };
  for (let rank = 0; rank < shared.length; rank++) table.ranks[entryOf(table, termAt(table, rank))] = rank + 1;
  fill(table, length, visitAll);
  return table;
}

/** Kept without their sign. */
export const termAt = ({ terms }: Pick<WordTable, 'terms'>, rank: number): Term => (terms[rank] as number) | 0;

/** Undefined for words that one product has or none. */
export function rankOf(table: WordTable, term: Term): number | undefined {
  const entry = table.ranks[entryOf(table, term)] as number;
  return entry === 0 ? undefined : entry - 1;
}

/** Puts the places of a shared word into the list. */
export function readPlaces({ counts, postings, postingStarts }: WordTable, rank: number, into: Slots): void {
  const count = counts[rank] as number;
  makeRoom(into, count);
  const { list } = into;
  let [at, place] = [postingStarts[rank] as number, 0];
  for (let done = 0; done < count; done++) {
    let byte = postings[at++] as number;
    let gap = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = postings[at++] as number;
      gap |= (byte & 127) << shift;
    }
    place += gap;
    list[done] = place;
  }
  into.length = count;
}

/** The one place that has this word, if `hasTerm` finds it there. */
export function uniquePlace(
  { uniques }: WordTable,
  { term, length, hasTerm }: { term: Term; length: number; hasTerm: (place: number, term: Term) => boolean },
): number | undefined {
  const bits = bitsFor(length);
  const check = checkOf(term, bits);
  for (let at = startOf(term, uniques.length); ; at = at + 1 === uniques.length ? 0 : at + 1) {
    const entry = uniques[at] as number;
    if (entry === 0) return undefined;
    const place = (entry & ((1 << bits) - 1)) - 1;
    if (entry >>> bits === check && hasTerm(place, term)) return place;
  }
}

function fill(table: WordTable, length: number, visitAll: (visit: (place: number, term: Term) => void) => void): void {
  const { counts, uniques, postingStarts } = table;
  const bits = bitsFor(length);
  // Places one after the other, by rank; then what lies between them in as few bytes as it takes.
  const begins = new Uint32Array(counts.length + 1);
  for (let rank = 0; rank < counts.length; rank++) begins[rank + 1] = (begins[rank] as number) + (counts[rank] as number);
  const [places, filled] = [new Uint32Array(begins[counts.length] as number), begins.slice()];
  visitAll((place, term) => {
    const rank = rankOf(table, term);
    if (rank !== undefined) {
      places[filled[rank] as number] = place;
      filled[rank] = (filled[rank] as number) + 1;
      return;
    }
    let at = startOf(term, uniques.length);
    while (uniques[at] !== 0) at = at + 1 === uniques.length ? 0 : at + 1;
    uniques[at] = (checkOf(term, bits) << bits) | (place + 1);
  });
  const bytes: Bytes = makeBytes(places.length * 2);
  for (let rank = 0; rank < counts.length; rank++) {
    let before = 0;
    for (let at = begins[rank] as number; at < (begins[rank + 1] as number); at++) {
      pushNumber(bytes, (places[at] as number) - before);
      before = places[at] as number;
    }
    postingStarts[rank + 1] = bytes.length;
  }
  table.postings = bytes.list.slice(0, bytes.length);
}

/** As many low bits as a place plus one needs. */
const bitsFor = (length: number): number => 32 - Math.clz32(length);
/** The word's high bits say where it stands, its lower ones whether it may be the one that stands there. */
const startOf = (term: Term, entries: number): number => Math.floor(((term >>> 0) / 2 ** 32) * entries);
const checkOf = (term: Term, bits: number): number => (term >>> 3) & ((1 << (32 - bits)) - 1);

/** Where the word's rank stands, or the free entry where it would. */
function entryOf({ ranks, terms }: WordTable, term: Term): number {
  const mask = ranks.length - 1;
  let at = (term >>> 3) & mask;
  for (let entry = ranks[at] as number; entry !== 0 && ((terms[entry - 1] as number) | 0) !== term; entry = ranks[at] as number)
    at = (at + 1) & mask;
  return at;
}

interface Counted {
  keys: Int32Array<ArrayBuffer>;
  counts: Uint32Array<ArrayBuffer>;
}

/** Open hash table. 0 is no word: it would need a hash of 29 zero bits. */
function countedTerms(visitAll: (visit: (place: number, term: Term) => void) => void): Counted {
  let [counted, distinct]: [Counted, number] = [{ keys: new Int32Array(1024), counts: new Uint32Array(1024) }, 0];
  visitAll((_, term) => {
    if ((distinct + 1) * 4 > counted.keys.length * 3) counted = doubled(counted);
    const at = keyAt(counted.keys, term);
    if (counted.keys[at] === 0) distinct += 1;
    counted.keys[at] = term;
    counted.counts[at] = (counted.counts[at] as number) + 1;
  });
  return counted;
}

function doubled({ keys, counts }: Counted): Counted {
  const more = { keys: new Int32Array(keys.length * 2), counts: new Uint32Array(keys.length * 2) };
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as number;
    if (key === 0) continue;
    const to = keyAt(more.keys, key);
    more.keys[to] = key;
    more.counts[to] = counts[at] as number;
  }
  return more;
}

function keyAt(keys: Int32Array, key: number): number {
  const mask = keys.length - 1;
  let at = (key >>> 3) & mask;
  for (let there = keys[at]; there !== key && there !== 0; there = keys[at]) at = (at + 1) & mask;
  return at;
}

const powerAbove = (entries: number): number => 2 ** Math.ceil(Math.log2(Math.max(16, entries)));
