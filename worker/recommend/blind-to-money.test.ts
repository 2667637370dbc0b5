/**
 * Whatever is paid, the same cards come in the same order with the same scores: over random catalogues, all that is paid is permuted, multiplied and
 * taken away. And the check can fail: a scorer that looks at money only a little is found out.
 */
import { expect, test } from 'vitest';
import { type Id, makeId } from '#shared/ids.ts';
import { logistic } from '#shared/ranking/logistic.ts';
import { logitOf } from '#shared/ranking/model.ts';
import type { Feature } from '#worker/model/feature.ts';
import { features } from '#worker/model/features.ts';
import {
  dimensions,
  type ListScorer,
  listScorerOf,
  type PageWords,
  type ProductText,
  pageWords,
  plainVectors,
  productTerms,
  shippedModel,
} from '#worker/model/index.ts';
import { randomFrom } from '#worker/model/train/next-item/random.ts';
import { candidatesFor, type Identified } from './candidates.ts';
import { makeProductIndex } from './product-index.ts';
import { type RankBy, rank } from './rank.ts';

const catalogues = 10_000;
/** Some seconds by itself; much longer where everything else runs at the same time. */
const manyMs = 240_000;
const makers = ['Rivertin', 'Millbrook', 'Tolvane', 'Kessrand', 'Aldmoor'];
const things = ['gooseneck kettle', 'hand grinder', 'winter parka', 'trail lamp', 'projector', '鹅颈壶'];

/** What is paid for a product, in every form that a careless join could bring along. */
interface Paid {
  price: { amountMinor: number; currency: string };
  commissionBps: number;
  feeBps: number;
  bidMinor: number;
  sponsor: string | null;
}
type Priced = Identified & Paid;
interface World {
  words: PageWords;
  products: Identified[];
  paid: Paid[];
}

const random = randomFrom(20261125);
const pick = <T>(of: readonly T[]): T => of[Math.floor(random.next() * of.length)] as T;
const upTo = (most: number): number => Math.floor(random.next() * most);
const idOf = (at: number): Id<'prd'> => makeId('prd', at + 1, (length) => new Uint8Array(length));

function aWorld(): World {
  const products = Array.from({ length: 2 + upTo(5) }, (_, at): Identified => {
    const [maker, thing, number] = [pick(makers), pick(things), 10 * (1 + upTo(9))];
    return { id: idOf(at), sku: `s${at}`, title: `${maker} ${thing} ${number}`, maker, url: `https://shop.example/p/${at}` };
  });
  const named = products.filter(() => random.next() < 0.6).map(({ title }) => title);
  return {
    words: pageWords({
      platform: 'web',
      kind: random.next() < 0.8 ? 'article' : 'product',
      url: 'https://blog.example/',
      title: named[0] ?? 'Twelve voices and a lot of rain',
      text: named.join(' stood beside the '),
      products: [],
      shopLinks: products.filter(() => random.next() < 0.2).map(({ url }) => url),
    }),
    products,
    paid: products.map(() => ({
      price: { amountMinor: upTo(1e6), currency: pick(['EUR', 'USD', 'CNY']) },
      commissionBps: upTo(10_000),
      feeBps: upTo(3000),
      bidMinor: upTo(5000),
      sponsor: pick([null, 'A', 'B']),
    })),
  };
}

const nothing: Paid = { price: { amountMinor: 0, currency: 'EUR' }, commissionBps: 0, feeBps: 0, bidMinor: 0, sponsor: null };
const changes: Record<string, (paid: readonly Paid[]) => Paid[]> = {
  permuted: (paid) => [...paid.slice(1), ...paid.slice(0, 1)],
  multiplied: (paid) =>
    paid.map((one) => ({
      ...one,
      price: { ...one.price, amountMinor: one.price.amountMinor * 7 },
      commissionBps: one.commissionBps * 10,
      feeBps: one.feeBps * 3,
      bidMinor: one.bidMinor * 1000,
    })),
  'taken away': (paid) => paid.map(() => nothing),
};

/** The whole way from products to cards, with what is paid hanging on every product. */
function outcome({ words, products }: World, paid: readonly Paid[], by: Omit<RankBy, 'cardsMax'>): string {
  const priced = products.map((product, at): Priced => ({ ...product, ...(paid[at] as Paid) }));
  const { scored, chosen } = rank(words, candidatesFor(words, emptyIndex, priced), { ...by, cardsMax: 4 });
  // As text, numbers to the last bit.
  return JSON.stringify([chosen, scored.map(({ id, score, values }) => [id, score, values])]);
}
const emptyIndex = makeProductIndex(plainVectors(dimensions));

/** The first world in which something that is paid changes something that is shown. */
function counterexample(worlds: number, by: (world: World, paid: readonly Paid[]) => Omit<RankBy, 'cardsMax'>): string | undefined {
  for (let at = 0; at < worlds; at++) {
    const world = aWorld();
    const before = outcome(world, world.paid, by(world, world.paid));
    for (const [name, change] of Object.entries(changes)) {
      const paid = change(world.paid);
      if (outcome(world, paid, by(world, paid)) !== before) return `world ${at}, ${name}`;
    }
  }
  return undefined;
}

test(
  `over ${catalogues} catalogues nothing that is paid changes a card, its place or the last bit of a score`,
  () => {
    const score = listScorerOf(shippedModel);
    let shown = 0;
    const counted: ListScorer = (list, wanted) => {
      const found = score(list, wanted);
      for (const one of found) if (one && one.score >= shippedModel.threshold) shown += 1;
      return found;
    };
    expect(counterexample(catalogues, () => ({ model: shippedModel, score: counted }))).toBeUndefined();
    expect(shown).toBeGreaterThan(catalogues);
  },
  manyMs,
);

test.each<[string, (paid: Paid) => number]>([
  ['a commission, by a thousandth of the logit', (paid) => paid.commissionBps / 1e7],
  ['a bid', (paid) => Math.log1p(paid.bidMinor) / 100],
  ['a price', (paid) => paid.price.amountMinor / 1e9],
  ['a sponsor', (paid) => (paid.sponsor === null ? 0 : 0.01)],
])('a scorer that looks at %s is found out', (_, secret) => {
  const found = counterexample(200, ({ products }, paid) => {
    const honest = listScorerOf(shippedModel);
    const bought = new Map(products.map((product, at) => [productTerms(product).title.join(), secret(paid[at] as Paid)]));
    const score: ListScorer = (list, wanted) =>
      honest(list, wanted).map((one, at) => {
        const bias = bought.get(list[at]?.product.title.join() ?? '') ?? 0;
        return one && { values: one.values, score: logistic(logitOf(one.values, shippedModel) + bias) };
      });
    return { model: shippedModel, score };
  });
  expect(found).toMatch(/^world \d+/);
});

test('a feature that asks for money does not compile, nor does a product that brings it along', () => {
  const paid: Feature[] = [
    // @ts-expect-error what the scorer is told of a product has no commission
    { name: 'commission', sign: 1, of: ({ product }) => product.commissionBps },
    // @ts-expect-error … and no price
    { name: 'price', sign: 1, of: ({ product }) => product.price.amountMinor },
    // @ts-expect-error … and the page no terms
    { name: 'rate', sign: 1, of: ({ page }) => page.terms.rateBps },
    // @ts-expect-error … nor is there a place beside them
    { name: 'bid', sign: 1, of: ({ bidMinor }) => bidMinor },
  ];
  // @ts-expect-error words of a product are made from what it is
  const text: ProductText = { title: 'a', sku: 'b', bidMinor: 3 };
  expect(paid.filter(({ name }) => features.some((feature) => feature.name === name))).toEqual([]);
  expect(Object.keys(productTerms(text)).sort()).toEqual(['codes', 'maker', 'title']);
});
