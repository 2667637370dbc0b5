import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Id, makeId } from '#shared/ids.ts';
import type { PageFacts } from '#shared/page.ts';
import {
  dimensions,
  fingerprintOf,
  type PageWords,
  pageWords,
  plainVectors,
  productTerms,
  productVector,
  shippedModel,
  threshold,
} from '#worker/model/index.ts';
import { candidateLimits, candidatesFor } from './candidates.ts';
import { hasWords } from './has-words.ts';
import { makeProductIndex, type ProductIndex } from './product-index.ts';
import { rank } from './rank.ts';

interface Row {
  title: string;
  maker?: string;
}
const idOf = (number: number): Id<'prd'> => makeId('prd', number + 1, (length) => new Uint8Array(length));
const brandId = makeId('brd', 1, (length) => new Uint8Array(length));
function indexOf(rows: readonly Row[]): ProductIndex {
  const index = makeProductIndex(plainVectors(dimensions));
  for (const [number, row] of rows.entries()) {
    const text = { ...row, sku: `s${number}` };
    index.put({
      id: idOf(number),
      brandId,
      fingerprint: fingerprintOf(text),
      terms: productTerms(text),
      vector: productVector(text),
      names: [],
    });
  }
  return index;
}
const page = (changes: Partial<PageFacts>): PageWords =>
  pageWords({ platform: 'web', kind: 'article', url: 'https://blog.example/', products: [], shopLinks: [], ...changes });
const titlesFor = (rows: readonly Row[], words: PageWords, cardsMax = 4): string[] => {
  const index = indexOf(rows);
  return rank(words, candidatesFor(words, index, []), { cardsMax, model: shippedModel }).ranked.map(
    ({ id }) => rows.find((_, number) => idOf(number) === id)?.title ?? '',
  );
};

const kettle = { title: 'Rivertin RT-90 Gooseneck Kettle', maker: 'Rivertin' };
const toaster = { title: 'Rivertin KX-7000 Toaster', maker: 'Rivertin' };
const parka = { title: 'Tolvane Norrsken Parka', maker: 'Tolvane' };

test.each([
  ['named in the headline', page({ title: 'Rivertin RT-90 gooseneck kettle, tested' }), [kettle.title]],
  ['named in the text', page({ title: 'Coffee at home', text: 'We pour with the Rivertin RT-90 gooseneck kettle.' }), [kettle.title]],
  ['named by maker and model only', page({ title: 'Coffee at home', text: 'The Rivertin RT-90 is on my desk.' }), [kettle.title]],
  ['another model of the maker', page({ title: 'Rivertin QV-555 blender, tested' }), []],
  ['its words far from each other', page({ title: 'A walk', text: `A kettle of tea. ${'rain '.repeat(80)} A gooseneck lamp.` }), []],
  [
    'a product page of another thing',
    page({ kind: 'product', title: 'Rivertin RT-90 kettle', products: [{ name: 'Winter gloves', brand: 'Hestland' }] }),
    [],
  ],
])('%s', (_, words, titles) => {
  expect(titlesFor([kettle, toaster, parka], words)).toEqual(titles);
});

test('several products of one page are all shown, the better named first', () => {
  const words = page({ title: 'Rivertin KX-7000 toaster against the field', text: 'Beside it stood a Rivertin RT-90 gooseneck kettle.' });
  expect(titlesFor([kettle, toaster, parka], words)).toEqual([toaster.title, kettle.title]);
});

test.each([
  ['colours', ['Tolvane Norrsken Parka black', 'Tolvane Norrsken Parka white'], 1],
  ['sizes', ['Tolvane Norrsken Parka 500ml', 'Tolvane Norrsken Parka 250ml'], 1],
  ['the same from two shops', ['Tolvane Norrsken Parka', 'Tolvane Norrsken Parka'], 1],
  ['numbers', ['Tolvane Norrsken Parka 2', 'Tolvane Norrsken Parka 3'], 2],
  ['codes', ['Tolvane Norrsken Parka NP20', 'Tolvane Norrsken Parka NP30'], 2],
  ['things', ['Tolvane Norrsken Parka', 'Tolvane Norrsken Trousers'], 2],
])('of products that differ by %s: %o', (_, titles, cards) => {
  const words = page({ title: titles.join(' and '), text: titles.join(', ') });
  expect(
    titlesFor(
      titles.map((title) => ({ title, maker: 'Tolvane' })),
      words,
    ),
  ).toHaveLength(cards);
});

test('the order is that of the scores, whatever order candidates come in, and never more than asked for', () => {
  const rows = Array.from({ length: 9 }, (_, at) => ({ title: `Pellworm P${at}20 Anchor`, maker: 'Pellworm' }));
  const words = page({ title: 'Pellworm anchors', text: rows.map(({ title }) => title).join(', ') });
  const candidates = candidatesFor(words, indexOf(rows), []);
  fc.assert(
    fc.property(
      fc.shuffledSubarray(candidates, { minLength: candidates.length }),
      fc.integer({ min: 1, max: 12 }),
      (shuffled, cardsMax) => {
        const by = { cardsMax, model: shippedModel };
        const { ranked, ...rest } = rank(words, shuffled, by);
        const before = rank(words, candidates, by);
        expect([ranked, rest.contenders, rest.chosen]).toEqual([before.ranked, before.contenders, before.chosen]);
        expect(ranked.length).toBeLessThanOrEqual(cardsMax);
        const scores = ranked.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        for (const { score, reasons } of ranked) {
          expect(score).toBeGreaterThanOrEqual(threshold);
          expect(reasons.length).toBeGreaterThan(0);
        }
      },
    ),
  );
});

test('only so many products are scored, however many have the words, and the named one is among them', () => {
  const rows = [...Array.from({ length: 2000 }, (_, at) => ({ title: `Rivertin Kettle Series ${at}`, maker: 'Rivertin' })), kettle];
  const index = indexOf(rows);
  const words = page({ title: 'Rivertin RT-90 gooseneck kettle', text: 'kettle Rivertin series '.repeat(100) });
  const candidates = candidatesFor(words, index, []);
  expect(candidates.length).toBeLessThanOrEqual(candidateLimits.scored);
  expect(candidates.map(({ id }) => id)).toContain(idOf(2000));
});

test.each([
  ['three telling words', page({ title: 'Rivertin RT-90 kettle' }), true],
  ['two', page({ title: 'Rivertin kettle' }), false],
  ['function words only', page({ text: 'and then it was there with you' }), false],
  ['nothing', page({}), false],
  ['a product of its own, without a word', page({ products: [{ name: 'K' }] }), true],
])('%s: enough words to rank by? %#', (_, words, isEnough) => {
  expect(hasWords(words)).toBe(isEnough);
});

test('of two models that differ by their number, the page gets the one whose number it has', () => {
  const pack = { title: 'Varnholt Ridgeline 38, trekking backpack, 38 litres', maker: 'Varnholt' };
  const dayPack = { title: 'Varnholt Ridgeline 22, day pack, 22 litres', maker: 'Varnholt' };
  const text = 'I carried the Varnholt Ridgeline 38. It weighs a little more than the day packs that people use for a run.';
  const one = page({ title: 'Three days with the Varnholt Ridgeline 38', text });
  expect(titlesFor([pack, dayPack, kettle, toaster, parka], one)).toEqual([pack.title]);
  const both = page({ title: 'Varnholt Ridgeline 38 or Varnholt Ridgeline 22?', text: `${text} The Varnholt Ridgeline 22 is a day pack.` });
  expect(new Set(titlesFor([pack, dayPack, kettle, toaster, parka], both))).toEqual(new Set([pack.title, dayPack.title]));
});
