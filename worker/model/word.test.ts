import { expect, test } from 'vitest';
import { kindOf, termOf } from './text.ts';
import { newCount, wordAt, wordOf, wordsKept } from './word.ts';

test('a word is what its letters say, wherever they stand', () => {
  const word = wordAt('the rt90 kettle', 4, 8);
  expect(word).toMatchObject({ text: 'rt90', term: termOf('rt90'), kind: kindOf(termOf('rt90')), hasDigit: true });
  expect(wordOf('rt90')).toBe(word);
  expect(wordOf('rt9').text).toBe('rt9');
});

test('a word stays the same object while as many others as are kept are asked for, and longer where it comes again', () => {
  const [once, again] = [wordOf('once'), wordOf('again')];
  for (let at = 0; at < wordsKept - 2; at++) wordOf(`other${at}`);
  expect(wordOf('again')).toBe(again);
  for (let at = 0; at < wordsKept - 2; at++) wordOf(`more${at}`);
  expect(wordOf('again')).toBe(again);
  for (let at = 0; at < 2 * wordsKept; at++) wordOf(`most${at}`);
  expect(wordOf('once')).not.toBe(once);
  expect(wordOf('once')).toEqual(once);
});

test("two that count at different times do not take each other's words for their own", () => {
  expect(newCount()).not.toBe(newCount());
  expect(wordOf('never counted before').count).toBe(0);
});
