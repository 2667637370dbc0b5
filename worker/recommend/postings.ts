/** Which products have a word: one packed table made at once, and a small open one for what came since. */
import type { Term } from '#worker/model/index.ts';

export interface Postings {
  /** Calls back with every place whose product has the word, in no promised order; places that are no longer live among them. */
  each: (term: Term, visit: (slot: number) => void) => void;
  /** How many live products have the word. */
  count: (term: Term) => number;
  add: (slot: number, terms: Iterable<Term>) => void;
  /** The product at a place is gone: its words count one less. */
  remove: (terms: Iterable<Term>) => void;
  /** Packs everything anew. `termsOf` is asked twice for each place. */
  pack: (slots: number, termsOf: (slot: number) => Iterable<Term>) => void;
  /** Words added since the last packing, with repetitions. */
  loose: () => number;
  bytes: () => number;
}

interface Table {
  keys: Uint32Array<ArrayBuffer>;
  /** Of key at k: slots from starts[k] to starts[k + 1]. */
  starts: Uint32Array<ArrayBuffer>;
  slots: Uint32Array<ArrayBuffer>;
}

const empty: Table = { keys: new Uint32Array(16), starts: new Uint32Array(17), slots: new Uint32Array() };

export function makePostings(): Postings {
  let table = empty;
  let since = new Map<Term, number[]>();
  let gone = new Map<Term, number>();
  let loose = 0;
  const packedCount = (term: Term): number => {
    const at = entryOf(table.keys, term);
    return table.keys[at] === term ? (table.starts[at + 1] ?? 0) - (table.starts[at] ?? 0) : 0;
  };
  return {
    each: (term, visit) => {
      const at = entryOf(table.keys, term);
      if (table.keys[at] === term) {
        const end = table.starts[at + 1] ?? 0;
        for (let i = table.starts[at] ?? 0; i < end; i++) visit(table.slots[i] as number);
      }
      for (const slot of since.get(term) ?? []) visit(slot);
    },
    count: (term) => packedCount(term) + (since.get(term)?.length ?? 0) - (gone.get(term) ?? 0),
    add: (slot, terms) => {
      for (const term of terms) {
        const slots = since.get(term);
        if (slots) slots.push(slot);
        else since.set(term, [slot]);
        loose += 1;
      }
    },
    remove: (terms) => {
      for (const term of terms) gone.set(term, (gone.get(term) ?? 0) + 1);
    },
    pack: (slots, termsOf) => {
      table = packedTable(slots, termsOf);
      [since, gone, loose] = [new Map(), new Map(), 0];
    },
    loose: () => loose,
    bytes: () => table.keys.byteLength + table.starts.byteLength + table.slots.byteLength + loose * looseBytes,
  };
}
/** A number in an array in a map, roughly. */
const looseBytes = 24;

function packedTable(slots: number, termsOf: (slot: number) => Iterable<Term>): Table {
  let [keys, counts, distinct, total] = [new Uint32Array(1024), new Uint32Array(1024), 0, 0];
  for (let slot = 0; slot < slots; slot++) {
    for (const term of termsOf(slot)) {
      if ((distinct + 1) * 4 > keys.length * 3) [keys, counts] = doubled(keys, counts);
      const at = entryOf(keys, term);
      if (keys[at] === 0) {
        keys[at] = term;
        distinct += 1;
      }
      counts[at] = (counts[at] as number) + 1;
      total += 1;
    }
  }
  const starts = new Uint32Array(keys.length + 1);
  for (let at = 0; at < keys.length; at++) starts[at + 1] = (starts[at] as number) + (counts[at] as number);
  const places = new Uint32Array(total);
  for (let slot = slots - 1; slot >= 0; slot--) {
    for (const term of termsOf(slot)) {
      const at = entryOf(keys, term);
      counts[at] = (counts[at] as number) - 1;
      places[(starts[at] as number) + (counts[at] as number)] = slot;
    }
  }
  return { keys, starts, slots: places };
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

/** Where the key stands, or the free entry where it would. A word whose number is 0 does not exist: it would need a hash of 29 zero bits. */
function entryOf(keys: Uint32Array, term: Term): number {
  const mask = keys.length - 1;
  let at = (term >>> 3) & mask;
  for (let key = keys[at]; key !== term && key !== 0; key = keys[at]) at = (at + 1) & mask;
  return at;
}
