import { expect, test } from 'vitest';
import { clip, decodeEntities, fold, letters, overlap, plain, wordsOf } from './words.ts';

test.each([
  ['white space', ' a \n\t b ', 'a b'],
  ['soft hyphens, zero-width and direction marks', 'Tee\u00ad\u200bkanne \u202eabc\u202c', 'Teekanne abc'],
  ['control characters', 'a\u0000\u0007b', 'a b'],
  ['joiners that scripts and emoji need stay', 'می\u200cخواهم', 'می\u200cخواهم'],
  ['nothing', null, ''],
])('fold makes one line: %s', (_, text, line) => {
  expect(fold(text)).toBe(line);
});

test.each([
  ['entities', 'Salt &amp; Pepper &#8211; &#x32;', 'Salt & Pepper – 2'],
  ['twice escaped', 'Salt &amp;amp; Pepper', 'Salt & Pepper'],
  ['tags', '<b>Swan</b><script>alert(1)</script> kettle', 'Swan alert(1) kettle'],
  ['an unknown entity stays', '&zzz; &constructor;', '&zzz; &constructor;'],
  ['an impossible character stays', '&#0; &#x110000;', '&#0; &#x110000;'],
  ['less-than as text', '5 < 6', '5 < 6'],
])('plain takes names out of markup: %s', (_, text, name) => {
  expect(plain(text)).toBe(name);
});

test('clip never leaves half a character', () => {
  expect(clip('ab', 2)).toBe('ab');
  expect(clip('a😀b', 2)).toBe('a');
  expect(clip('a😀b', 3)).toBe('a😀');
});

test('letters and words ignore case, accents and marks', () => {
  expect(letters('SEKRÈ Mystery-Bag®')).toBe('sekremysterybag');
  expect(wordsOf('Crème brûlée, 2 Stück')).toEqual(['creme', 'brulee', '2', 'stuck']);
  expect(decodeEntities('&lt;&uuml;&gt;')).toBe('<ü>');
});

test.each([
  ['one holds the other', 'Swan Kettle', 'Fernholm Swan Kettle 1.7 l', 1],
  ['half the words', 'Swan Kettle', 'Swan Teapot', 0.5],
  ['nothing in common', 'Swan', 'Mini', 0],
  ['a text without letters', '!!!', 'Mini', 0],
  ['one letter is no match inside another text', 'X', 'Xylophone Maker', 0],
  ['Chinese by containment', '白鳥ケトル', '白鳥ケトル 1.7L', 1],
])('overlap: %s', (_, one, other, share) => {
  expect(overlap(one, other)).toBe(share);
  expect(overlap(other, one)).toBe(share);
});
