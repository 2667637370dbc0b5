import { expect, test } from 'vitest';
import { type OrderPaceFacts, orderVelocity } from './order-velocity.ts';

const ring: OrderPaceFacts = { ordersInHour: 12, busiestHour: 1, ordersInHistory: 14, clicksInHistory: 16 };
test.each<[string, Partial<OrderPaceFacts>, boolean]>([
  ['a ring that buys after every click', {}, true],
  ['nine orders in an hour', { ordersInHour: 9 }, false],
  ['ten orders in an hour', { ordersInHour: 10 }, true],
  ['four times the busiest hour', { ordersInHour: 12, busiestHour: 3 }, false],
  ['five times the busiest hour', { ordersInHour: 15, busiestHour: 3 }, true],
  ['a post that goes round: many orders from many more clicks', { ordersInHour: 80, ordersInHistory: 90, clicksInHistory: 3000 }, false],
  ['half of the clicks bought', { ordersInHistory: 14, clicksInHistory: 28 }, false],
  ['a little more than half', { ordersInHistory: 14, clicksInHistory: 27 }, true],
  ['a click log that was lost', { clicksInHistory: 0 }, false],
  ['a click log that was lost in part', { clicksInHistory: 13 }, false],
])('%s', (_, changes, isFound) => {
  expect(orderVelocity.find({ ...ring, ...changes }) !== undefined).toBe(isFound);
});
