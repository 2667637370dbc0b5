import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Journeys } from './journeys.ts';
import { shapleyTotals, type Totals, weightTotals } from './totals.ts';

const journeys = (channels: string, conversions: number, value = 0): Journeys => ({
  path: [...channels].map((channel) => ({ channel })),
  conversions,
  value,
  nulls: 0,
});
const credits = (totals: Totals, all: readonly Journeys[]) => {
  for (const one of all) totals.add(one);
  return totals.credits();
};
const shapley = (all: readonly Journeys[]) => credits(shapleyTotals(), all);

describe('each path alone, summed', () => {
  test('the converting step is the last touch, and repeats count', () => {
    const all = [journeys('ABA', 3, 9), journeys('B', 1, 2)];
    expect(Object.fromEntries(credits(weightTotals({ model: 'last' }), all))).toEqual({
      A: { conversions: 3, value: 9 },
      B: { conversions: 1, value: 2 },
    });
    expect(Object.fromEntries(credits(weightTotals({ model: 'linear' }), all))).toEqual({
      A: { conversions: 2, value: 6 },
      B: { conversions: 2, value: 5 },
    });
  });

  test('a channel that got nothing is there, with nothing', () => {
    expect(credits(weightTotals({ model: 'first' }), [journeys('AB', 1)]).get('B')).toEqual({ conversions: 0, value: 0 });
  });

  test('a path without steps credits nobody', () => {
    for (const totals of [weightTotals({ model: 'decay' }), shapleyTotals()]) expect(credits(totals, [journeys('', 5)])).toEqual(new Map());
  });

  test('a third three million times is a million', () => {
    const totals = weightTotals({ model: 'linear' });
    const one = journeys('ABC', 1);
    for (let count = 0; count < 3000; count += 1) totals.add(one);
    totals.add({ ...one, conversions: 2_997_000 });
    for (const { conversions } of totals.credits().values()) expect(conversions).toBe(1_000_000);
  });

  test('small after huge is not lost', () => {
    const parts = [journeys('A', 9_000_000_000_000_000), ...Array.from({ length: 10 }, () => journeys('AB', 1)), journeys('B', 1)];
    expect(credits(weightTotals({ model: 'linear' }), parts).get('A')?.conversions).toBe(9_000_000_000_000_005);
    expect(credits(weightTotals({ model: 'linear' }), parts.toReversed()).get('A')?.conversions).toBe(9_000_000_000_000_005);
  });
});

describe('Shapley values', () => {
  const names = ['A', 'B', 'C', 'D', 'E'];
  const channel = fc.constantFrom(...names);
  const some = fc
    .array(
      fc.record({
        path: fc.array(
          channel.map((name) => ({ channel: name })),
          { minLength: 1, maxLength: 7 },
        ),
        conversions: fc.nat(50),
        value: fc.nat(900),
      }),
      { maxLength: 12 },
    )
    .map((list): Journeys[] => list.map((one) => ({ ...one, nulls: 0 })));
  const of = (all: readonly Journeys[], name: string) => shapley(all).get(name) ?? { conversions: 0, value: 0 };
  const worth = (all: readonly Journeys[], set: ReadonlySet<string>, what: 'conversions' | 'value' = 'conversions'): number =>
    all.filter(({ path }) => path.every((step) => set.has(step.channel))).reduce((sum, one) => sum + one[what], 0);

  /** By the definition: over all orders in which channels can come in, what each adds on average. */
  function enumerated(all: readonly Journeys[], name: string, what: 'conversions' | 'value'): number {
    const others = names.filter((other) => other !== name);
    const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
    let sum = 0;
    for (let mask = 0; mask < 2 ** others.length; mask += 1) {
      const without = new Set(others.filter((_, at) => mask & (1 << at)));
      const times = factorial(without.size) * factorial(others.length - without.size);
      sum += times * (worth(all, new Set([...without, name]), what) - worth(all, without, what));
    }
    return sum / factorial(names.length);
  }

  test('the equal parts are the Shapley values: full enumeration gives the same', () => {
    fc.assert(
      fc.property(some, (all) => {
        for (const name of names)
          for (const what of ['conversions', 'value'] as const) expect(of(all, name)[what]).toBeCloseTo(enumerated(all, name, what), 9);
      }),
    );
  });

  test('efficiency: together they are all there is', () => {
    fc.assert(
      fc.property(some, (all) => {
        const sum = names.reduce((total, name) => total + of(all, name).conversions, 0);
        expect(sum).toBeCloseTo(worth(all, new Set(names)), 9);
      }),
    );
  });

  test('symmetry: channels that add the same to every set get the same', () => {
    const swapped = ({ path, ...rest }: Journeys): Journeys => ({
      ...rest,
      path: path.map((step) => ({ channel: step.channel === 'A' ? 'B' : step.channel === 'B' ? 'A' : step.channel })),
    });
    fc.assert(
      fc.property(some, (all) => {
        const even = [...all, ...all.map(swapped)];
        expect(of(even, 'A')).toEqual(of(even, 'B'));
      }),
    );
  });

  test('null player: who adds nothing to any set gets nothing', () => {
    fc.assert(
      fc.property(some, (all) => {
        const fruitless = all.map((one) => (one.path.some((step) => step.channel === 'A') ? { ...one, conversions: 0, value: 0 } : one));
        expect(of(fruitless, 'A')).toEqual({ conversions: 0, value: 0 });
      }),
    );
  });

  test('additivity: of two worths together each gets the sum', () => {
    fc.assert(
      fc.property(some, some, (some, more) => {
        for (const name of names)
          expect(of([...some, ...more], name).conversions).toBeCloseTo(of(some, name).conversions + of(more, name).conversions, 9);
      }),
    );
  });

  test('500 channels on one path of 10,000 touches', () => {
    const path = Array.from({ length: 10_000 }, (_, at) => ({ channel: `c${at % 500}` }));
    const found = shapley([{ path, conversions: 1_000_000, value: 500, nulls: 0 }]);
    expect(found.size).toBe(500);
    for (const credit of found.values()) expect(credit).toEqual({ conversions: 2000, value: 1 });
  });
});
