import { expect, test } from 'vitest';
import { informationOf } from './rarity.ts';
import { termOf } from './text.ts';

const among = (products: number, productsWith: number) => ({ products, productsWith: () => productsWith });

test('a word of few products tells more than one of many', () => {
  const word = termOf('rivertin');
  const told = [1, 10, 100, 1000].map((productsWith) => informationOf(word, among(1000, productsWith)));
  expect(told).toEqual([...told].sort((a, b) => b - a));
  expect(new Set(told).size).toBe(told.length);
});

test('in a small catalogue the kind of a word decides', () => {
  const told = ['rt90x', 'rivertin', '90', 'black', 'the'].map((word) => informationOf(termOf(word), among(3, 1)));
  expect(told).toEqual([...told].sort((a, b) => b - a));
});

test('no word tells less than nothing, even one that all products have', () => {
  expect(informationOf(termOf('the'), among(10, 10_000))).toBe(0);
});
