import { describe, expect, test } from 'vitest';
import {
  aTouch,
  cancelEvent,
  creditOfOrder,
  day0,
  days,
  editEvent,
  frozenFor,
  idFor,
  lineOf,
  orderEvent,
  refundEvent,
  releaseEvent,
  termsEvent,
  toldBook,
} from '#test/harness/book.ts';

const held = `creator:${idFor('crt', 1)}:held`;
const payable = `creator:${idFor('crt', 1)}:payable`;
const release = releaseEvent(creditOfOrder(1), day0 + days(14));
const edit = (number: number, ...nets: number[]) => editEvent(number, 1, { lines: nets.map((net, at) => lineOf(at + 1, net)) });

describe('an edit', () => {
  test('that adds goods adds commission, held', () => {
    const told = toldBook([orderEvent(1), edit(1, 13_700, 10_000)]);
    expect([told.balance(held), told.balance('brand:commission')]).toEqual([2370, -2370]);
    expect(told.book.decision('edit:webhook:edit-1')?.postings).toMatchObject([
      { from: 'brand:commission', to: held, amountMinor: 1000, reverses: null },
    ]);
  });
  test('that takes goods away takes commission back', () => {
    const told = toldBook([orderEvent(1), edit(1, 3700)]);
    expect(told.balance(held)).toBe(370);
    expect(told.book.decision('edit:webhook:edit-1')?.postings).toMatchObject([
      { from: held, to: 'brand:commission', amountMinor: 1000, reverses: '1.1' },
    ]);
  });
  test('after the release goes to what is payable', () => {
    const told = toldBook([orderEvent(1), release, edit(1, 23_700)]);
    expect([told.balance(held), told.balance(payable)]).toEqual([0, 2370]);
  });
  test('is not what was taken back: that are refunds', () => {
    expect(toldBook([orderEvent(1), edit(1, 3700)]).order()?.credits[0]).toMatchObject({ creditedMinor: 370, amountMinor: 370 });
  });
  test('keeps what was refunded; a line that is gone keeps just that', () => {
    const lines = [lineOf(1, 5000), lineOf(2, 5000)];
    const refund = refundEvent(1, 1, { lines: [{ lineId: 'line-1', netMinor: 1000 }] });
    const told = toldBook([orderEvent(1, { lines }), refund, editEvent(1, 1, { lines: [lineOf(2, 6000)] })]);
    expect(told.order()?.lines.map(({ lineId, netMinor, refundedMinor }) => [lineId, netMinor, refundedMinor])).toEqual([
      ['line-2', 6000, 0],
      ['line-1', 1000, 1000],
    ]);
    expect(told.balance(held)).toBe(600);
  });
  test('to less than was refunded is refused, naming the line', () => {
    expect(toldBook([orderEvent(1), refundEvent(1, 1), edit(1, 1299)]).last).toEqual({
      refused: 'conflict',
      message: 'Line line-1 of order order-1 has 1300 minor units of USD refunded already: it cannot be edited to 1299.',
    });
    expect(toldBook([orderEvent(1), refundEvent(1, 1), edit(1, 1300)]).last).toEqual({ result: 'recorded' });
  });
  test('in another currency is refused', () => {
    expect(toldBook([orderEvent(1), editEvent(1, 1, { currency: 'EUR' })]).last).toMatchObject({
      refused: 'unprocessable',
      message: expect.stringContaining('edit it in that currency'),
    });
  });
  test('that a newer one overtook changes nothing, and says so', () => {
    const told = toldBook([orderEvent(1), edit(2, 10_000), edit(1, 1)]);
    expect(told.balance(held)).toBe(1000);
    expect(told.book.decision('edit:webhook:edit-1')).toMatchObject({ outcome: { result: 'recorded', isOutdated: true }, postings: [] });
    expect(told.order()?.editedAt).toBe(day0 + 2);
  });
  test('of the same instant as the newest is outdated too', () => {
    const told = toldBook([orderEvent(1), edit(2, 10_000), editEvent(3, 1, { editedAt: day0 + 2, lines: [lineOf(1, 1)] })]);
    expect(told.balance(held)).toBe(1000);
  });
  test('of a cancelled order changes nothing', () => {
    const told = toldBook([orderEvent(1), cancelEvent(1), edit(9, 13_700)]);
    expect(told.balance(held)).toBe(0);
    expect(told.book.decision('edit:webhook:edit-9')?.outcome).toEqual({ result: 'recorded', isOutdated: true });
  });
  test('that brings goods back brings the hold back', () => {
    const all = refundEvent(1, 1, { lines: [{ lineId: 'line-1', netMinor: 13_700 }] });
    const told = toldBook([orderEvent(1), all, edit(1, 13_700, 10_000), releaseEvent(creditOfOrder(1), day0 + days(14))]);
    expect(told.last).toEqual({ result: 'recorded' });
    expect(told.balance(payable)).toBe(1000);
  });
  test('leaves out products that the terms exclude', () => {
    const told = toldBook([
      termsEvent(1, { excludedSkus: ['gift'] }),
      orderEvent(1),
      editEvent(1, 1, { lines: [lineOf(1, 13_700), lineOf(2, 9000, 'gift')] }),
    ]);
    expect(told.balance(held)).toBe(1370);
  });
  test('before its order waits for it', () => {
    const told = toldBook([edit(1, 10_000), orderEvent(1)]);
    expect(told.answers).toEqual([{ result: 'waiting_for_order' }, { result: 'recorded' }]);
    expect(told.book.decision('order:webhook:order-1')?.outcome).toEqual({ result: 'recorded', applied: ['edit-1'] });
    expect(told.balance(held)).toBe(1000);
  });
});

describe('a cancellation', () => {
  test('takes back everything that is left', () => {
    const told = toldBook([
      orderEvent(1, { touches: [aTouch(1, { frozen: frozenFor({ feeBps: 200 }) })] }),
      refundEvent(1, 1),
      cancelEvent(1),
    ]);
    expect(told.book.book.balances()).toEqual([]);
    expect(told.order()).toMatchObject({ cancelledAt: day0 + 1, lines: [{ netMinor: 13_700, refundedMinor: 13_700 }] });
  });
  test('after the release leaves nothing payable', () => {
    expect(toldBook([orderEvent(1), release, cancelEvent(1)]).book.book.balances()).toEqual([]);
  });
  test('before its order waits for it', () => {
    const told = toldBook([cancelEvent(1), orderEvent(1)]);
    expect(told.answers[0]).toEqual({ result: 'waiting_for_order' });
    expect(told.book.decision('order:webhook:order-1')?.outcome.applied).toEqual(['cancel:webhook:order-1']);
    expect(told.book.book.balances()).toEqual([]);
  });
  test('a refund that its shop tells as well moves nothing more', () => {
    const told = toldBook([orderEvent(1), cancelEvent(1), refundEvent(1, 1)]);
    expect(told.last).toEqual({ result: 'recorded' });
    expect(told.book.decision('refund:webhook:refund-1')).toMatchObject({ outcome: { isOutdated: true }, postings: [] });
    expect(told.order()).toMatchObject({ lines: [{ netMinor: 13_700, refundedMinor: 13_700 }] });
  });
  test('told again is known', () => {
    const told = toldBook([orderEvent(1), cancelEvent(1), cancelEvent(1)]);
    expect(told.last).toEqual({ result: 'exists' });
    expect(told.book.record(cancelEvent(1, { cancelledAt: day0 + 2 }))).toMatchObject({ refused: 'conflict' });
  });
});
