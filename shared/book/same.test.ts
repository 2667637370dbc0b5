import { describe, expect, test } from 'vitest';
import { aTouch, day0, frozenFor, idFor, lineOf, orderEvent, refundEvent, termsEvent, touchEvent } from '#test/harness/book.ts';
import type { BookEvent } from './events.ts';
import { otherContent } from './same.ts';

const two = orderEvent(1, { touches: [aTouch(1), aTouch(2)] });

describe('the same event again', () => {
  const cases: [string, BookEvent, BookEvent][] = [
    ['heard later', orderEvent(1), orderEvent(1, { at: day0 + 9 })],
    ["under another name of the book's", orderEvent(1), orderEvent(1, { ref: idFor('ord', 9) })],
    ['with its receipts in another order', two, orderEvent(1, { touches: [aTouch(2), aTouch(1)] })],
    ['with a product whose sku changed meanwhile', two, orderEvent(1, { touches: [aTouch(1, { sku: 'new' }), aTouch(2)] })],
    ['a link followed twice', touchEvent(aTouch(1)), touchEvent(aTouch(1, { clickedAt: day0 + 5 }))],
    ['terms after the fee of the day changed', termsEvent(1), { ...termsEvent(1), feeBps: 300 }],
  ];
  test.each(cases)('%s', (_, earlier, now) => {
    expect(otherContent(earlier, now)).toBeUndefined();
  });
});

describe('another event under the same id is named by its field', () => {
  const cases: [string, BookEvent, BookEvent][] = [
    ['placedAt', orderEvent(1), orderEvent(1, { placedAt: day0 + 1 })],
    ['currency', orderEvent(1), orderEvent(1, { currency: 'EUR' })],
    ['lines.0.netMinor', orderEvent(1), orderEvent(1, { lines: [lineOf(1, 13_701)] })],
    ['lines.1', orderEvent(1), orderEvent(1, { lines: [lineOf(1, 13_700), lineOf(2, 1)] })],
    ['clicks.1', two, orderEvent(1)],
    ['orderId', refundEvent(1, 1), refundEvent(1, 2)],
    ['lines.0.netMinor', refundEvent(1, 1), refundEvent(1, 1, { lines: [{ lineId: 'line-1', netMinor: 1 }] })],
    ['terms.rateBps', termsEvent(1), termsEvent(1, { rateBps: 1 })],
    ['creatorId', touchEvent(aTouch(1)), touchEvent(aTouch(1, { creatorId: idFor('crt', 2) }))],
    ['frozen.rateBps', touchEvent(aTouch(1)), touchEvent(aTouch(1, { frozen: frozenFor({ rateBps: 1 }) }))],
  ];
  test.each(cases)('%s', (path, earlier, now) => {
    expect(otherContent(earlier, now)?.path).toBe(path);
  });
});
