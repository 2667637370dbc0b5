/**
 * Text as the model reads it: one spelling per word whatever the case, accents, width or punctuation; scripts without spaces as character pairs.
 * Products and pages go through the same functions, in training and at the edge.
 */
import { accessoryWords, commonWords, everydayWords, variantWords } from './word-lists.ts';

/** A word as a whole number of 32 bits with a sign, which engines need not box: 29 bits of hash and, in the lowest three, its kind. */
export type Term = number;

export const termOf = (word: string): Term => termWith(word, kindOfWord(word));

/** What a word can tell: function words nothing, codes such as `wh1000xm5` the most. */
export const wordKinds = ['word', 'common', 'everyday', 'variant', 'accessory', 'number', 'code', 'pair'] as const;
export type WordKind = (typeof wordKinds)[number];
export const kindOf = (term: Term): WordKind => wordKinds[term & 7] as WordKind;

/** Numbers and codes: what tells one model of a line from the next. */
export const tellsModels = (term: Term): boolean => kindOf(term) === 'number' || kindOf(term) === 'code';

/** A maker's number (SKU, MPN) by which two spellings of it are equal; undefined when it is too short to name anything. */
export function codeTermOf(code: string): Term | undefined {
  const plain = plainCode(code);
  return plain.length >= 5 && /\d/.test(plain) ? termWith(plain, 'code') : undefined;
}

export const plainCode = (code: string): string => spelled(code).replaceAll(/[^\p{L}\p{N}]+/gu, '');

/**
 * What a code keeps when shops leave off its last letters, which tell colour or country: `dvpfx820` of `dvpfx820li`. A number of its own, that no
 * word has; undefined for what is too short or has too few digits to name anything.
 */
export function rootTermOf(code: string, digitsMin: number): Term | undefined {
  const root = /^(?=.*\p{L}).*\p{N}/u.exec(code)?.[0] ?? '';
  return root.length >= 5 && (root.match(/\p{N}/gu)?.length ?? 0) >= digitsMin ? termWith(`root ${root}`, 'code') : undefined;
}

const termWith = (word: string, kind: WordKind): Term => (hashOf(word) & ~7) | wordKinds.indexOf(kind);

/** 32 bits, well mixed: the same everywhere and for ever, because stored vectors and terms depend on it. */
export const hashOf = (text: string, seed = hashSeed): number => hashIn(text, 0, text.length, seed);

/** Of the piece from `from` up to `to`, without cutting it out. */
export function hashIn(text: string, from: number, to: number, seed = hashSeed): number {
  let hash = seed;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mixed(hash);
}
const hashSeed = 0x811c9dc5;

export function mixed(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** One spelling: full width and ligatures made plain, accents off (those of kana and Hangul stay), lower case. */
export function spelled(text: string): string {
  const isPlain = !/[\u0080-\uffff]/.test(text);
  const marked = isPlain ? text : text.replaceAll(/[™®©℠]/g, ' ');
  const joined = marked.includes('&') ? marked.replaceAll(initials, '$1$2') : marked;
  if (isPlain) return joined.toLowerCase();
  return joined
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f\u064b-\u065f\u0640]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[ßøłđæœ]/g, (letter) => folded[letter] ?? letter);
}
/** `H&M`, `H & M`, `AT&T` are names of one word. */
const initials = /(?<!\p{L})(\p{L}{1,2}) ?& ?(\p{L}{1,2})(?!\p{L})/gu;
const folded: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe' };

/** Where a word ends that begins and ends there: plural and possessive s off, enough to make `headphones` and `headphone` one. */
export function stemmedEnd(text: string, from: number, to: number): number {
  if (to - from < 4 || text.charAt(to - 1) !== 's') return to;
  const before = text.charAt(to - 2);
  return before === 's' || before === 'u' || before === 'i' ? to : to - 1;
}
const stem = (word: string): string => word.slice(0, stemmedEnd(word, 0, word.length));

/** Kana, Han, Hangul and Thai: written without spaces, or with endings that hide the word. */
export function isUnspaced(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af) || isThai(code);
}
const isThai = (code: number): boolean => code >= 0x0e00 && code <= 0x0e7f;

function kindOfWord(word: string): WordKind {
  if (isUnspaced(word.charCodeAt(0))) return 'pair';
  const listed = listedKinds.get(word);
  if (listed) return listed;
  if (!/\d/.test(word)) return designation.test(word) ? 'number' : 'word';
  if (/^[\d.]+$/.test(word)) return 'number';
  return measured.test(word) ? 'variant' : 'code';
}
/** Roman numbers and single letters tell models apart like numbers do. */
const designation = /^(?:[a-z]|ii|iii|iv|vi|vii|viii|ix|xi|xii)$/;
/** A word in several lists has the kind of the last. */
const listedKinds: ReadonlyMap<string, WordKind> = new Map(
  Object.entries({ everyday: everydayWords, variant: variantWords, accessory: accessoryWords, common: commonWords }).flatMap(
    ([kind, list]) =>
      list
        .split(/\s+/)
        .filter(Boolean)
        .map((word) => [stem(word), kind as WordKind] as const),
  ),
);
/** `500ml`, `128gb`, `2x`, `3er`: a size, not a name. */
const measured =
  /^\d+(?:x\d+)*(?:x|mm|cm|m|km|in|inch|ft|ml|cl|l|oz|g|kg|mg|lb|w|kw|v|mah|ah|hz|khz|mhz|ghz|kb|mb|gb|tb|mp|p|k|er|pc|pcs|pk|st|nd|rd|th|s)$/;
