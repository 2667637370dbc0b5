import { expect, test } from 'vitest';
import { linkedDataOf } from '../linked-data.ts';
import { declaredProducts } from './product.ts';

const url = new URL('https://a.example/p/swan?colour=blue');
const declared = (json: unknown, expected: string[] = []) => {
  const data = linkedDataOf([JSON.stringify(json)]);
  return declaredProducts(data, [], { url, expected });
};
const prices = (offers: unknown, expected: string[] = []) =>
  declared({ '@type': 'Product', name: 'Swan', offers }, expected)[0]?.prices.map(({ amount, currency }) => `${amount} ${currency}`);

test.each([
  ['an offer', { price: '64.50', priceCurrency: 'GBP' }, ['64.50 GBP']],
  ['a number', { price: 64.5, priceCurrency: 'gbp' }, ['64.50 GBP']],
  ['a symbol in the price', { price: '€64,50' }, ['64.50 EUR']],
  ['a symbol as currency', { price: '64.50', priceCurrency: '€' }, ['64.50 EUR']],
  ['the low end of an aggregate', { '@type': 'AggregateOffer', lowPrice: 10, highPrice: 20, priceCurrency: 'EUR' }, ['10 EUR']],
  ['offers in an aggregate', { '@type': 'AggregateOffer', offers: [{ price: 12, priceCurrency: 'EUR' }] }, ['12 EUR']],
  ['a price specification', { priceSpecification: { price: 12, priceCurrency: 'EUR' } }, ['12 EUR']],
  [
    'not the list price',
    {
      priceSpecification: [
        { price: 20, priceCurrency: 'EUR', priceType: 'https://schema.org/ListPrice' },
        { price: 12, priceCurrency: 'EUR' },
      ],
    },
    ['12 EUR'],
  ],
  ['two prices in one', { price: '10,75 € 11,95 €', priceCurrency: 'EUR' }, ['10.75 EUR']],
  ['zero', { price: 0, priceCurrency: 'EUR' }, []],
  ['negative', { price: -3, priceCurrency: 'EUR' }, []],
  ['beyond numbers', { price: '1e400', priceCurrency: 'EUR' }, []],
  ['no currency', { price: 12 }, []],
  ['an unknown currency', { price: 12, priceCurrency: 'ZZZ' }, []],
])('the price of %s', (_, offers, expected) => {
  expect(prices(offers)).toEqual(expected);
});

test('an amount without currency is kept apart', () => {
  expect(declared({ '@type': 'Product', name: 'Swan', offers: { price: 12 } })[0]?.bareAmount).toBe('12');
});

test('of several variants the one in the address counts', () => {
  const group = {
    '@type': 'ProductGroup',
    name: 'Swan',
    brand: { name: 'Fernholm' },
    hasVariant: [
      { '@type': 'Product', name: 'Swan red', sku: 'R', url: '/p/swan?colour=red', offers: { price: 1, priceCurrency: 'EUR' } },
      { '@type': 'Product', name: 'Swan blue', sku: 'B', url: '/p/swan?colour=blue', offers: { price: 2, priceCurrency: 'EUR' } },
    ],
  };
  const [product, more] = declared(group);
  expect(product).toMatchObject({ name: 'Swan', brand: 'Fernholm', sku: 'B', prices: [{ amount: '2', currency: 'EUR' }] });
  expect(more).toBeUndefined();
});

test('placeholders are nothing', () => {
  const [product] = declared({
    '@type': 'Product',
    name: 'Swan',
    brand: 'Unbranded',
    mpn: 'Does Not Apply',
    sku: 'null',
    gtin13: '4006381333930',
  });
  expect(product).toEqual({ name: 'Swan', prices: [], hasOffer: false, region: 0 });
});

test('identifiers are found where shops put them', () => {
  expect(declared({ '@type': 'Product', name: 'Swan', sku: '4006381333931' })[0]).toMatchObject({
    gtin: '4006381333931',
    sku: '4006381333931',
  });
  expect(declared({ '@type': 'Product', name: 'Swan', productID: 'sku:AB-12' })[0]?.sku).toBe('AB-12');
  expect(declared({ '@type': 'Book', name: 'Kettles', isbn: '0306406152', offers: {} })[0]?.gtin).toBe('9780306406157');
});

test('what a subscription opens is no product, and neither is a book without an offer', () => {
  expect(declared({ '@type': ['CreativeWork', 'Product'], name: 'The Post', productID: 'post.example:basic' })).toEqual([]);
  expect(declared({ '@type': 'Product', name: 'The Post', productID: 'post.example:basic' })).toEqual([]);
  expect(declared({ '@type': 'Book', name: 'Kettles' })).toEqual([]);
});
