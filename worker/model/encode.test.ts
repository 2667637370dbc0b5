import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dimensions, encode, encoderId, packed, unpacked } from './encode.ts';
import { wordsIn } from './read-words.ts';
import { hashOf } from './text.ts';
import { shippedTower, unpackedTower, untrained } from './tower.ts';
import shipped from './weights/text.json' with { type: 'json' };
import { wordOf } from './word.ts';
import { accessoryWords, commonWords, everydayWords, variantWords } from './word-lists.ts';
import { productTerms, productVector } from './words.ts';

const vectorOf = (text: string): Float32Array => unpacked(packed(encode([{ words: wordsIn(text, 500), weight: 1 }])));
const cosine = (one: Float32Array, other: Float32Array): number => one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
const near = (one: string, other: string): number => cosine(vectorOf(one), vectorOf(other));

test.each([
  ['the same words in another order', 'Rivertin gooseneck kettle', 'kettle gooseneck, Rivertin', 0.999],
  ['a title and a longer one', 'Sony WH-1000XM5 headphones', 'Sony WH-1000XM5 Wireless Noise Cancelling Headphones, Black', 0.7],
  ['German compounds', 'Katzenspielzeug', 'Interaktives Katzenspielzeug', 0.5],
  ['Japanese', 'モバイルプロジェクター', 'Anker モバイルプロジェクター', 0.7],
  ['Chinese', '便携式咖啡机', '家用便携式咖啡机', 0.7],
  ['Korean', '무선 이어폰', '무선 이어폰 화이트', 0.7],
  ['Arabic', 'تيشيرت بشعار الماركة', 'تيشيرت بشعار', 0.6],
  ['Russian', 'беспроводные наушники', 'наушники беспроводные JBL', 0.6],
])('%s lie near each other', (_, one, other, least) => {
  expect(near(one, other)).toBeGreaterThan(least);
});

test('texts that share nothing lie far from each other', () => {
  expect(Math.abs(near('Rivertin gooseneck kettle', 'Tolvane winter parka'))).toBeLessThan(0.45);
});

test('a text without a telling word has no direction', () => {
  for (const text of ['', 'the and of', '!!!']) expect(vectorOf(text)).toEqual(new Float32Array(dimensions));
});

test('whatever the text, the vector is a unit vector or none, and the same again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const vector = vectorOf(text);
      const length = Math.sqrt(cosine(vector, vector));
      expect(vector).toHaveLength(dimensions);
      expect(length === 0 || Math.abs(length - 1) < 1e-5).toBe(true);
      expect(vectorOf(text)).toEqual(vector);
    }),
  );
});

test('storing loses next to nothing, and storing again loses nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: dimensions, maxLength: dimensions }), (numbers) => {
      const vector = Float32Array.from(numbers);
      const length = Math.sqrt(cosine(vector, vector));
      fc.pre(length > 0.01);
      const stored = packed(vector);
      expect(cosine(unpacked(stored), vector) / length).toBeGreaterThan(0.999);
      expect(packed(unpacked(stored))).toEqual(stored);
    }),
  );
});

test('vectors are the same for ever: stored ones depend on it', () => {
  const stored = packed(encode([{ words: wordsIn('Rivertin RT-90 kettle', 10), weight: 1 }]));
  expect([...stored.subarray(0, 12)]).toEqual([-51, 2, -18, 76, -20, -46, -42, 27, 42, 6, -15, 27]);
});

test('whoever changes how words or vectors are made gives the encoder another id: what is kept under the old one no longer fits', () => {
  const lines = [commonWords, everydayWords, variantWords, accessoryWords].flatMap((list) => list.trim().split('\n'));
  const titles = [...lines, 'WH-1000XM5 16-inch 2.4 GHz 3-in-1 H&M', 'KÄRCHER Straße Ł', '小红书 プロジェ 좋은생각', 'تِيشيرت беспроводные'];
  const made = titles.map((title) => {
    const product = { title, maker: 'Rivertin', sku: 'ab-12345', mpn: 'RT.90/4', category: 'kettles', description: title };
    // Without signs: it is their bits that are kept.
    const terms = Object.entries(productTerms(product)).map(([kind, all]) => [kind, [...all].map((term: number) => term >>> 0)]);
    return [Object.fromEntries(terms), [...productVector(product)]];
  });
  expect([encoderId, hashOf(JSON.stringify(made))]).toEqual(['words-2-tower-1-ca1acfc4', 2916429547]);
});

test.each(shipped.samples)('the shipped tower puts "$text" where its manifest says', ({ text, vector }) => {
  expect([...packed(encode([{ words: wordsIn(text, 60), weight: 1 }]))]).toEqual(vector);
});

test('the shipped tower was learnt from data that allows it, and is at most two megabytes', () => {
  expect(shipped.isShippable).toBe(true);
  for (const { isShippable, licence } of shipped.uses) expect(isShippable && licence !== 'not stated').toBe(true);
  expect(shippedTower().table.length).toBeLessThanOrEqual(2_000_000);
});

test('what training has not seen lies where it lay without training', () => {
  for (const word of ['rivertinxq', '鹅颈壶', 'жпщ']) {
    const parts = [{ words: [wordOf(word)], weight: 1 }];
    expect(cosine(encode(parts), encode(parts, untrained))).toBeGreaterThan(0.6);
  }
});

test('a damaged tower is refused', () => {
  for (const table of ['', 'AAAA', '%%']) expect(() => unpackedTower({ ...shipped, table })).toThrow(/damaged/);
});
