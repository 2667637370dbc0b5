import { describe, expect, test } from 'vitest';
import {
  adjustmentEvent,
  aTouch,
  cancelEvent,
  creditOfOrder,
  day0,
  draftEvent,
  editEvent,
  frozenFor,
  idFor,
  lineOf,
  orderEvent,
  periodEvent,
  refundEvent,
  releaseEvent,
  reversalEvent,
  reviewEvent,
  stepEvent,
  termsEvent,
  touchEvent,
  verdictEvent,
} from '#test/harness/book.ts';
import type { BookEvent } from './events.ts';
import { otherContent } from './same.ts';

const credit = creditOfOrder(1);
const two = orderEvent(1, { touches: [aTouch(1), aTouch(2)] });

describe('the same event again', () => {
  const cases: [string, BookEvent, BookEvent][] = [
    ['heard later', orderEvent(1), orderEvent(1, { at: day0 + 9 })],
    ["under another name of the book's", orderEvent(1), orderEvent(1, { ref: idFor('ord', 9) })],
    ['with its receipts in another order', two, orderEvent(1, { touches: [aTouch(2), aTouch(1)] })],
    ['with a product whose sku changed meanwhile', two, orderEvent(1, { touches: [aTouch(1, { sku: 'new' }), aTouch(2)] })],
    ['a link followed twice', touchEvent(aTouch(1)), touchEvent(aTouch(1, { clickedAt: day0 + 5 }))],
    [
      'an edit heard later, its products in another category',
      editEvent(1, 1),
      editEvent(1, 1, { at: day0 + 9, lines: [{ ...lineOf(1, 13_700), category: 'Sport' }] }),
    ],
    [
      'an order whose product moved to another category',
      orderEvent(1),
      orderEvent(1, { lines: [{ ...lineOf(1, 13_700), category: 'Sport' }] }),
    ],
    ['an order that rules found something in', orderEvent(1), orderEvent(1, { findings: [{ rule: 'x', creatorId: null }] })],
    ['an order that names no code in two ways', orderEvent(1), orderEvent(1, { codes: [] })],
    ['a cancellation heard later', cancelEvent(1), cancelEvent(1, { at: day0 + 9 })],
    ['a review by another person', reviewEvent(1, credit), reviewEvent(1, credit, { by: 'usr_z' })],
    ['a verdict heard later', verdictEvent(1, credit, null), verdictEvent(1, credit, null, day0 + 9)],
    ['a reversal by another person, heard later', reversalEvent(1, credit), { ...reversalEvent(1, credit, day0 + 9), by: 'usr_z' }],
    ['an adjustment that was approved meanwhile', adjustmentEvent(1), adjustmentEvent(1, { approvedBy: 'usr_b', at: day0 + 9 })],
    ['a draft by another person, above another minimum', draftEvent(1), draftEvent(1, { by: 'usr_z', minimumMinor: 5, at: day0 })],
    ['a step by another person', stepEvent(1, 'paid'), stepEvent(1, 'paid', { by: 'usr_z', at: day0 })],
    ['a release heard later', releaseEvent(credit, day0), releaseEvent(credit, day0 + 9)],
    ['a period closed by another person', periodEvent(day0), { ...periodEvent(day0, day0 + 9), by: 'usr_z' }],
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
    ['codes.0', orderEvent(1), orderEvent(1, { codes: ['A'] })],
    ['lines.0.quantity', orderEvent(1), orderEvent(1, { lines: [{ ...lineOf(1, 13_700), quantity: 2 }] })],
    ['lines.0.sku', orderEvent(1), orderEvent(1, { lines: [lineOf(1, 13_700, 'other')] })],
    ['refundedAt', refundEvent(1, 1), refundEvent(1, 1, { refundedAt: day0 + 1 })],
    ['currency', refundEvent(1, 1), refundEvent(1, 1, { currency: 'EUR' })],
    ['orderId', editEvent(1, 1), editEvent(1, 2)],
    ['editedAt', editEvent(1, 1), editEvent(1, 1, { editedAt: day0 })],
    ['currency', editEvent(1, 1), editEvent(1, 1, { currency: 'EUR' })],
    ['lines.0.netMinor', editEvent(1, 1), editEvent(1, 1, { lines: [lineOf(1, 1)] })],
    ['cancelledAt', cancelEvent(1), cancelEvent(1, { cancelledAt: day0 })],
    ['rule', reviewEvent(1, credit), reviewEvent(1, credit, { rule: 'other' })],
    ['reason', verdictEvent(1, credit, null), verdictEvent(1, credit, 'fraud_hold')],
    ['amountMinor', adjustmentEvent(1), adjustmentEvent(1, { amountMinor: 2 })],
    ['note', adjustmentEvent(1), adjustmentEvent(1, { note: 'other' })],
    ['creatorId', draftEvent(1), draftEvent(1, { creatorId: idFor('crt', 2) })],
    ['currency', draftEvent(1), draftEvent(1, { currency: 'EUR' })],
    ['provider', stepEvent(1, 'sent'), stepEvent(1, 'sent', { provider: 'other' })],
    ['providerRef', stepEvent(1, 'paid'), stepEvent(1, 'paid', { providerRef: 'other' })],
    ['why', stepEvent(1, 'failed'), stepEvent(1, 'failed', { why: 'other' })],
    ['why', stepEvent(1, 'cancelled'), stepEvent(1, 'cancelled', { why: 'other' })],
    ['creditId', releaseEvent(credit, day0), { ...releaseEvent(creditOfOrder(2), day0), id: releaseEvent(credit, day0).id }],
    ['until', periodEvent(day0), { ...periodEvent(day0), until: day0 - 1 }],
    ['contentUrl', touchEvent(aTouch(1)), touchEvent(aTouch(1, { contentUrl: null }))],
    ['productId', touchEvent(aTouch(1)), touchEvent(aTouch(1, { productId: idFor('prd', 2) }))],
    ['terms.rateBps', termsEvent(1), termsEvent(1, { rateBps: 1 })],
    ['creatorId', touchEvent(aTouch(1)), touchEvent(aTouch(1, { creatorId: idFor('crt', 2) }))],
    ['frozen.rateBps', touchEvent(aTouch(1)), touchEvent(aTouch(1, { frozen: frozenFor({ rateBps: 1 }) }))],
  ];
  test.each(cases)('%s', (path, earlier, now) => {
    expect(otherContent(earlier, now)?.path).toBe(path);
  });
});
