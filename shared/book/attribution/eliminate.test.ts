import { describe, expect, test } from 'vitest';
import { type Budget, eliminate, type Row } from './eliminate.ts';

const row = (ways: [to: number, weight: number][], conversions = 0, nulls = 0, value = 0): Row => ({
  to: Int32Array.from(ways.map(([to]) => to)),
  weights: Float64Array.from(ways.map(([, weight]) => weight)),
  conversions,
  value,
  nulls,
});
const budget = (): Budget => ({ left: 1e6, entriesMax: 1e6, refusal: 'too much' });
const isAfterStart = (state: number): boolean => state > 0;

describe('states taken out', () => {
  test('none: the chain as it was', () => {
    const rows = [row([[1, 3]]), row([], 2, 1, 10)];
    expect(eliminate(rows, () => false, budget())).toEqual(rows);
  });

  test('what led through a state leads on past it, in proportion', () => {
    const [start] = eliminate([row([[1, 3]], 1), row([], 2, 1, 10)], isAfterStart, budget());
    expect(start).toEqual(row([], 3, 1, 10));
  });

  test('those that stay keep their order and are numbered anew', () => {
    const rows = [
      row([
        [1, 2],
        [3, 1],
      ]),
      row([[2, 2]]),
      row([
        [1, 1],
        [3, 1],
      ]),
      row([], 1),
    ];
    expect(eliminate(rows, (state) => state === 1, budget())).toEqual([
      row([
        [1, 2],
        [2, 1],
      ]),
      row([[2, 1]]), // its way back to itself, past the state that went, is left out
      row([], 1),
    ]);
  });

  test('a circle of states, whichever goes first', () => {
    const circle = [row([[1, 1]]), row([[2, 1]], 1), row([[3, 1]], 0, 1), row([[1, 1]], 1)];
    // From 1: 1/2 sale; else 2: 1/2 nothing; else 3: 1/2 sale; else back. Sale: (1/2 + 1/8) / (1 - 1/8) = 5/7.
    const [start] = eliminate(circle, isAfterStart, budget());
    expect(start?.conversions).toBeCloseTo(5 / 7, 15);
    expect(start?.nulls).toBeCloseTo(2 / 7, 15);
    expect(start?.to).toHaveLength(0);
  });

  test('a way to itself changes nothing', () => {
    const [start] = eliminate([row([[1, 1]]), row([[1, 999]], 1, 3)], isAfterStart, budget());
    expect(start).toEqual(row([], 0.25, 0.75));
  });
});

describe('what it costs', () => {
  const full = Array.from({ length: 20 }, (_, from) =>
    row(
      Array.from({ length: 20 }, (_, to): [number, number] => [to, 1]).filter(([to]) => to !== from),
      1,
    ),
  );

  test('a look at every pair of states, and each way that is added to another', () => {
    const purse = budget();
    eliminate(full, isAfterStart, purse);
    // The state of rank r has lost its ways to the r before it, and each state behind it, and the start, leads there.
    const added = Array.from({ length: 19 }, (_, rank) => (19 - rank - 1 + 1) * (19 - rank)).reduce((sum, steps) => sum + steps, 0);
    expect(1e6 - purse.left).toBe(200 + added);
  });
  test('one step too many is refused with the words given', () => {
    const purse = budget();
    eliminate(full, isAfterStart, purse);
    const spent = 1e6 - purse.left;
    expect(() => eliminate(full, isAfterStart, { ...budget(), left: spent })).not.toThrow();
    expect(() => eliminate(full, isAfterStart, { ...budget(), left: spent - 1 })).toThrow('too much');
  });
  test('more ways than may be held are refused too', () => {
    const line = [row([[1, 1]]), row([[2, 1]]), row([], 1)];
    expect(() => eliminate(line, () => false, { ...budget(), entriesMax: 2 })).not.toThrow();
    expect(() => eliminate(line, () => false, { ...budget(), entriesMax: 1 })).toThrow('too much');
  });
  test('a line of states costs no more than its ways', () => {
    const purse = budget();
    const line = Array.from({ length: 10 }, (_, at) => (at < 9 ? row([[at + 1, 1]]) : row([], 1)));
    eliminate(line, isAfterStart, purse);
    // The last leads to no state and goes first, so the one before it has lost its way; the start passes all of them, the first seven with one way each.
    expect(1e6 - purse.left).toBe(50 + 7);
  });
  test('states with few ways on go first', () => {
    const purse = budget();
    const hub = [
      row([[1, 1]]),
      row(Array.from({ length: 8 }, (_, at): [number, number] => [at + 2, 1])),
      ...Array.from({ length: 8 }, () => row([], 1)),
    ];
    eliminate(hub, isAfterStart, purse);
    // The hub comes last, when nothing lies behind it: nothing is ever added.
    expect(1e6 - purse.left).toBe(50);
  });
});
