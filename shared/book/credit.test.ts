import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aTouch,
  creditOfOrder,
  day0,
  editEvent,
  frozenFor,
  idFor,
  lineOf,
  orderEvent,
  refundEvent,
  termsEvent,
  toldBook,
} from '#test/harness/book.ts';
import type { RateRule } from '../contracts/books.ts';
import { sumMinor } from '../money.ts';
import type { OrderRecorded } from './events.ts';

const one = idFor('crt', 1);
const rules = (...rates: RateRule[]) => termsEvent(1, { rates });
const flatRule = (skus: string[], amountMinor: number, per: 'order' | 'piece'): RateRule => ({
  skus,
  rate: { kind: 'flat', amountMinor, currency: 'USD', per },
});
const made = (events: Parameters<typeof toldBook>[0]) => toldBook(events).book.decision('order:webhook:order-1')?.credits[0];

describe('every line gets its own rate', () => {
  const lines = [lineOf(1, 10_000), lineOf(2, 4000), { ...lineOf(3, 6000), quantity: 3 }];
  test('goods under one rate are one part', () => {
    const credit = made([rules({ skus: ['sku-9'], rate: { kind: 'share', bps: 1 } }), orderEvent(1, { lines })]);
    expect(credit).toMatchObject({ baseMinor: 20_000, rateBps: 1000, amountMinor: 2000 });
    expect(credit).not.toHaveProperty('parts');
  });
  test('several rates are several parts, and no single one', () => {
    const credit = made([
      rules({ skus: ['sku-2'], rate: { kind: 'share', bps: 500 } }, flatRule(['sku-3'], 250, 'piece')),
      orderEvent(1, { lines }),
    ]);
    expect(credit).toMatchObject({
      baseMinor: 20_000,
      rateBps: null,
      amountMinor: 1000 + 200 + 750,
      parts: [
        { rate: { bps: 1000 }, baseMinor: 10_000, amountMinor: 1000 },
        { rate: { bps: 500 }, baseMinor: 4000, amountMinor: 200 },
        { rate: { flatMinor: 250, per: 'piece' }, baseMinor: 6000, amountMinor: 750 },
      ],
    });
  });
  test('a category of the catalogue', () => {
    const events = [
      rules({ category: 'Sport', rate: { kind: 'share', bps: 100 } }),
      orderEvent(1, { lines: [{ ...lineOf(1, 10_000), category: 'Sport > Tents' }] }),
    ];
    expect(made(events)).toMatchObject({ rateBps: 100, amountMinor: 100 });
  });
  test("the card's product keeps the rate of its card", () => {
    const touches = [aTouch(1, { sku: 'sku-1', frozen: frozenFor({ rateBps: 1234 }) })];
    const events = [rules({ skus: ['sku-1'], rate: { kind: 'share', bps: 1 } }), orderEvent(1, { lines: [lineOf(1, 10_000)], touches })];
    expect(made(events)).toMatchObject({ rateBps: 1234 });
  });
  test("the card's flat amount counts in its own currency only", () => {
    const frozen = frozenFor({ rateBps: 700, flat: { amountMinor: 555, currency: 'USD', per: 'piece' } });
    const order = (currency: string) =>
      orderEvent(1, { currency, lines: [{ ...lineOf(1, 10_000), quantity: 2 }], touches: [aTouch(1, { sku: 'sku-1', frozen })] });
    expect(made([order('USD')])).toMatchObject({ rateBps: null, amountMinor: 1110 });
    expect(made([order('EUR')])).toMatchObject({ rateBps: 700, amountMinor: 700 });
  });
  test('a version of terms that this book does not know leaves the rate of the quote', () => {
    expect(made([orderEvent(1, { lines, touches: [aTouch(1, { frozen: frozenFor({ version: 9, rateBps: 300 }) })] })])).toMatchObject({
      rateBps: 300,
    });
  });
});

describe('a flat amount', () => {
  const perOrder = rules(flatRule(['sku-1', 'sku-2'], 999, 'order'));
  test('an order is given once, however many goods it is for', () => {
    expect(made([perOrder, orderEvent(1, { lines: [lineOf(1, 100), lineOf(2, 300)] })])).toMatchObject({ amountMinor: 999 });
  });
  test('is cut in proportion by a refund, and gone with the goods', () => {
    const refund = (number: number, lineId: string, netMinor: number) => refundEvent(number, 1, { lines: [{ lineId, netMinor }] });
    const told = toldBook([perOrder, orderEvent(1, { lines: [lineOf(1, 100), lineOf(2, 300)] }), refund(1, 'line-2', 200)]);
    expect(told.order()?.credits[0]).toMatchObject({ amountMinor: 500, creditedMinor: 999 });
    for (const event of [refund(2, 'line-2', 100), refund(3, 'line-1', 100)]) told.book.record(event);
    expect(told.book.book.balances()).toEqual([]);
  });
  test('a piece of a line that went back takes nothing from another line', () => {
    const told = toldBook([
      rules(flatRule(['sku-1', 'sku-2'], 500, 'piece')),
      orderEvent(1, { lines: [lineOf(1, 10_000), lineOf(2, 30_000)] }),
      refundEvent(1, 1, { lines: [{ lineId: 'line-1', netMinor: 10_000 }] }),
    ]);
    expect(told.order()?.credits[0]).toMatchObject({ amountMinor: 500 });
  });
  test('for goods that cost nothing is nothing', () => {
    expect(made([perOrder, orderEvent(1, { lines: [lineOf(1, 0)] })])).toMatchObject({ amountMinor: 0, baseMinor: 0 });
  });
});

describe('what is usual is left out of the log', () => {
  test('one click, one rate', () => {
    expect(Object.keys(made([termsEvent(1), orderEvent(1)]) ?? {})).toEqual([
      'id', 'orderRef', 'creatorId', 'clickId', 'clickedAt', 'contentUrl', 'baseMinor', 'rateBps', 'amountMinor', 'feeBps', 'feeMinor', 'currency', 'releaseAt',
    ]); // biome-ignore format: the order in which the log has them
  });
  test('a finding holds it, and is named', () => {
    const findings = [
      { rule: 'velocity', creatorId: null },
      { rule: 'self', creatorId: one },
      { rule: 'other', creatorId: idFor('crt', 9) },
    ];
    expect(made([orderEvent(1, { findings })])).toMatchObject({ id: creditOfOrder(1), review: ['velocity', 'self'] });
  });
});

const net = fc.oneof(fc.constantFrom(0, 1, 2, 3, 99, 100, 101), fc.integer({ min: 0, max: 1_000_000 }));
const shapes = fc.record({
  nets: fc.array(net, { minLength: 1, maxLength: 4 }),
  creators: fc.integer({ min: 1, max: 6 }),
  model: fc.constantFrom('linear', 'position', 'decay', 'last', 'first'),
  bps: fc.integer({ min: 0, max: 10_000 }),
  refunds: fc.array(fc.record({ lineAt: fc.nat(3), percent: fc.integer({ min: 1, max: 100 }) }), { maxLength: 6 }),
  edit: fc.option(fc.array(net, { minLength: 1, maxLength: 4 })),
});
type Shape = typeof shapes extends fc.Arbitrary<infer T> ? T : never;

const orderOf = ({ nets, creators, model, bps }: Shape): OrderRecorded =>
  orderEvent(1, {
    placedAt: day0 + creators * 1000,
    lines: nets.map((netMinor, at) => lineOf(at, netMinor)),
    touches: Array.from({ length: creators }, (_, at) =>
      aTouch(at + 1, { creatorId: idFor('crt', at + 1), clickedAt: day0 + at * 1000, frozen: frozenFor({ model, rateBps: bps }) }),
    ),
  });

/** Written from the rule: every refund, then the edit, each only where it fits. */
function history(shape: Shape) {
  const told = toldBook([orderOf(shape)]);
  for (const [at, { lineAt, percent }] of shape.refunds.entries()) {
    const line = lineAt % shape.nets.length;
    const netMinor = Math.floor(((shape.nets[line] ?? 0) * percent) / 100);
    if (netMinor > 0) told.book.record(refundEvent(at, 1, { lines: [{ lineId: `line-${line}`, netMinor }] }));
  }
  if (shape.edit) told.book.record(editEvent(1, 1, { lines: shape.edit.map((netMinor, at) => lineOf(at, netMinor)) }));
  return told;
}

test('whatever is refunded or edited, the bases together are the goods kept, and every amount is its rate of its base', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const { order, book } = history(shape);
      const state = order();
      const left = sumMinor((state?.lines ?? []).map((line) => line.netMinor - line.refundedMinor));
      expect(sumMinor((state?.credits ?? []).map((credit) => credit.baseMinor))).toBe(left);
      for (const credit of state?.credits ?? []) {
        const exact = (credit.baseMinor * shape.bps) / 10_000;
        expect(Math.abs(credit.amountMinor - exact)).toBeLessThanOrEqual(0.5);
        expect(credit.amountMinor).toBeGreaterThanOrEqual(0);
      }
      const posted = book.book.balances();
      expect(sumMinor(posted.map((balance) => balance.amountMinor))).toBe(0);
      for (const credit of state?.credits ?? [])
        expect(posted.find((balance) => balance.account === `creator:${credit.creatorId}:held`)?.amountMinor ?? 0).toBe(credit.amountMinor);
    }),
    { numRuns: 300 },
  );
});

test('the same goods kept give the same commissions, by whatever steps', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const stepped = history({ ...shape, edit: null });
      const kept = stepped.order()?.lines.map((line) => line.netMinor - line.refundedMinor) ?? [];
      const atOnce = toldBook([orderOf({ ...shape, nets: kept })]);
      expect(stepped.order()?.credits.map((credit) => credit.amountMinor)).toEqual(
        atOnce.order()?.credits.map((credit) => credit.amountMinor),
      );
    }),
    { numRuns: 200 },
  );
});
