import { expect, test } from 'vitest';
import type { SeenPage } from '#worker/cli/page.ts';
import { isLike, type Label, scorePage } from './score.ts';

const seen: SeenPage = {
  platform: 'web',
  kind: 'product',
  title: 'Swan Kettle | Hearth',
  creator: { platform: 'web', handle: 'hearth.example', name: 'Mara Lind' },
  products: [
    {
      name: 'Fernholm Swan Kettle',
      brand: 'Fernholm',
      price: { amount: '64.50', currency: 'GBP' },
      sku: '202.481.18',
      gtin: '04006381333931',
    },
  ],
  shopLinks: ['https://amzn.to/1', ' https://amzn.to/2'],
  disclosure: true,
  counts: { followers: { printed: '1万+', value: 10_027 } },
};
const counts = (label: Label, page: SeenPage | undefined = seen) => scorePage(label, page).counts;
const product = (fields: object): Label => ({ kind: 'product', products: [fields] });

test.each([
  ['a title with the site behind it', { title: 'Swan Kettle' }, { title: [1, 1] }],
  ['a title inside something much longer', { title: 'Swan' }, { title: [1, 1] }],
  ['another title', { title: 'Mini Kettle Set' }, { title: [0, 1] }],
  ['a creator by name', { creator: { name: 'mara lind' } }, { creator: [1, 1] }],
  ['a creator by handle', { creator: { name: 'X', handle: 'hearth.example' } }, { creator: [1, 1] }],
  ['followers as printed', { creator: { followersAsPrinted: '1 万+' } }, { followers: [1, 1] }],
  ['subscribers printed otherwise', { creator: { subscribersAsPrinted: '2万' } }, { followers: [0, 1] }],
  ['followers as a rounded number', { stats: { followerCount: 10_000 } }, { followers: [1, 1] }],
  ['followers as a word', { creator: { followersAsPrinted: '10 mil seguidores' }, language: 'es' }, { followers: [1, 1] }],
  ['followers of another number', { stats: { followerCount: 10_040 } }, { followers: [0, 1] }],
  ['no labelled creator', { creator: null }, {}],
  ['links one by one', { productLinks: ['https://amzn.to/1', 'https://amzn.to/2', 'https://amzn.to/3'] }, { links: [2, 3] }],
  ['an undecided disclosure', { hasDisclosure: null }, {}],
  ['a disclosure that is not there', { hasDisclosure: false }, { disclosure: [0, 1] }],
  ['a shorter product name', product({ name: 'Swan Kettle' }), { name: [1, 1] }],
  ['a price by value', product({ price: '64.5', currency: 'GBP' }), { price: [1, 1] }],
  ['a price in another currency', product({ price: '64.50', currency: 'EUR' }), { price: [0, 1] }],
  ['one of several codes, grouped differently', product({ sku: ['1', '20248118'] }), { sku: [1, 1] }],
  ['a GTIN with a leading zero', product({ gtin: '4006381333931' }), { gtin: [1, 1] }],
  ['another brand', product({ brand: 'Brewster' }), { brand: [0, 1] }],
  ['products of an article are not scored', { kind: 'article', products: [{ name: 'Anything' }] }, {}],
])('scores %s', (_, label, expected) => {
  expect(counts(label)).toEqual(expected);
});

test('a page that could not be read misses everything labelled', () => {
  const score = scorePage({ ...product({ name: 'Swan', price: '1', currency: 'EUR' }), title: 'Swan' }, undefined);
  expect(score.counts).toEqual({ title: [0, 1], name: [0, 1], price: [0, 1] });
  expect(score.misses).toHaveLength(3);
});

test('a product on a negative is told', () => {
  expect(scorePage({ kind: 'negative', products: [] }, seen).isFalseProduct).toBe(true);
  expect(scorePage({ kind: 'negative' }, { ...seen, products: [] }).isFalseProduct).toBe(false);
});

test('names are alike by containment or three quarters of the words', () => {
  expect(isLike('Swan Kettle 1.7 l steel', 'Steel Swan kettle 1.7')).toBe(true);
  expect(isLike('Swan Kettle', 'Swan Teapot')).toBe(false);
  expect(isLike('', 'Swan')).toBe(false);
});
