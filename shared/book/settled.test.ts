import { describe, expect, test } from 'vitest';
import {
  aTouch,
  creditOfOrder,
  day0,
  days,
  frozenFor,
  idFor,
  lineOf,
  orderEvent,
  refundEvent,
  releaseEvent,
  testBook,
} from '#test/harness/book.ts';
import type { BookEvent } from './events.ts';
import { settled } from './settled.ts';

const told = (...events: BookEvent[]) => {
  const book = testBook();
  for (const event of events) book.record(event);
  const order = book.book.facts.order('webhook', 'order-1');
  return order && settled(order);
};
const order = orderEvent(1, {
  lines: [lineOf(1, 10_000), lineOf(2, 3700), lineOf(3, 0, 'sku-1')],
  touches: [aTouch(1, { frozen: frozenFor({ feeBps: 100 }) })],
});
const half = refundEvent(1, 1, { lines: [{ lineId: 'line-1', netMinor: 5000 }] });
const rest = refundEvent(2, 1, {
  lines: [
    { lineId: 'line-1', netMinor: 5000 },
    { lineId: 'line-2', netMinor: 3700 },
  ],
});
const release = releaseEvent(creditOfOrder(1), day0 + days(14));

describe('an order as it stands', () => {
  test('says what it is and what it earned', () => {
    expect(told(order)).toEqual({
      ref: idFor('ord', 1),
      source: 'webhook',
      orderId: 'order-1',
      placedAt: day0,
      recordedAt: day0,
      currency: 'USD',
      grossMinor: 13_700,
      refundedMinor: 0,
      skus: ['sku-1', 'sku-2'],
      cancelledAt: null,
      credits: [
        {
          id: creditOfOrder(1),
          creatorId: idFor('crt', 1),
          contentUrl: 'https://www.youtube.com/watch?v=gloss000001',
          code: null,
          weight: null,
          baseMinor: 13_700,
          rateBps: 1000,
          parts: [{ rate: { bps: 1000 }, baseMinor: 13_700, amountMinor: 1370 }],
          review: [],
          rejected: null,
          releasedSeq: null,
          amountMinor: 1370,
          reversedMinor: 0,
          feeMinor: 137,
          state: 'held',
          clickedAt: day0,
          releaseAt: day0 + days(14),
          releasedAt: null,
        },
      ],
      reason: null,
    });
  });
  test.each([
    ['part refunded', [half], { state: 'held', baseMinor: 8700, amountMinor: 870, reversedMinor: 500, feeMinor: 87, releasedAt: null }],
    ['released', [release], { state: 'payable', amountMinor: 1370, reversedMinor: 0, releasedAt: day0 + days(14) }],
    ['released, then part refunded', [release, half], { state: 'payable', amountMinor: 870, reversedMinor: 500 }],
    ['all refunded', [half, rest], { state: 'reversed', baseMinor: 0, amountMinor: 0, reversedMinor: 1370, feeMinor: 0 }],
    ['released, then all refunded', [release, half, rest], { state: 'reversed', amountMinor: 0, reversedMinor: 1370 }],
  ])('%s', (_, events, credit) => {
    expect(told(order, ...events)?.credits).toMatchObject([credit]);
  });
  test('without credit gives the reason', () => {
    expect(told(orderEvent(1, { touches: [] }))).toMatchObject({ credits: [], reason: 'no_programme', grossMinor: 13_700 });
  });

  test('without credit says whose clicks it had, the newest of each', () => {
    const touches = [aTouch(1), aTouch(2, { clickedAt: day0 + 1 }), aTouch(3, { creatorId: idFor('crt', 2), traffic: 'suspect' })];
    const late = orderEvent(1, { touches, placedAt: day0 + days(31), at: day0 + days(31) });
    const book = testBook();
    book.record(late);
    const state = book.book.facts.order('webhook', 'order-1');
    expect(state && settled(state, () => touches)).toMatchObject({
      reason: 'window_over',
      touchedBy: [
        { creatorId: idFor('crt', 1), clickedAt: day0 + 1 },
        { creatorId: idFor('crt', 2), clickedAt: day0 },
      ],
    });
  });
});
