import { describe, expect, test } from 'vitest';
import {
  aTouch,
  cancelEvent,
  creditOfOrder,
  day0,
  days,
  frozenFor,
  idFor,
  orderEvent,
  refundEvent,
  releaseEvent,
  reversalEvent,
  reviewEvent,
  toldBook,
  verdictEvent,
} from '#test/harness/book.ts';

const credit = creditOfOrder(1);
const held = `creator:${idFor('crt', 1)}:held`;
const due = day0 + days(14);
const withFee = orderEvent(1, { touches: [aTouch(1, { frozen: frozenFor({ feeBps: 200 }) })] });

describe('a review', () => {
  test('holds a commission beyond its time', () => {
    expect(toldBook([orderEvent(1), reviewEvent(1, credit), releaseEvent(credit, due)]).last).toMatchObject({ refused: 'conflict' });
  });
  test('that is cleared lets it go on', () => {
    const told = toldBook([orderEvent(1), reviewEvent(1, credit), verdictEvent(1, credit, null), releaseEvent(credit, due)]);
    expect(told.last).toEqual({ result: 'recorded' });
    expect(told.balance(held)).toBe(0);
  });
  test('that rejects gives everything back and the order its reason', () => {
    const told = toldBook([withFee, reviewEvent(1, credit), verdictEvent(1, credit, 'self_referral')]);
    expect(told.book.book.balances()).toEqual([]);
    expect(told.order()).toMatchObject({
      reason: 'self_referral',
      credits: [{ rejected: 'self_referral', amountMinor: 0, feeMinor: 0, review: null }],
    });
    expect(told.book.decision(`verdict:${idFor('rev', 1)}:${credit}`)?.postings).toMatchObject([
      { from: held, to: 'brand:commission', amountMinor: 1370, reverses: '1.1' },
      { from: 'platform:fee:held', to: 'brand:fee', amountMinor: 274, reverses: '1.2' },
    ]);
  });
  test('what was rejected stays at nothing, whatever the order does', () => {
    const told = toldBook([orderEvent(1), reviewEvent(1, credit), verdictEvent(1, credit, 'fraud_hold'), refundEvent(1, 1)]);
    expect(told.last).toEqual({ result: 'recorded' });
    expect(told.book.book.balances()).toEqual([]);
    expect(told.book.record(releaseEvent(credit, due))).toMatchObject({ refused: 'conflict' });
    expect(told.book.record(reviewEvent(2, credit))).toMatchObject({ refused: 'conflict' });
  });
  test('of one of two creators leaves the other and gives no reason', () => {
    const touches = [
      aTouch(1, { creatorId: idFor('crt', 1) }),
      aTouch(2, { creatorId: idFor('crt', 2), frozen: frozenFor({ model: 'linear' }) }),
    ];
    const findings = [{ rule: 'velocity', creatorId: idFor('crt', 1) }];
    const told = toldBook([orderEvent(1, { touches, findings }), verdictEvent(1, credit, 'fraud_hold')]);
    expect(told.order()).toMatchObject({
      reason: null,
      credits: [{ rejected: 'fraud_hold' }, { rejected: null, amountMinor: 685, review: null }],
    });
    const second = told.order()?.credits[1]?.id ?? credit;
    for (const event of [reviewEvent(2, second), verdictEvent(2, second, 'duplicate')]) told.book.record(event);
    expect(told.order()?.reason).toBe('duplicate');
  });
  test('opened by a finding on intake is decided the same way', () => {
    const told = toldBook([orderEvent(1, { findings: [{ rule: 'self', creatorId: null }] }), releaseEvent(credit, due)]);
    expect(told.last).toMatchObject({ refused: 'conflict' });
    expect(told.book.record(verdictEvent(1, credit, null))).toEqual({ result: 'recorded' });
    expect(told.book.record(releaseEvent(credit, due))).toEqual({ result: 'recorded' });
  });
  test('names every rule once, and keeps the first review', () => {
    const told = toldBook([orderEvent(1), reviewEvent(1, credit), reviewEvent(2, credit, { rule: 'refunds' }), reviewEvent(3, credit)]);
    expect(told.order()?.credits[0]?.review).toEqual({ reviewId: idFor('rev', 1), rules: ['velocity', 'refunds'] });
  });
  test.each([
    ['of what was released', [orderEvent(1), releaseEvent(credit, due), reviewEvent(1, credit)]],
    ['of a credit that never was', [reviewEvent(1, credit)]],
  ])('%s is refused', (_, events) => {
    expect(toldBook(events).last).toMatchObject({ refused: 'conflict' });
  });
  test('a verdict without a review is refused', () => {
    expect(toldBook([orderEvent(1), verdictEvent(1, credit, null)]).last).toMatchObject({
      refused: 'conflict',
      message: expect.stringContaining('not under review'),
    });
  });
  test.each([
    ['a rejection without reason', { verdict: 'reject' as const, reason: null }],
    ['a clearing with a reason', { verdict: 'clear' as const, reason: 'no_click' as const }],
  ])('%s is refused', (_, changes) => {
    const verdict = { ...verdictEvent(1, credit, null), ...changes };
    expect(toldBook([orderEvent(1), reviewEvent(1, credit), verdict]).last).toMatchObject({ refused: 'unprocessable' });
  });
});

describe('a rejection that is taken back', () => {
  const rejected = [withFee, reviewEvent(1, credit), verdictEvent(1, credit, 'self_referral')];
  const payable = held.replace(':held', ':payable');

  test('lets the commission be held again until its old date, with its fee, and the order loses its reason', () => {
    const told = toldBook([...rejected, reversalEvent(1, credit)]);
    expect(told.order()).toEqual(toldBook([withFee]).order());
    expect(told.balance(held)).toBe(1370);
    expect(told.balance('platform:fee:held')).toBe(274);
    expect(told.book.decision(`reversal:${idFor('rev', 1)}:${credit}`)?.postings).toMatchObject([
      { from: 'brand:commission', to: held, amountMinor: 1370, reverses: null },
      { from: 'brand:fee', to: 'platform:fee:held', amountMinor: 274, reverses: null },
    ]);
    expect(told.book.record(releaseEvent(credit, due - 1))).toMatchObject({ refused: 'conflict' });
    expect(told.book.record(releaseEvent(credit, due))).toEqual({ result: 'recorded' });
    expect(told.balance(payable)).toBe(1370);
  });
  test('is worth what refunds left of it, whether they came before or after', () => {
    const refund = refundEvent(1, 1, { lines: [{ lineId: 'line-1', netMinor: 3700 }] });
    const before = toldBook([...rejected, refund, reversalEvent(1, credit)]);
    const after = toldBook([...rejected, reversalEvent(1, credit), refund]);
    const never = toldBook([withFee, refund]);
    expect(never.balance(held)).toBe(1000);
    for (const told of [before, after]) {
      expect(told.order()).toEqual(never.order());
      expect(told.balance(held)).toBe(1000);
    }
  });
  test('is worth nothing of an order that went back whole', () => {
    const told = toldBook([...rejected, cancelEvent(1), reversalEvent(1, credit)]);
    expect(told.last).toEqual({ result: 'recorded' });
    expect(told.book.book.balances()).toEqual([]);
    expect(told.book.record(releaseEvent(credit, due))).toMatchObject({ refused: 'conflict' });
  });
  test('takes back what was paid when a refund comes after its release', () => {
    const told = toldBook([...rejected, reversalEvent(1, credit, due), releaseEvent(credit, due), cancelEvent(1, { at: due + 1 })]);
    expect(told.balance(payable)).toBe(0);
  });
  test('leaves another creator of the order as they were', () => {
    const touches = [
      aTouch(1, { creatorId: idFor('crt', 1) }),
      aTouch(2, { creatorId: idFor('crt', 2), frozen: frozenFor({ model: 'linear' }) }),
    ];
    const order = orderEvent(1, { touches });
    const told = toldBook([order, reviewEvent(1, credit), verdictEvent(1, credit, 'fraud_hold'), reversalEvent(1, credit)]);
    expect(told.order()).toEqual(toldBook([order]).order());
    expect(told.book.decision(`reversal:${idFor('rev', 1)}:${credit}`)?.postings).toHaveLength(1);
  });
  test('can be looked at and rejected anew', () => {
    const told = toldBook([...rejected, reversalEvent(1, credit), reviewEvent(2, credit), verdictEvent(2, credit, 'duplicate')]);
    expect(told.order()?.reason).toBe('duplicate');
    expect(told.book.book.balances()).toEqual([]);
  });
  test.each([
    ['of what is held', [withFee]],
    ['of what is under review', [withFee, reviewEvent(1, credit)]],
    ['of what was released', [withFee, releaseEvent(credit, due)]],
    ['of a credit that never was', []],
    ['a second time under another name', [...rejected, reversalEvent(2, credit)]],
  ])('%s is refused', (_, events) => {
    expect(toldBook([...events, reversalEvent(1, credit)]).last).toMatchObject({ refused: 'conflict' });
  });
});
