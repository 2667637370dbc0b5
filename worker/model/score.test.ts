import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PageFacts } from '#shared/page.ts';
import { modelProblem, probabilityOf } from '#shared/ranking/model.ts';
import { features } from './features.ts';
import { sampleInputs, sampleScores } from './samples.ts';
import { featureNames, reasonsOf, scoreOf, shippedModel, shippedModelId, threshold } from './score.ts';
import { weights } from './weights.ts';
import { type PageWords, type ProductWords, pageWords, productTerms, productWords, type ScorerInput } from './words.ts';

/** Everything that is named anywhere inside what the scorer gets. */
type Inside<T> = T extends string | number | boolean | undefined | Float32Array
  ? never
  : T extends ReadonlyMap<infer K, infer V>
    ? Inside<K> | Inside<V>
    : T extends ReadonlySet<infer V>
      ? Inside<V>
      : T extends readonly (infer V)[]
        ? Inside<V>
        : T extends object
          ? { [K in keyof T & string]-?: K | Inside<T[K]> }[keyof T & string]
          : never;
type Named = Inside<ScorerInput>;
/** What is known to the scorer, complete: whoever adds a word here has to say so in this test. */
type Known =
  | 'page' | 'product' | 'closeness' | 'lead'
  | 'kind' | 'headline' | 'text' | 'names' | 'inNames' | 'roots' | 'addresses' | 'links' | 'vector'
  | 'terms' | 'places' | 'name' | 'brand' | 'codes' | 'gtin'
  | 'title' | 'maker' | 'titleRarity' | 'makerRarity' | 'titleShares' | 'link'; // biome-ignore format: a list is read by groups
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

test('the scorer is told words and addresses, and nothing about money: its type has no place for it', () => {
  const isComplete: Same<Named, Known> = true;
  const hasNoMoney: Extract<
    Named,
    `${string}${'price' | 'commission' | 'fee' | 'bid' | 'sponsor' | 'rate' | 'terms_' | 'margin' | 'amount' | 'benefit'}${string}`
  > extends never
    ? true
    : false = true;
  const words: ProductWords = { title: [], maker: [], codes: [], titleRarity: [], makerRarity: [], titleShares: [] };
  // @ts-expect-error a commission does not fit into what the scorer gets
  const paid: ProductWords = { ...words, commissionBps: 900 };
  expect([isComplete, hasNoMoney, paid.title]).toEqual([true, true, []]);
});

test('every feature has a weight of its sign, and no weight is of nothing', () => {
  expect(Object.keys(weights.weights).sort()).toEqual([...featureNames].sort());
  for (const { name, sign } of features) expect((weights.weights[name] ?? Number.NaN) * sign, name).toBeGreaterThanOrEqual(0);
  expect(threshold).toBeGreaterThan(0);
  expect(threshold).toBeLessThan(1);
  expect(modelProblem(shippedModel)).toBeUndefined();
  expect(shippedModelId).toMatch(/^[0-9a-f]{64}$/);
});

test('more evidence never lowers a score, more against never raises it', () => {
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: features.length, maxLength: features.length });
  fc.assert(
    fc.property(values, fc.nat(features.length - 1), fc.double({ min: 0, max: 1, noNaN: true }), (before, at, more) => {
      const after = before.map((value, place) => (place === at ? Math.min(1, value + more) : value));
      const [one, other] = [before, after].map((of) => probabilityOf(of, shippedModel)) as [number, number];
      expect((other - one) * (features[at]?.sign ?? 0)).toBeGreaterThanOrEqual(0);
      for (const score of [one, other]) expect(score >= 0 && score <= 1).toBe(true);
    }),
  );
});

test('whatever page and product are, features and scores are from 0 to 1, and the same again', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.constantFrom('Rivertin RT-90 kettle', 'the and of', 'RTX 3080 Ti', '漢字仮名'),
  );
  const snapshot = fc.record({ title: text, text, name: text, brand: text });
  const of = fc.record({ title: text, maker: text, sku: text });
  fc.assert(
    fc.property(snapshot, of, fc.double({ min: -1, max: 1, noNaN: true }), (seen, facts, closeness) => {
      const input = (): ScorerInput => ({
        page: pageOf({ title: seen.title, text: seen.text, products: [{ name: seen.name, brand: seen.brand }] }),
        product: productWords(productTerms(facts), { products: 10, productsWith: () => 1 }),
        closeness,
        lead: 0,
      });
      const { score, values } = scoreOf(input());
      for (const value of [score, ...values]) expect(value >= 0 && value <= 1).toBe(true);
      expect(scoreOf(input())).toEqual({ score, values });
    }),
  );
});

const pageOf = (changes: Partial<PageFacts>): PageWords =>
  pageWords({ platform: 'web', kind: 'article', url: 'https://blog.example/', products: [], shopLinks: [], ...changes });

test('the samples give the scores that were written down', () => {
  expect(sampleInputs().map((input) => Number(scoreOf(input).score.toFixed(6)))).toEqual(sampleScores);
});

test.each([
  [{ 'gtin-on-page': 1, 'name-agreement': 1 }, ['gtin_on_page', 'named_on_page']],
  [{ 'linked-on-page': 0.6 }, ['linked_on_page']],
  [{ 'headline-mention': 0.9 }, ['named_on_page']],
  [{ 'words-on-page': 1, 'text-similarity': 1 }, ['similar_text']],
  [{}, ['similar_text']],
])('%o is shown because of %o', (values, reasons) => {
  expect(reasonsOf(featureNames.map((name) => (values as Record<string, number>)[name] ?? 0))).toEqual(reasons);
});
