/**
 * Text as the model reads it: one spelling per word whatever the case, accents, width or punctuation; scripts without spaces as character pairs.
 * Products and pages go through the same functions, in training and at the edge.
 */
import { accessoryWords, commonWords, everydayWords, variantWords } from './word-lists.ts';

/** The words of a text in order, at most `wordsMax`. */
export function wordsOf(text: string, wordsMax: number): string[] {
  const words: string[] = [];
  for (const [run] of spelled(text).matchAll(runs)) {
    if (words.length >= wordsMax) break;
    if (isUnspaced(run.charCodeAt(0))) pushPairs(words, run);
    else pushRun(words, run);
  }
  return words.length > wordsMax ? words.slice(0, wordsMax) : words;
}

/** A word as a number: 29 bits of hash and, in the lowest three, its kind. */
export type Term = number;

export const termsOf = (text: string, wordsMax: number): Term[] => wordsOf(text, wordsMax).map(termOf);

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

const termWith = (word: string, kind: WordKind): Term => ((hashOf(word) & ~7) | wordKinds.indexOf(kind)) >>> 0;

/** 32 bits, well mixed: the same everywhere and for ever, because stored vectors and terms depend on it. */
export function hashOf(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

export function mixed(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Letters and digits, with single hyphens, apostrophes and decimal marks inside. */
const runs = /[\p{L}\p{N}]+(?:[-'’.,_][\p{L}\p{N}]+)*/gu;
const wordLengthMax = 40;

/** One spelling: full width and ligatures made plain, accents off (those of kana and Hangul stay), lower case. */
function spelled(text: string): string {
  return text
    .replaceAll(/[™®©℠]/g, ' ')
    .replaceAll(initials, '$1$2')
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f\u064b-\u065f\u0640]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[ßøłđæœ]/g, (letter) => folded[letter] ?? letter);
}
/** `H&M`, `H & M`, `AT&T` are names of one word. */
const initials = /(?<!\p{L})(\p{L}{1,2}) ?& ?(\p{L}{1,2})(?!\p{L})/gu;
const folded: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe' };

function pushRun(words: string[], run: string): void {
  const parts = run.split(/[-'’.,_]/);
  if (parts.length > 1 && isOneWord(run, parts)) {
    words.push(stem(parts.join(/\p{L}/u.test(run) ? '' : '.')));
    return;
  }
  for (const part of parts) for (const piece of part.match(pieces) ?? []) pushPiece(words, piece);
}

/** Runs that change script inside, such as `Anker社製`, fall apart where it changes. */
const pieces = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]+|[^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]+/g;

function pushPiece(words: string[], piece: string): void {
  if (isUnspaced(piece.charCodeAt(0))) pushPairs(words, piece);
  else words.push(stem(piece.slice(0, wordLengthMax)));
}

/** `wh-1000xm5`, `t-shirt`, `wi-fi`, `men's`, `2.4` are one word; `all-in-one`, `16-inch` and `lightning.micro` are several. */
function isOneWord(run: string, parts: readonly string[]): boolean {
  const plain = parts.join('');
  if (plain.length > wordLengthMax || hasUnspaced(plain)) return false;
  if (/^[\p{L}]+['’][\p{L}]{1,2}$/u.test(run)) return true;
  const [letters, digits] = [/\p{L}/u.test(plain), /\p{N}/u.test(plain)];
  if (!letters) return parts.length === 2 && /[.,]/.test(run) && (parts[1] ?? '').length <= 2;
  if (digits) return run.includes('-') && !measure.test(run) && plain.length >= 4;
  return run.includes('-') && parts.length === 2 && (plain.length <= 5 || (parts[0] ?? '').length === 1);
}
const measure = /^\d+[-.]\p{L}{2,}$|^\p{L}{4,}-\d{1,4}$|-in-/u;

/** Plural and possessive s off; enough to make `headphones` and `headphone` one. */
function stem(word: string): string {
  return word.length >= 4 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

function pushPairs(words: string[], run: string): void {
  const letters = [...run];
  if (letters.length === 1) words.push(run);
  for (let at = 0; at + 1 < letters.length; at++) words.push(`${letters[at]}${letters[at + 1]}`);
}

/** Kana, Han, Hangul and Thai: written without spaces, or with endings that hide the word. */
function isUnspaced(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af) || isThai(code);
}
const isThai = (code: number): boolean => code >= 0x0e00 && code <= 0x0e7f;
const hasUnspaced = (text: string): boolean => [...text].some((letter) => isUnspaced(letter.charCodeAt(0)));

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
