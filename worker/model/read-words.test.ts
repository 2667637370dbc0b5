import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsIn, wordsOf } from './read-words.ts';
import { isUnspaced, spelled, stemmedEnd } from './text.ts';

test.each([
  ['case and plural', 'Wireless HEADPHONES', ['wireless', 'headphone']],
  ['endings that are no plural', 'glass bus tennis', ['glass', 'bus', 'tennis']],
  ['accents', 'KÄRCHER Björn SEKRÈ', ['karcher', 'bjorn', 'sekre']],
  ['letters that do not decompose', 'Straße Smørrebrød Łódź', ['strasse', 'smorrebrod', 'lodz']],
  ['full width and ligatures', 'ＲＴＸ３０８０ ﬁlter', ['rtx3080', 'filter']],
  ['marks of trade', 'World™ Ostrich®Pillow', ['world', 'ostrich', 'pillow']],
  ['codes with hyphens are one word', 'WH-1000XM5 TK-FCM108BK', ['wh1000xm5', 'tkfcm108bk']],
  ['measures are not', '16-inch covid-19', ['16', 'inch', 'covid', '19']],
  ['short compounds are one word', 'wi-fi USB-C t-shirt', ['wifi', 'usbc', 'tshirt']],
  ['long ones are several', 'all-in-one noise-cancelling', ['all', 'in', 'one', 'noise', 'cancelling']],
  ['apostrophes', "men's day’s", ['men', 'day']],
  ['initials', 'H&M H & M AT&T rock & roll', ['hm', 'hm', 'att', 'rock', 'roll']],
  ['decimals stay, thousands fall apart', '2.4 20,47 1,299.00', ['2.4', '20.47', '1', '299', '00']],
  ['Han by pairs', '小红书 笔', ['小红', '红书', '笔']],
  ['kana keep their voicing marks', 'プロジェ', ['プロ', 'ロジ', 'ジェ']],
  ['Hangul is put together again', '좋은생각', ['좋은', '은생', '생각']],
  ['scripts change within a word', 'Ankerのモ', ['anker', 'のモ']],
  ['a run that begins with them goes by pairs to its end', '同社EC約18g', ['同社', '社e', 'ec', 'c約', '約1', '18', '8g']],
  ['Arabic without vowel signs', 'تِيشيرت', ['تيشيرت']],
  ['punctuation only', '*** --- !!! ___', []],
  ['nothing', '', []],
])('%s: %s', (_, text, words) => {
  expect(wordsOf(text, 100)).toEqual(words);
});

test('at most as many words as asked for, the first ones', () => {
  expect(wordsOf('one two three four', 2)).toEqual(['one', 'two']);
  expect(wordsOf('漢字仮名交', 3)).toEqual(['漢字', '字仮', '仮名']);
  expect(wordsOf('one two', 0)).toEqual([]);
});

test('terms are the same for ever: stored ones depend on it', () => {
  expect(wordsIn('Rivertin RT-90 kettle, 小红', 10).map(({ term }) => term >>> 0)).toEqual([3640556936, 1769219102, 881066968, 349255663]);
});

test('whatever the text, words are plain, bounded and the same again', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 })), (text) => {
      const words = wordsOf(text, 50);
      expect(words.length).toBeLessThanOrEqual(50);
      for (const word of words) {
        expect(word.length).toBeGreaterThan(0);
        expect(word.length).toBeLessThanOrEqual(41);
      }
      expect(wordsOf(text, 50)).toEqual(words);
      for (const { term } of wordsIn(text, 50)) expect((term | 0) === term).toBe(true);
    }),
  );
});

test('the short way to plain words finds what the pattern of a word finds', () => {
  const pieces = [
    'Kettles',
    'grass',
    'rt',
    '90',
    "men's",
    '2.4',
    '1,299.00',
    'WH-1000XM5',
    'straße',
    'Ærø',
    '咖啡机',
    'Ankerのモ',
    '𠮷野家',
    'и',
    'ﬁ',
  ];
  const marks = [' ', '', '. ', ', ', '-', '--', "'", '’', '_', '…', '—', '&', ' & ', '™', '\u0301', '\ud83d', '👍'];
  const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...marks), fc.string({ unit: 'binary', maxLength: 5 })), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(text, (parts) => {
      const [joined, plain] = [parts.join(''), spelled(parts.join(''))];
      const runs = [...plain.matchAll(/[\p{L}\p{N}]+(?:[-'’.,_][\p{L}\p{N}]+)*/gu)].map(([run]) => run);
      expect(wordsOf(joined, 1000)).toEqual(runs.flatMap((run) => wordsOf(run, 1000)));
      for (const run of runs)
        if (isLatinOnly(run)) expect(wordsOf(run, 10)).toEqual([run.slice(0, stemmedEnd(run, 0, Math.min(40, run.length)))]);
      expect(joined.replaceAll(/[^\p{L}\p{N}]/gu, '') === '' || wordsOf(joined, 1000).length >= Math.min(1, runs.length)).toBe(true);
    }),
    { numRuns: 500, seed: 21 },
  );
});
const isLatinOnly = (run: string): boolean => /^[a-z0-9]+$/.test(run) && !isUnspaced(run.charCodeAt(0));
