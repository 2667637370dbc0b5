import { expect, test } from 'vitest';
import { kitchen } from './kitchen.ts';
import { outdoor } from './outdoor.ts';
import { centsOf, decimal, sumsOf } from './sums.ts';

const cart = (items: Record<string, number>, coupon = '') => ({ id: 'c', items, receipts: [], coupon });

test('net amounts are after the coupon and without tax and shipping', () => {
  const sums = sumsOf(outdoor, cart({ 'VH-RDG-38': 1, 'KW-MUG-350': 2 }, 'MARGIN5'));
  expect(sums.lines.map((line) => line.netMinor)).toEqual([17_955, 3705]);
  expect(sums).toMatchObject({ goodsMinor: 22_800, discountMinor: 1140, taxMinor: 1733, shippingMinor: 0, totalMinor: 23_393 });
});

test.each([
  ['empty', cart({}), { goodsMinor: 0, shippingMinor: 0, totalMinor: 0 }],
  ['one piece below free shipping', cart({ 'OF-MTS-1': 1 }), { goodsMinor: 2400, shippingMinor: 690, taxMinor: 192, totalMinor: 3282 }],
  ['an unknown coupon takes nothing off', cart({ 'OF-MTS-1': 1 }, 'NOPE'), { discountMinor: 0 }],
  ['a coupon named like a property takes nothing off', cart({ 'OF-MTS-1': 1 }, 'constructor'), { discountMinor: 0 }],
  ['unknown goods count for nothing', cart({ GONE: 3 }), { goodsMinor: 0 }],
])('a cart: %s', (_label, content, sums) => {
  expect(sumsOf(outdoor, content)).toMatchObject(sums);
});

test.each([
  ['12.50', 1250],
  ['12,5', 1250],
  ['12', 1200],
  [' 0.01 ', 1],
  ['1.234', undefined],
  ['-1', undefined],
  ['', undefined],
  ['1e3', undefined],
  ['99999999', undefined],
])('"%s" is %s cents', (text, cents) => {
  expect(centsOf(text)).toBe(cents);
  if (cents !== undefined) expect(centsOf(decimal(cents))).toBe(cents);
});

test('every good has a number of its own and a valid GTIN of its own', () => {
  const goods = [...outdoor.goods, ...kitchen.goods];
  const checkSum = (gtin: string): number => [...gtin].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0) % 10;
  expect(goods.filter(({ gtin }) => !/^\d{13}$/.test(gtin) || checkSum(gtin) !== 0)).toEqual([]);
  expect(new Set(goods.map(({ gtin }) => gtin)).size).toBe(goods.length);
  expect(new Set(goods.map(({ sku }) => sku)).size).toBe(goods.length);
});
