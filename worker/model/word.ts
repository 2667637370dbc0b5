/**
 * What is known of a word by its spelling alone. The same words come again and again, on one page and on all of them: each is spelled out once,
 * and then found by its letters where they stand, without cutting them out.
 */
import { kindOf, type Term, termOf, type WordKind } from './text.ts';
import type { Tower } from './tower.ts';

export interface Word {
  readonly text: string;
  readonly term: Term;
  readonly kind: WordKind;
  readonly hasDigit: boolean;
  /** Of its letters, to find it by: a whole number of 32 bits, which an engine need not box. */
  readonly key: number;
  /** What the encoder found for this tower. */
  tower: Tower | undefined;
  vector: Float32Array | undefined;
  /** Scratch of whoever counts at the moment: see `newCount`. */
  count: number;
  place: number;
}

/** More than a page has. */
export const wordsKept = 8192;

/** The word that stands from `from` up to `to`. It stays the same object while no more than `wordsKept` others are asked for. */
export function wordAt(text: string, from: number, to: number): Word {
  let key = 0;
  for (let at = from; at < to; at++) key = Math.imul(key ^ text.charCodeAt(at), 0x01000193);
  const entry = entryOf(young, text, { from, to, key });
  return young[entry] ?? keep(old[entryOf(old, text, { from, to, key })] ?? made(text.slice(from, to), key), entry);
}

export const wordOf = (text: string): Word => wordAt(text, 0, text.length);

/** A number of one's own: words that do not have it as their `count` were not met yet, and get it with a `place`. */
export const newCount = (): number => ++counts;
let counts = 0;

const tableLength = 2 * wordsKept;
type Table = (Word | undefined)[];
const emptyTable = (): Table => Array.from({ length: tableLength }, () => undefined);
let [young, old, youngCount] = [emptyTable(), emptyTable(), 0];

/** When as many were asked for as are kept, those that nobody asked for since the last time are forgotten. */
function keep(word: Word, entry: number): Word {
  young[entry] = word;
  youngCount += 1;
  if (youngCount === wordsKept) [young, old, youngCount] = [old.fill(undefined), young, 0];
  return word;
}

function made(text: string, key: number): Word {
  const term = termOf(text);
  return { text, term, kind: kindOf(term), hasDigit: /\d/.test(text), key, tower: undefined, vector: undefined, count: 0, place: 0 };
}

/** Where the word is in the table, or the free entry where it would be. */
function entryOf(table: Table, text: string, { from, to, key }: { from: number; to: number; key: number }): number {
  let entry = (key ^ (key >>> 15)) & (tableLength - 1);
  for (let word = table[entry]; word !== undefined; word = table[entry]) {
    if (word.key === key && word.text.length === to - from && text.startsWith(word.text, from)) break;
    entry = (entry + 1) & (tableLength - 1);
  }
  return entry;
}
