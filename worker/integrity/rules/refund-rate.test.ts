import { expect, test } from 'vitest';
import { type RefundFacts, refundRate } from './refund-rate.ts';

/** A programme in which 4 % go back. */
const usual: RefundFacts = { orders: 50, refunded: 2, othersOrders: 2000, othersRefunded: 80 };
test.each<[string, Partial<RefundFacts>, boolean]>([
  ['as everybody', {}, false],
  ['a little more', { refunded: 5 }, false],
  ['just below three deviations', { refunded: 6 }, false],
  ['above three deviations', { refunded: 7 }, true],
  ['all of them', { refunded: 50 }, true],
  ['too few orders to say', { orders: 19, refunded: 19 }, false],
  ['enough orders to say', { orders: 20, refunded: 6 }, true],
  ['too few refunds to say', { orders: 20, refunded: 4 }, false],
  ['a programme where half goes back', { othersRefunded: 1000, refunded: 30 }, false],
  ['nobody to compare with', { othersOrders: 0, othersRefunded: 0, orders: 50, refunded: 10 }, false],
  ['nobody to compare with, and nearly all go back', { othersOrders: 0, othersRefunded: 0, orders: 50, refunded: 45 }, true],
])('%s', (_, changes, isFound) => {
  expect(refundRate.find({ ...usual, ...changes }) !== undefined).toBe(isFound);
});
