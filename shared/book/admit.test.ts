/** Every bound from both sides: what just fits is taken, what is one more is refused and named. */
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
import { Refusal } from '../errors.ts';
import { admit } from './admit.ts';
import type { BookEvent } from './events.ts';

const refusal = (event: BookEvent): unknown => {
  try {
    admit(event);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [error.code, error.facts['field']];
  }
};
/** The same event with a value somewhere inside it. */
function withAt(event: BookEvent, path: string, value: unknown): BookEvent {
  const copy = structuredClone(event) as unknown as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const holder = steps.reduce((inside, step) => inside[step] as Record<string, unknown>, copy);
  holder[last] = value;
  return copy as unknown as BookEvent;
}

const timeMax = 8_640_000_000_000;
const most = Number.MAX_SAFE_INTEGER;
const flat = { amountMinor: 500, currency: 'USD', per: 'piece' as const };
const full = termsEvent(1, {
  rates: [{ rate: { kind: 'share', bps: 100 } }, { rate: { kind: 'flat', ...flat } }],
  halfLifeDays: 7,
  assists: { bps: 1000, countMax: 2 },
  reportDaysMax: 60,
});
const touched = touchEvent(aTouch(1, { frozen: frozenFor({ flat }) }));
const ordered = orderEvent(1, {
  codes: ['A'],
  findings: [{ rule: 'x', creatorId: null }],
  touches: [aTouch(1, { frozen: frozenFor({ flat }) })],
});

/** Event, where, the least and the most that fit; the field as it is named, when it is named otherwise. */
const numbers: [BookEvent, string, number, number, string?][] = [
  [full, 'at', 0, timeMax],
  [full, 'feeBps', 0, 10_000],
  [full, 'terms.rateBps', 0, 10_000],
  [full, 'terms.windowDays', 0, 365],
  [full, 'terms.holdDays', 0, 365],
  [full, 'terms.rates.0.rate.bps', 0, 10_000],
  [full, 'terms.rates.1.rate.amountMinor', 0, most],
  [full, 'terms.halfLifeDays', 1, 365],
  [full, 'terms.reportDaysMax', 0, 100_000],
  [full, 'terms.assists.bps', 0, 4999, 'terms.assists'],
  [touched, 'clickedAt', 0, timeMax],
  [touched, 'frozen.version', 0, most],
  [touched, 'frozen.rateBps', 0, 10_000],
  [touched, 'frozen.feeBps', 0, 10_000],
  [touched, 'frozen.windowDays', 0, 365],
  [touched, 'frozen.holdDays', 0, 365],
  [touched, 'frozen.flat.amountMinor', 0, most],
  [ordered, 'placedAt', 0, timeMax],
  [ordered, 'lines.0.netMinor', 0, most],
  [ordered, 'lines.0.quantity', 0, 100_000],
  [ordered, 'touches.0.frozen.holdDays', 0, 365],
  [refundEvent(1, 1), 'refundedAt', 0, timeMax],
  [refundEvent(1, 1), 'lines.0.netMinor', 1, most],
  [editEvent(1, 1), 'editedAt', 0, timeMax],
  [editEvent(1, 1), 'lines.0.netMinor', 0, most],
  [editEvent(1, 1), 'lines.0.quantity', 0, 100_000],
  [cancelEvent(1), 'cancelledAt', 0, timeMax],
  [draftEvent(1), 'minimumMinor', 0, most],
];
describe('numbers', () => {
  test.each(numbers)('%o %s from %d to %d', (event, path, least, greatest, field = path) => {
    expect(refusal(withAt(event, path, least))).toBeNull();
    expect(refusal(withAt(event, path, greatest))).toBeNull();
    expect(refusal(withAt(event, path, greatest + 1))).toEqual(['unprocessable', field]);
    for (const bad of [least - 1, least + 0.5, Number.NaN, Number.POSITIVE_INFINITY, '1', null])
      expect((refusal(withAt(event, path, bad)) as unknown[])[0]).toBe('unprocessable');
  });
});

const text = (length: number): string => 'x'.repeat(length);
const events: [string, BookEvent, string][] = [
  ['review.opened', reviewEvent(1, creditOfOrder(1)), 'by'],
  ['review.decided', verdictEvent(1, creditOfOrder(1), null), 'by'],
  ['review.reversed', reversalEvent(1, creditOfOrder(1)), 'by'],
  ['adjustment.recorded', adjustmentEvent(1), 'by'],
  ['adjustment.recorded', adjustmentEvent(1), 'note'],
  ['payout.drafted', draftEvent(1), 'by'],
  ['payout.approved', stepEvent(1, 'approved'), 'by'],
  ['payout.sent', stepEvent(1, 'sent'), 'by'],
  ['payout.paid', stepEvent(1, 'paid'), 'by'],
  ['payout.failed', stepEvent(1, 'failed'), 'by'],
  ['payout.cancelled', stepEvent(1, 'cancelled'), 'by'],
  ['period.closed', periodEvent(day0), 'by'],
];
test.each(events)('%s: %# the text %s has 1 to 1000 characters', (_, event, field) => {
  expect(refusal(event)).toBeNull();
  for (const [value, answer] of [
    [text(1), null],
    [text(1000), null],
    ['', 'unprocessable'],
    [text(1001), 'unprocessable'],
    [7, 'unprocessable'],
  ] as const)
    expect((refusal(withAt(event, field, value)) as unknown[] | null)?.[0] ?? null).toBe(answer);
});

describe('lists', () => {
  const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
  const cases: [string, BookEvent, string, (count: number) => unknown[], number][] = [
    ['rates', full, 'terms.rates', (count) => many(count, () => ({ rate: { kind: 'share', bps: 1 } })), 50],
    ['touches', ordered, 'touches', (count) => many(count, (at) => aTouch(at)), 100],
    ['codes', ordered, 'codes', (count) => many(count, String), 50],
    ['findings', ordered, 'findings', (count) => many(count, () => ({ rule: 'x', creatorId: null })), 50],
    ['lines', ordered, 'lines', (count) => many(count, (at) => lineOf(at, 1)), 1000],
    ['lines of an edit', editEvent(1, 1), 'lines', (count) => many(count, (at) => lineOf(at, 1)), 1000],
    ['lines of a refund', refundEvent(1, 1), 'lines', (count) => many(count, (at) => ({ lineId: `line-${at}`, netMinor: 1 })), 1000],
  ];
  test.each(cases)('%s are at most so many', (_, event, path, make, greatest) => {
    expect(refusal(withAt(event, path, make(greatest)))).toBeNull();
    expect(refusal(withAt(event, path, make(greatest + 1)))).toEqual(['unprocessable', path]);
  });
  test.each([
    ['an order', ordered],
    ['an edit', editEvent(1, 1)],
    ['a refund', refundEvent(1, 1)],
  ])('%s has at least one line', (_, event) => {
    expect(refusal(withAt(event, 'lines', []))).toEqual(['unprocessable', 'lines']);
  });
  test('of an order may be missing where older versions had none', () => {
    const { codes: _codes, findings: _findings, ...old } = ordered;
    expect(refusal(old)).toBeNull();
  });
});

describe('words', () => {
  const cases: [string, BookEvent, string, unknown][] = [
    ['a model that is not known', full, 'terms.model', 'median'],
    ['a model of a quote that is not known', touched, 'frozen.model', 'median'],
    ['a flat amount in no currency', full, 'terms.rates.1.rate.currency', 'XXX'],
    ['a flat amount per week', full, 'terms.rates.1.rate.per', 'week'],
    ['a quoted flat amount in no currency', touched, 'frozen.flat.currency', 'XXX'],
    ['a quoted flat amount per week', touched, 'frozen.flat.per', 'week'],
    ['an order in no currency', ordered, 'currency', 'usd'],
    ['an edit in no currency', editEvent(1, 1), 'currency', 'XXX'],
    ['a refund in no currency', refundEvent(1, 1), 'currency', 'XXX'],
    ['a payout in no currency', draftEvent(1), 'currency', 'XXX'],
    ['an adjustment in no currency', adjustmentEvent(1), 'currency', 'XXX'],
    ['an adjustment for no known reason', adjustmentEvent(1), 'reason', 'mood'],
  ];
  test.each(cases)('%s is refused', (_, event, path, value) => {
    expect(refusal(event)).toBeNull();
    expect(refusal(withAt(event, path, value))).toEqual(['unprocessable', path]);
  });
  test.each([
    ['order', { flat: { ...flat, per: 'order' as const } }],
    ['piece', { flat }],
  ])('a flat amount may be for each %s', (_, frozen) => {
    expect(refusal(touchEvent(aTouch(1, { frozen: frozenFor(frozen) })))).toBeNull();
  });
});

describe('an id is made from what the event is about', () => {
  const cases: [string, BookEvent][] = [
    ['terms', full],
    ['a click', touched],
    ['an order', ordered],
    ['a refund', refundEvent(1, 1)],
    ['an edit', editEvent(1, 1)],
    ['a cancellation', cancelEvent(1)],
    ['a release', releaseEvent(creditOfOrder(1), day0)],
    ['a review', reviewEvent(1, creditOfOrder(1))],
    ['a verdict', verdictEvent(1, creditOfOrder(1), null)],
    ['an adjustment', adjustmentEvent(1)],
    ['a payout', draftEvent(1)],
    ...(['approved', 'sent', 'paid', 'failed', 'cancelled'] as const).map((step): [string, BookEvent] => [
      `a payout ${step}`,
      stepEvent(1, step),
    ]),
    ['a period', periodEvent(day0)],
  ];
  test.each(cases)('%s', (_, event) => {
    expect(refusal(event)).toBeNull();
    for (const id of ['', 'x', `${event.id.split(':')[0]}`, `other:${event.id}`])
      expect(refusal({ ...event, id } as BookEvent)).toEqual(['unprocessable', 'id']);
  });
  test('of at most 300 characters, well formed', () => {
    const order = (orderId: string) => orderEvent(1, { orderId });
    const room = 300 - 'order:webhook:'.length;
    expect(refusal(order('x'.repeat(room)))).toBeNull();
    expect(refusal(order('x'.repeat(room + 1)))).toEqual(['unprocessable', 'id']);
    expect(refusal(order('\ud800'))).toEqual(['unprocessable', 'id']);
  });
  test.each(['', 'A', 'a b', 'a:b', 'x'.repeat(41)])('a source is not %j', (source) => {
    for (const event of [orderEvent(1, { source }), refundEvent(1, 1, { source }), editEvent(1, 1, { source }), cancelEvent(1, { source })])
      expect(refusal(event)).toEqual(['unprocessable', 'source']);
  });
  test.each(['a', 'shop-1_x', 'x'.repeat(40)])('a source may be %j', (source) => {
    expect(refusal(cancelEvent(1, { source }))).toBeNull();
  });
});

test('assists leave something for the winner', () => {
  const assists = (bps: number, countMax: number) => withAt(full, 'terms.assists', { bps, countMax });
  expect(refusal(assists(3333, 3))).toBeNull();
  expect(refusal(assists(5000, 2))).toEqual(['unprocessable', 'terms.assists']);
  expect(refusal(assists(1, 31))).toEqual(['unprocessable', 'terms.assists.countMax']);
  expect(refusal(withAt(full, 'terms.assists', null))).toBeNull();
});

test('a line is named once, and all together are exact', () => {
  expect(refusal(withAt(ordered, 'lines', [lineOf(1, 1), lineOf(1, 1)]))).toEqual(['unprocessable', 'lines']);
  expect(refusal(withAt(ordered, 'lines', [lineOf(1, most), lineOf(2, 0)]))).toBeNull();
  expect(refusal(withAt(ordered, 'lines', [lineOf(1, most), lineOf(2, 1)]))).toEqual(['unprocessable', 'lines']);
});
