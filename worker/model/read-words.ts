/** The words of a text, in order. Plain runs of Latin letters and digits, which are nearly all, are found without a pattern and not cut out. */
import { isUnspaced, spelled, stemmedEnd } from './text.ts';
import { type Word, wordAt, wordOf } from './word.ts';

/** At most `wordsMax`, the first ones. */
export function wordsIn(text: string, wordsMax: number): Word[] {
  const plain = spelled(text);
  const words: Word[] = [];
  for (let at = 0; at < plain.length && words.length < wordsMax; ) {
    const end = endOfLatin(plain, at);
    if (end > at && !goesOn(plain, end)) {
      words.push(wordAt(plain, at, stemmedEnd(plain, at, Math.min(end, at + wordLengthMax))));
      at = end;
    } else if (end > at || plain.charCodeAt(at) > 127) {
      runs.lastIndex = at;
      const [run] = runs.exec(plain) ?? [''];
      if (isUnspaced(run.charCodeAt(0))) pushPairs(words, run);
      else pushRun(words, run);
      at += run.length || letterLength(plain, at);
    } else at += 1;
  }
  if (words.length > wordsMax) words.length = wordsMax;
  return words;
}

export const wordsOf = (text: string, wordsMax: number): string[] => wordsIn(text, wordsMax).map((word) => word.text);

/** Letters and digits, with single hyphens, apostrophes and decimal marks inside. */
const runs = /[\p{L}\p{N}]+(?:[-'’.,_][\p{L}\p{N}]+)*/uy;
const wordLengthMax = 40;

const isLatin = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

/** Where the letters a to z and digits that begin here end. */
function endOfLatin(text: string, from: number): number {
  let at = from;
  while (isLatin(text.charCodeAt(at))) at += 1;
  return at;
}

/** Whether a run may be longer than its Latin beginning: by other letters, or by a mark and what follows it. */
function goesOn(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code > 127) return true;
  if (code !== 39 && code !== 95 && (code < 44 || code > 46)) return false;
  const next = text.charCodeAt(at + 1);
  return next > 127 || isLatin(next);
}

const letterLength = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

function pushRun(words: Word[], run: string): void {
  const parts = run.split(/[-'’.,_]/);
  if (parts.length > 1 && isOneWord(run, parts)) {
    words.push(stemOf(parts.join(/\p{L}/u.test(run) ? '' : '.')));
    return;
  }
  for (const part of parts) for (const piece of part.match(pieces) ?? []) pushPiece(words, piece);
}

/** Runs that change script inside, such as `Anker社製`, fall apart where it changes. */
const pieces = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]+|[^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]+/g;

function pushPiece(words: Word[], piece: string): void {
  if (isUnspaced(piece.charCodeAt(0))) pushPairs(words, piece);
  else words.push(stemOf(piece.slice(0, wordLengthMax)));
}

const stemOf = (text: string): Word => wordAt(text, 0, stemmedEnd(text, 0, text.length));

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
const hasUnspaced = (text: string): boolean => [...text].some((letter) => isUnspaced(letter.charCodeAt(0)));

function pushPairs(words: Word[], run: string): void {
  const letters = [...run];
  if (letters.length === 1) words.push(wordOf(run));
  for (let at = 0; at + 1 < letters.length; at++) words.push(wordOf(`${letters[at]}${letters[at + 1]}`));
}
