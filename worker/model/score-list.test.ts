import fc from 'fast-check';
import { expect, test } from 'vitest';
import { features } from './features.ts';
import { scorerOf, shippedModel, type Unranked, withLeads } from './score.ts';
import { listScorerOf } from './score-list.ts';
import { seenOf } from './seen.ts';
import { pageWords, productTerms, productWords } from './words.ts';

const words = [
  'Rivertin',
  'RT-90',
  'RT-70',
  'gooseneck',
  'kettle',
  'toaster',
  'black',
  'cable',
  'for',
  'Millbrook',
  'MB3',
  '鹅颈壶',
  '2',
  'set',
];
const phrase = (maxLength: number) => fc.array(fc.constantFrom(...words), { maxLength }).map((parts) => parts.join(' '));
const lists = fc
  .record({
    kind: fc.constantFrom('article' as const, 'product' as const),
    title: phrase(6),
    text: fc.array(fc.oneof(phrase(12), fc.constant('and it rained all day on the hills behind the house')), { maxLength: 6 }),
    name: phrase(6),
    products: fc.array(
      fc.record({ title: phrase(8), maker: phrase(1), sku: phrase(1), closeness: fc.double({ min: -1, max: 1, noNaN: true }) }),
      {
        maxLength: 12,
      },
    ),
    seen: fc.integer({ min: 1, max: 50 }),
  })
  .map(({ kind, title, text, name, products, seen }): Unranked[] => {
    const named = name === '' ? [] : [{ name, brand: 'Rivertin' }];
    const page = pageWords({
      platform: 'web',
      kind,
      url: 'https://a.example/',
      title,
      text: text.join('. '),
      products: named,
      shopLinks: [],
    });
    return products.map(({ closeness, ...product }) => ({
      page,
      product: productWords(productTerms(product), { products: 1000, productsWith: () => seen }),
      closeness,
    }));
  });

test('a list has the scores that its products get one by one, to the last bit; only what stays below the threshold is left out', () => {
  const [all, each] = [listScorerOf(shippedModel), scorerOf(shippedModel)];
  let leftOut = 0;
  fc.assert(
    fc.property(lists, (list) => {
      const expected = withLeads(list).map(each);
      expect(all(list, new Set(list.keys()))).toEqual(expected);
      for (const [at, found] of all(list).entries()) {
        if (found) expect(found).toEqual(expected[at]);
        else expect(expected[at]?.score).toBeLessThan(shippedModel.threshold);
        leftOut += found ? 0 : 1;
      }
    }),
    { numRuns: 1000 },
  );
  expect(leftOut).toBeGreaterThan(1000);
});

test('with a model whose weights have the wrong signs too', () => {
  const turned = { ...shippedModel, direct: shippedModel.direct.map((weight, at) => (at % 3 === 0 ? -weight : weight)) };
  const [all, each] = [listScorerOf(turned), scorerOf(turned)];
  fc.assert(
    fc.property(lists, (list) => {
      const expected = withLeads(list).map(each);
      for (const [at, found] of all(list).entries()) {
        if (found) expect(found).toEqual(expected[at]);
        else expect(expected[at]?.score).toBeLessThan(turned.threshold);
      }
    }),
  );
});

test('no value is more than its bound', () => {
  fc.assert(
    fc.property(lists, (list) => {
      for (const input of withLeads(list)) {
        const seen = seenOf(input.page, input.product);
        for (const { name, sign, of, bound } of features)
          if (bound) expect(sign * (bound(input, seen) - of(input)), name).toBeGreaterThanOrEqual(-1e-9);
      }
    }),
  );
});
