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
  termsEvent,
  testBook,
  toldBook,
} from '#test/harness/book.ts';
import type { BookEvent, OrderRecorded } from './events.ts';

const told = toldBook;
const held = `creator:${idFor('crt', 1)}:held`;
const payable = `creator:${idFor('crt', 1)}:payable`;

describe('an order ends as one credit or one reason', () => {
  const cases: [string, Partial<OrderRecorded>, string | null][] = [
    ['a valid click in its window', {}, null],
    ['no receipt at all', { touches: [] }, 'no_click'],
    ['a click after the order', { touches: [aTouch(1, { clickedAt: day0 + 1 })] }, 'no_click'],
    ['a click at the very moment of the order', { touches: [aTouch(1, { clickedAt: day0 })] }, null],
    ['the last moment of the window', { placedAt: day0 + days(30) - 1 }, null],
    ['the first moment after the window', { placedAt: day0 + days(30) }, 'window_over'],
    ['a repeated click only', { touches: [aTouch(1, { traffic: 'duplicate' })] }, 'duplicate'],
    ['a crawler only', { touches: [aTouch(1, { traffic: 'givt' })] }, 'no_click'],
    ['a suspect click only', { touches: [aTouch(1, { traffic: 'suspect' })] }, 'fraud_hold'],
    ['only excluded products', { lines: [lineOf(1, 500, 'gift-card')] }, 'excluded_product'],
    ['one line that is not excluded', { lines: [lineOf(1, 500, 'gift-card'), lineOf(2, 1000)] }, null],
    ['goods for nothing', { lines: [lineOf(1, 0)] }, null],
  ];
  test.each(cases)('%s', (_, changes, reason) => {
    const { order } = told([termsEvent(1, { excludedSkus: ['gift-card'] }), orderEvent(1, changes)]);
    expect(order()?.reason).toBe(reason);
    expect(order()?.credits).toHaveLength(reason === null ? 1 : 0);
  });

  test('before any terms and without a click: no programme', () => {
    expect(told([orderEvent(1, { touches: [] })]).order()?.reason).toBe('no_programme');
  });
});

describe('the last valid click earns', () => {
  const early = aTouch(1, { creatorId: idFor('crt', 1), clickedAt: day0 });
  const late = aTouch(2, { creatorId: idFor('crt', 2), clickedAt: day0 + 1 });
  const cases: [string, OrderRecorded['touches'], number][] = [
    ['the later of two', [early, late], 2],
    ['whatever their order in the receipts', [late, early], 2],
    ['not the later when it is a repeat', [early, { ...late, traffic: 'duplicate' }], 1],
    ['not the later when it came after the order', [early, { ...late, clickedAt: day0 + days(2) }], 1],
    ['the greater click id when both came at once', [{ ...late, clickedAt: day0 }, early], 2],
    ['the earlier when the later window is over', [early, { ...late, frozen: frozenFor({ windowDays: 0 }) }], 1],
  ];
  test.each(cases)('%s', (_, touches, creator) => {
    const { book } = told([orderEvent(1, { placedAt: day0 + days(1), touches })]);
    expect(book.decision('order:webhook:order-1')?.credits.map((credit) => credit.creatorId)).toEqual([idFor('crt', creator)]);
  });
});

describe('base x rate', () => {
  test('is 137.00 of 1,370.00 at 10 %, held', () => {
    const { balance } = told([orderEvent(1, { lines: [lineOf(1, 100_000), lineOf(2, 37_000)] })]);
    expect([balance(held), balance('brand:commission'), balance(payable)]).toEqual([13_700, -13_700, 0]);
  });
  test('leaves out excluded products', () => {
    const lines = [lineOf(1, 100_000), lineOf(2, 37_000, 'gift-card')];
    expect(told([termsEvent(1, { excludedSkus: ['gift-card'] }), orderEvent(1, { lines })]).balance(held)).toBe(10_000);
  });
  test('excludes by the terms of the quote, not by newer ones', () => {
    const lines = [lineOf(1, 37_000, 'gift-card')];
    expect(told([termsEvent(1), termsEvent(2, { excludedSkus: ['gift-card'] }), orderEvent(1, { lines })]).balance(held)).toBe(3700);
  });
  test("pays the platform's fee of the quote on top", () => {
    const { balance } = told([orderEvent(1, { touches: [aTouch(1, { frozen: frozenFor({ feeBps: 200 }) })] })]);
    expect([balance('platform:fee:held'), balance('brand:fee'), balance(held)]).toEqual([274, -274, 1370]);
  });
  test('keeps currencies apart', () => {
    const { balance } = told([orderEvent(1), orderEvent(2, { currency: 'JPY' }), orderEvent(3, { currency: 'KWD' })]);
    expect(['USD', 'JPY', 'KWD', 'EUR'].map((currency) => balance(held, currency))).toEqual([1370, 1370, 1370, 0]);
  });
  test('keeps every unit of the greatest amount', () => {
    const most = Number.MAX_SAFE_INTEGER;
    const touches = [aTouch(1, { frozen: frozenFor({ rateBps: 10_000 }) })];
    const { balance } = told([orderEvent(1, { lines: [lineOf(1, most)], touches })]);
    expect([balance(held), balance('brand:commission')]).toEqual([most, -most]);
  });
});

describe('a refund', () => {
  test('takes back its part of the held commission', () => {
    const { balance } = told([orderEvent(1), refundEvent(1, 1)]);
    expect([balance(held), balance('brand:commission')]).toEqual([1240, -1240]);
  });
  test('names the posting that it takes back', () => {
    const { book } = told([orderEvent(1), refundEvent(1, 1)]);
    expect(book.decision('refund:webhook:refund-1')?.postings).toEqual([
      { id: '2.1', from: held, to: 'brand:commission', amountMinor: 130, currency: 'USD', creditId: creditOfOrder(1), reverses: '1.1' },
    ]);
  });
  test('after the release takes it from what is payable, below zero when it was paid', () => {
    const release = releaseEvent(creditOfOrder(1), day0 + days(14));
    const { balance } = told([orderEvent(1), release, refundEvent(1, 1, { lines: [{ lineId: 'line-1', netMinor: 13_700 }] })]);
    expect([balance(held), balance(payable), balance('brand:commission')]).toEqual([0, 0, 0]);
  });
  test('of every cent in odd parts leaves a commission of exactly zero', () => {
    const parts = [1, 3, 333, 4567, 8796].map((netMinor, at) => refundEvent(at, 1, { lines: [{ lineId: 'line-1', netMinor }] }));
    const { balance, order, book } = told([
      orderEvent(1, { touches: [aTouch(1, { frozen: frozenFor({ rateBps: 333, feeBps: 77 }) })] }),
      ...parts,
    ]);
    expect(book.book.balances()).toEqual([]);
    expect(balance(held)).toBe(0);
    expect(order()?.credits[0]?.amountMinor).toBe(0);
  });
  test('of more than a line has left is refused, naming line and rest', () => {
    const { last } = told([orderEvent(1), refundEvent(1, 1), refundEvent(2, 1, { lines: [{ lineId: 'line-1', netMinor: 12_401 }] })]);
    expect(last).toEqual({
      refused: 'conflict',
      message: 'Line line-1 of order order-1 has 12400 minor units of USD left to refund, not 12401.',
    });
  });
  test('of a source that rounds takes all that is left, and no more', () => {
    const lines = [{ lineId: 'line-1', netMinor: 13_701 }];
    const { last, balance, order } = told([orderEvent(1), refundEvent(1, 1, { lines, isCapped: true })]);
    expect(last).toEqual({ result: 'recorded' });
    expect([balance(held), order()?.lines[0]?.refundedMinor]).toEqual([0, 13_700]);
    const unknown = refundEvent(2, 1, { lines: [{ lineId: 'line-9', netMinor: 1 }], isCapped: true });
    expect(told([orderEvent(1), unknown]).last).toMatchObject({ refused: 'unprocessable' });
  });
  test('of exactly what a line has left is taken', () => {
    expect(told([orderEvent(1), refundEvent(1, 1, { lines: [{ lineId: 'line-1', netMinor: 13_700 }] })]).last).toEqual({
      result: 'recorded',
    });
  });
  test.each([
    ['of a line the order does not have', { lines: [{ lineId: 'line-9', netMinor: 1 }] }, 'has no line line-9'],
    ['in another currency', { currency: 'EUR' }, 'refund it in that currency'],
  ])('%s is refused', (_, changes, message) => {
    expect(told([orderEvent(1), refundEvent(1, 1, changes)]).last).toMatchObject({
      refused: 'unprocessable',
      message: expect.stringContaining(message),
    });
  });
  test('of an excluded product takes nothing back', () => {
    const order = orderEvent(1, { lines: [lineOf(1, 100_000), lineOf(2, 37_000, 'gift-card')] });
    const { balance } = told([
      termsEvent(1, { excludedSkus: ['gift-card'] }),
      order,
      refundEvent(1, 1, { lines: [{ lineId: 'line-2', netMinor: 37_000 }] }),
    ]);
    expect(balance(held)).toBe(10_000);
  });
  test('of an order without credit moves no money', () => {
    const { book, last } = told([orderEvent(1, { touches: [] }), refundEvent(1, 1)]);
    expect(last).toEqual({ result: 'recorded' });
    expect(book.book.balances()).toEqual([]);
  });
});

describe('a refund before its order', () => {
  test('waits, and is in the order when it comes', () => {
    const { answers, balance, book } = told([refundEvent(1, 1), orderEvent(1)]);
    expect(answers).toEqual([{ result: 'waiting_for_order' }, { result: 'recorded' }]);
    expect(balance(held)).toBe(1240);
    expect(book.decision('order:webhook:order-1')?.outcome).toEqual({ result: 'recorded', applied: ['refund-1'] });
  });
  test('is left out whole and named when it does not fit', () => {
    const { balance, book } = told([
      refundEvent(1, 1, { lines: [{ lineId: 'line-1', netMinor: 13_701 }] }),
      refundEvent(2, 1),
      orderEvent(1),
    ]);
    expect(balance(held)).toBe(1240);
    expect(book.decision('order:webhook:order-1')?.outcome).toMatchObject({ applied: ['refund-2'], unfit: [{ refundId: 'refund-1' }] });
  });
  test('waits for the order of its own source', () => {
    const { answers, balance } = told([refundEvent(1, 1, { source: 'shopify' }), orderEvent(1)]);
    expect(answers).toEqual([{ result: 'waiting_for_order' }, { result: 'recorded' }]);
    expect(balance(held)).toBe(1370);
  });
});

describe('a hold', () => {
  const due = day0 + days(14);
  test.each([
    ['one millisecond before its time stays', due - 1, { refused: 'conflict' }],
    ['at its very time is released', due, { result: 'recorded' }],
  ])('%s', (_, at, answer) => {
    expect(told([orderEvent(1), releaseEvent(creditOfOrder(1), at)]).last).toMatchObject(answer);
  });
  test("begins with the later of the shop's time and ours", () => {
    const { order } = told([orderEvent(1, { placedAt: day0 + 5000 })]);
    expect(order()?.credits[0]?.releaseAt).toBe(due + 5000);
  });
  test('of nothing left is not released', () => {
    const all = refundEvent(1, 1, { lines: [{ lineId: 'line-1', netMinor: 13_700 }] });
    expect(told([orderEvent(1), all, releaseEvent(creditOfOrder(1), due)]).last).toMatchObject({ refused: 'conflict' });
  });
  test('is released once', () => {
    const { book, balance } = told([orderEvent(1), releaseEvent(creditOfOrder(1), due)]);
    expect(book.record(releaseEvent(creditOfOrder(1), due + 1))).toEqual({ result: 'exists' });
    expect([balance(held), balance(payable)]).toEqual([0, 1370]);
  });
  test('that never was is refused', () => {
    expect(told([releaseEvent(creditOfOrder(7), due)]).last).toMatchObject({ refused: 'conflict' });
  });
});

describe('what cannot be kept is refused, naming the field', () => {
  const beyond = Number.MAX_SAFE_INTEGER + 1;
  const cases: [string, BookEvent, string][] = [
    ['an amount beyond 2^53 - 1', orderEvent(1, { lines: [lineOf(1, beyond)] }), 'lines.0.netMinor'],
    ['an amount with a fraction', orderEvent(1, { lines: [lineOf(1, 1.5)] }), 'lines.0.netMinor'],
    ['an amount below zero', orderEvent(1, { lines: [lineOf(1, -1)] }), 'lines.0.netMinor'],
    ['lines that are too much together', orderEvent(1, { lines: [lineOf(1, beyond - 1), lineOf(2, 1)] }), 'lines'],
    ['a line named twice', orderEvent(1, { lines: [lineOf(1, 1), lineOf(1, 2)] }), 'lines'],
    ['no line', orderEvent(1, { lines: [] }), 'lines'],
    ['a currency without known minor units', orderEvent(1, { currency: 'XXX' }), 'currency'],
    ['a refund of nothing', refundEvent(1, 1, { lines: [{ lineId: 'line-1', netMinor: 0 }] }), 'lines.0.netMinor'],
    ['a rate above 100 %', orderEvent(1, { touches: [aTouch(1, { frozen: frozenFor({ rateBps: 10_001 }) })] }), 'touches.0.frozen.rateBps'],
    ['a time that is no time', orderEvent(1, { placedAt: Number.NaN }), 'placedAt'],
    ['an id of another event', { ...orderEvent(1), id: 'order:webhook:order-2' }, 'id'],
    ['a source that could be read as another id', orderEvent(1, { source: 'a:b' }), 'source'],
  ];
  test.each(cases)('%s', (_, event, field) => {
    expect(testBook().record(event)).toMatchObject({ refused: 'unprocessable', message: expect.stringMatching(new RegExp(`^${field} `)) });
  });

  test('an event of a type that is not known', () => {
    const stranger = { type: 'payout.lost', id: 'x', at: day0 } as unknown as BookEvent;
    expect(testBook().record(stranger)).toMatchObject({ refused: 'unprocessable', message: expect.stringContaining('"payout.lost"') });
  });
});
