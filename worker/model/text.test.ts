import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeTermOf, kindOf, termOf, termsOf, wordsOf } from './text.ts';

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

test.each([
  ['the', 'common'],
  ['und', 'common'],
  ['review', 'everyday'],
  ['black', 'variant'],
  ['128gb', 'variant'],
  ['case', 'accessory'],
  ['3080', 'number'],
  ['ii', 'number'],
  ['k', 'number'],
  ['wh1000xm5', 'code'],
  ['漢字', 'pair'],
  ['rivertin', 'word'],
])('%s is of the kind %s', (word, kind) => {
  expect(kindOf(termOf(word))).toBe(kind);
});

test.each([
  ['202.481.18', '20248118'],
  ['PU_106160/01', 'pu 10616001'],
  ['ABCDEF', undefined],
  ['1234', undefined],
  ['', undefined],
])('the code %s is the same as %s', (code, same) => {
  expect(codeTermOf(code)).toBe(same === undefined ? undefined : codeTermOf(same));
});

test('terms are the same for ever: stored ones depend on it', () => {
  expect(termsOf('Rivertin RT-90 kettle, 小红', 10)).toEqual([3640556936, 1769219102, 881066968, 349255663]);
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
      for (const term of termsOf(text, 50)) expect(Number.isInteger(term) && term >= 0 && term < 2 ** 32).toBe(true);
    }),
  );
});
