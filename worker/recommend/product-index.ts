/**
 * All products of the catalogue as the ranker needs them, packed in memory: words, vectors, and which products have a word.
 * Pure: what it holds is what it was told. A changed product gets a new place; places of the gone are taken back when all is loaded anew.
 */
import type { Id } from '#shared/ids.ts';
import {
  blockRows,
  dimensions,
  type ProductTerms,
  type ProductWords,
  productWords,
  type Rarity,
  type Scan,
  type Term,
  unpacked,
} from '#worker/model/index.ts';
import { grown } from './grown.ts';
import { makePostings } from './postings.ts';
import { makeSlots } from './slots.ts';

export interface IndexedProduct {
  id: Id<'prd'>;
  /** See `fingerprintOf`. */
  fingerprint: number;
  terms: ProductTerms;
  /** 64 bytes, see the model's encoder. */
  vector: Int8Array;
}

export interface ProductIndex {
  put: (product: IndexedProduct) => void;
  remove: (id: Id<'prd'>) => void;
  /** Makes what was put and removed fit for asking; cheap when little changed. `packed`: also takes the least memory. */
  settle: (packed?: boolean) => void;
  find: (id: Id<'prd'>) => number | undefined;
  fingerprintAt: (slot: number) => number;
  idAt: (slot: number) => Id<'prd'>;
  isLive: (slot: number) => boolean;
  wordsAt: (slot: number) => ProductWords;
  eachWith: (term: Term, visit: (slot: number) => void) => void;
  rarity: Rarity;
  scan: Scan['scan'];
  backend: Scan['backend'];
  size: () => number;
  /** Places, live or not: slots are below this. */
  slots: () => number;
  bytes: () => { vectors: number; words: number; postings: number; ids: number };
  /** Asked afterwards, it knows no near product. */
  dispose: () => void;
}

export function makeProductIndex(scan: Scan): ProductIndex {
  const slots = makeSlots();
  const postings = makePostings();
  const words = makeWords();
  const tail = new Float32Array(blockRows * dimensions);
  let [settledRows, isTailDirty] = [0, false];
  const rarity: Rarity = { products: 0, productsWith: (term) => postings.count(term) };

  const forget = (id: Id<'prd'>): void => {
    const slot = slots.find(id);
    if (slot === undefined) return;
    postings.remove(words.termsAt(slot));
    slots.forget(id);
  };
  const flushTail = (rows: number): void => {
    scan.setBlock(Math.floor((rows - 1) / blockRows), tail.subarray(0, (((rows - 1) % blockRows) + 1) * dimensions));
    isTailDirty = false;
  };

  return {
    put: ({ id, fingerprint, terms, vector }) => {
      forget(id);
      const slot = slots.append(id);
      words.append(fingerprint, terms);
      postings.add(slot, words.termsAt(slot));
      tail.set(unpacked(vector), (slot % blockRows) * dimensions);
      isTailDirty = true;
      if ((slot + 1) % blockRows === 0) flushTail(slot + 1);
    },
    remove: forget,
    settle: (packed = false) => {
      if (isTailDirty) flushTail(slots.length());
      if (postings.loose() > (packed ? 0 : looseMax + settledRows * looseShare)) {
        postings.pack(slots.length(), (slot) => (slots.isLive(slot) ? words.termsAt(slot) : []));
        settledRows = slots.length();
      }
      rarity.products = slots.live();
      if (!packed) return;
      slots.trim();
      words.trim();
    },
    find: slots.find,
    fingerprintAt: words.fingerprintAt,
    idAt: slots.idAt,
    isLive: slots.isLive,
    wordsAt: (slot) => productWords(words.at(slot), rarity),
    eachWith: postings.each,
    rarity,
    scan: scan.scan,
    backend: scan.backend,
    size: slots.live,
    slots: slots.length,
    dispose: scan.dispose,
    bytes: () => ({ vectors: scan.bytes() + tail.byteLength, words: words.bytes(), postings: postings.bytes(), ids: slots.bytes() }),
  };
}
const looseMax = 20_000;
const looseShare = 3;

/** Words of all products in one long array: per product its fingerprint, one number with three lengths, then the words of title, maker and codes. */
function makeWords() {
  let terms = new Uint32Array(1024);
  let starts = new Uint32Array(256);
  let length = 0;
  const at = (slot: number, offset: number): number => terms[(starts[slot] as number) + offset] as number;
  const part = (slot: number, from: number, count: number): Term[] => {
    const start = (starts[slot] as number) + headLength + from;
    return Array.from(terms.subarray(start, start + count));
  };
  return {
    append: (fingerprint: number, { title, maker, codes }: ProductTerms): void => {
      const start = starts[length] ?? 0;
      const end = start + headLength + title.length + maker.length + codes.length;
      terms = grown(terms, end);
      starts = grown(starts, length + 2);
      terms[start] = fingerprint;
      terms[start + 1] = title.length | (maker.length << 8) | (codes.length << 16);
      terms.set([...title, ...maker, ...codes], start + headLength);
      length += 1;
      starts[length] = end;
    },
    at: (slot: number): ProductTerms => {
      const lengths = at(slot, 1);
      const [title, maker, codes] = [lengths & 255, (lengths >>> 8) & 255, lengths >>> 16];
      return { title: part(slot, 0, title), maker: part(slot, title, maker), codes: part(slot, title + maker, codes) };
    },
    fingerprintAt: (slot: number): number => at(slot, 0),
    /** All words of a product once. */
    termsAt: (slot: number): Set<Term> => new Set(terms.subarray((starts[slot] as number) + headLength, starts[slot + 1])),
    trim: (): void => {
      terms = terms.slice(0, starts[length] ?? 0);
      starts = starts.slice(0, length + 1);
    },
    bytes: (): number => terms.byteLength + starts.byteLength,
  };
}
const headLength = 2;
