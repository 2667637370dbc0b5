/** What a word is made of, for the encoder: itself, and the pieces of it that other spellings of it share. */
import { hashIn, hashOf } from './text.ts';

/** Pieces of words, of four letters; of words with digits also longer ones, because `dcrhc52` and `dcrhc54` share all short ones. */
const lengthsOfWord = [4];
const lengthsOfCode = [4, 5, 6];
const piecesShare = 1.5;
const moreForCodes = 1.5;
const pieceSeed = 0x2545f491;

/** Calls back with every part's hash and how much it counts beside the others; the word itself, first, counts 1. */
export function eachPart(word: string, visit: (hash: number, weight: number) => void): void {
  visit(hashOf(word), 1);
  const hasDigit = /\d/.test(word);
  const lengths = hasDigit ? lengthsOfCode : lengthsOfWord;
  const framed = `<${word}>`;
  const pieces = lengths.reduce((sum, length) => sum + (framed.length > length ? framed.length - length + 1 : 0), 0);
  if (pieces < 2) return;
  const each = (piecesShare * (hasDigit ? moreForCodes : 1)) / Math.sqrt(pieces);
  for (const length of lengths) {
    if (framed.length <= length) continue;
    for (let at = 0; at + length <= framed.length; at++) visit(hashIn(framed, at, at + length, pieceSeed), each);
  }
}
