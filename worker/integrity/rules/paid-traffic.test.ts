import { expect, test } from 'vitest';
import { paidSign, paidTraffic } from './paid-traffic.ts';

test.each([
  [['https://shop.example/p/1'], null],
  [['https://shop.example/p/1?gclid=abc'], 'gclid'],
  [['https://shop.example/?msclkid=1'], 'msclkid'],
  [['https://shop.example/?utm_medium=CPC'], 'utm_medium=cpc'],
  [['https://shop.example/?utm_medium=social&utm_source=newsletter'], null],
  [['https://shop.example/?fbclid=on-every-link'], null],
  [['https://shop.example/?fbclid=x&utm_medium=paid_social'], 'utm_medium=paid_social'],
  [[null, 'https://shop.example/?wbraid=1'], 'wbraid'],
  [['https://shop.example/gclid'], null],
  [['not an address', ''], null],
  [[], null],
])('%j', (addresses, sign) => {
  expect(paidSign(addresses)).toBe(sign);
});

test.each([
  ['allowed', 'gclid', undefined],
  ['forbidden', null, undefined],
  ['forbidden', 'gclid', { sign: 'gclid' }],
] as const)('%s, %s', (rule, sign, found) => {
  expect(paidTraffic.find({ paidTraffic: rule, sign })).toEqual(found);
});
