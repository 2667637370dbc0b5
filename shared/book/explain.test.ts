import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aTouch, day0, days, frozenFor, idFor, lineOf, orderEvent, refundEvent, termsEvent, toldBook } from '#test/harness/book.ts';
import { addMinor, sumMinor } from '../money.ts';
import { weightModels } from './attribution/models.ts';
import type { Touch } from './events.ts';
import { explainClicks, modelColumns } from './explain.ts';

const click = (number: number, daysBefore: number, changes: Partial<Touch> = {}): Touch =>
  aTouch(number, { creatorId: idFor('crt', number), clickedAt: day0 - days(daysBefore), ...changes });

const order = orderEvent(1, {
  touches: [
    click(1, 1),
    click(2, 2),
    click(3, 30),
    click(4, 29.99, { frozen: frozenFor({ windowDays: 7 }) }),
    click(5, -0.5),
    click(6, 1, { traffic: 'stand_down' }),
    click(7, 0),
  ],
});

test('every click says what it counted for, oldest first', () => {
  const verdicts = explainClicks(order, new Set([idFor('clk', 7)])).map(({ touch, verdict }) => [touch.clickId, verdict]);
  expect(verdicts).toEqual([
    [idFor('clk', 3), 'window_over'],
    [idFor('clk', 4), 'window_over'],
    [idFor('clk', 2), 'no_part'],
    [idFor('clk', 1), 'no_part'],
    [idFor('clk', 6), 'not_valid'],
    [idFor('clk', 7), 'counts'],
    [idFor('clk', 5), 'after_order'],
  ]);
});

test('of a path that is too long the newest count, and the older ones say so', () => {
  const long = orderEvent(1, { touches: Array.from({ length: 33 }, (_, at) => click(at + 1, 20 - at / 10)) });
  const verdicts = explainClicks(long, new Set()).map(({ verdict }) => verdict);
  expect([verdicts.slice(0, 3), new Set(verdicts.slice(3))]).toEqual([['too_many', 'too_many', 'too_many'], new Set(['no_part'])]);
});

test('the window ends at the first moment at which a click counts no more', () => {
  const [first] = explainClicks(orderEvent(1, { touches: [click(1, 30)] }), new Set());
  expect(first).toMatchObject({ windowEndsAt: day0, verdict: 'window_over' });
});

const paths = fc.array(
  fc.record({
    creator: fc.integer({ min: 1, max: 3 }),
    age: fc.integer({ min: 0, max: 40 }),
    rateBps: fc.constantFrom(500, 1000, 1234),
    model: fc.constantFrom(...weightModels),
  }),
  { minLength: 1, maxLength: 6 },
);

test('the column of the model in force is what the book credited, on the goods as they are after a refund; every column splits the whole', () => {
  fc.assert(
    fc.property(paths, fc.integer({ min: 0, max: 13_700 }), (path, backMinor) => {
      const touches = path.map(({ creator, age, ...frozen }, at) =>
        click(at + 1, age, { creatorId: idFor('crt', creator), frozen: frozenFor({ feeBps: 100, ...frozen }) }),
      );
      const event = orderEvent(1, { touches, lines: [lineOf(1, 13_700)] });
      const refunds = backMinor > 0 ? [refundEvent(1, 1, { lines: [{ lineId: 'line-1', netMinor: backMinor }] })] : [];
      const told = toldBook([termsEvent(1), event, ...refunds]);
      const state = told.order();
      if (!state) throw new Error('an order is needed here');
      const columns = modelColumns(told.book.book.facts, event, state.lines);
      const running = explainClicks(event, new Set()).filter(({ verdict }) => verdict === 'no_part');
      const last = running.at(-1)?.touch.frozen.model;
      expect(columns.map(({ model }) => model)).toEqual(last ? weightModels : []);
      const credited = new Map<string, number>();
      for (const { creatorId, amountMinor } of state.credits) credited.set(creatorId, addMinor(credited.get(creatorId) ?? 0, amountMinor));
      const inForce = columns.find(({ model }) => model === last)?.shares ?? [];
      expect(new Map(inForce.map(({ creatorId, amountMinor }) => [creatorId, amountMinor]))).toEqual(credited);
      // Where all have one rate no model makes more or less of the goods, but for what rounding each part takes or gives.
      if (new Set(running.map(({ touch }) => touch.frozen.rateBps)).size === 1)
        for (const { shares } of columns)
          expect(Math.abs(sumMinor(shares.map(({ amountMinor }) => amountMinor)) - sumMinor([...credited.values()]))).toBeLessThanOrEqual(
            path.length,
          );
    }),
  );
});
