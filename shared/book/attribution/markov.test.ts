import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slowRemovalEffects } from '#test/harness/markov.ts';
import type { Journeys } from './journeys.ts';
import { makeMarkov } from './markov.ts';

const journeys = (channels: string, conversions: number, nulls = 0, value = 0): Journeys => ({
  path: [...channels].map((channel) => ({ channel })),
  conversions,
  value,
  nulls,
});
function solved(all: readonly Journeys[], order = 1, withNulls = true) {
  const markov = makeMarkov({ order, withNulls });
  for (const one of all) markov.add(one);
  return { ...markov.solve(), transitions: markov.transitions() };
}
const plain = <T>(map: ReadonlyMap<string, T>): Record<string, T> => Object.fromEntries(map);

describe('worked by hand', () => {
  const all = [journeys('AB', 2), journeys('A', 0, 1), journeys('B', 1, 1)];

  test('order 1: three in five convert; without A three in ten, without B none', () => {
    const { effects, credits } = solved(all);
    expect(effects.get('A')?.conversions).toBeCloseTo(0.5, 15);
    expect(effects.get('B')?.conversions).toBe(1);
    expect(credits.get('A')?.conversions).toBeCloseTo(1, 14);
    expect(credits.get('B')?.conversions).toBeCloseTo(2, 14);
  });

  test('order 2: A > B is a state of its own, from which all convert; of B alone one in two', () => {
    const { effects, credits, transitions } = solved(all, 2);
    expect(plain(transitions.get('A > B') ?? new Map())).toEqual({ '(conversion)': 1 });
    expect(plain(transitions.get('B') ?? new Map())).toEqual({ '(conversion)': 1 / 2, '(null)': 1 / 2 });
    expect(effects.get('A')?.conversions).toBeCloseTo(2 / 3, 15);
    expect(effects.get('B')?.conversions).toBe(1);
    expect(credits.get('A')?.conversions).toBeCloseTo(1.2, 14);
  });

  test('without the journeys that brought nothing all convert', () => {
    const { effects, transitions } = solved(all, 1, false);
    expect(effects.get('A')?.conversions).toBeCloseTo(2 / 3, 15);
    expect(plain(transitions.get('B') ?? new Map())).toEqual({ '(conversion)': 1 });
  });

  test('value goes by where it ended', () => {
    const { effects, credits } = solved([journeys('A', 1, 0, 30), journeys('B', 1, 0, 10)]);
    expect(plain(effects)).toEqual({ A: { conversions: 0.5, value: 0.75 }, B: { conversions: 0.5, value: 0.25 } });
    expect(plain(credits)).toEqual({ A: { conversions: 1, value: 30 }, B: { conversions: 1, value: 10 } });
  });
});

describe('steps', () => {
  test('from a channel to itself: left out', () => {
    expect(solved([journeys('AAAB', 1)]).transitions).toEqual(solved([journeys('AB', 1)]).transitions);
  });
  test('from a run to itself: left out too, but a run may repeat one channel', () => {
    expect([...solved([journeys('AAAB', 1)], 2).transitions.keys()]).toEqual(['(start)', 'A > A', 'A > B']);
  });
  test('runs are told apart by their channels, not by how their numbers read together', () => {
    const names = [...'abcdefghijkl'];
    const runs = [
      ['b', 'l'],
      ['l', 'b'],
      ['b', 'b'],
      ['l', 'l'],
    ].map((pair) => journeys(pair.join(''), 1));
    const states = solved([journeys(names.join(''), 1), ...runs], 2).transitions;
    for (const name of ['b > l', 'l > b', 'b > b', 'l > l']) expect([...states.keys()]).toContain(name);
    expect(states.size).toBe(1 + 11 + 4);
  });
  test('a path shorter than the order is one state', () => {
    expect([...solved([journeys('AB', 1), journeys('A', 1)], 3).transitions.keys()]).toEqual(['(start)', 'A > B', 'A']);
  });
  test('nothing came of it at all: no step counts', () => {
    expect(solved([journeys('AB', 0, 0), journeys('', 1)]).transitions).toEqual(new Map());
  });
});

describe('sizes', () => {
  test('no journeys', () => {
    expect(solved([])).toEqual({ effects: new Map(), credits: new Map(), transitions: new Map() });
  });
  test.each([1, 2, 3])('one channel has all, order %i', (order) => {
    expect(plain(solved([journeys('AAAA', 7, 3, 14)], order).credits)).toEqual({ A: { conversions: 7, value: 14 } });
  });
  test('no conversions: nobody has anything, and nothing is divided by it', () => {
    expect(plain(solved([journeys('AB', 0, 5)]).credits)).toEqual({ A: { conversions: 0, value: 0 }, B: { conversions: 0, value: 0 } });
  });
  test('a channel that only led to nothing is worth nothing', () => {
    expect(solved([journeys('A', 1), journeys('B', 0, 9)]).effects.get('B')).toEqual({ conversions: 0, value: 0 });
  });
  test('a path of 10,000 touches', () => {
    const { credits } = solved([journeys('ABCDE'.repeat(2000), 1_000_000_000, 1)], 3);
    for (const channel of 'ABCDE') expect(credits.get(channel)?.conversions).toBeCloseTo(200_000_000, 5);
  });
  test('500 channels, every step between them', () => {
    const names = Array.from({ length: 500 }, (_, at) => `c${at}`);
    const all = names.flatMap((_, at) =>
      [1, 7, 91].map((stride) => ({
        path: [0, 1, 2, 3].map((step) => ({ channel: names[(at + step * stride) % 500] ?? '' })),
        conversions: 1,
        value: 0,
        nulls: 1,
      })),
    );
    for (const { conversions } of solved(all).credits.values()) expect(conversions).toBeCloseTo(3, 9);
  });
  test('a way that one in ten million goes keeps its digits', () => {
    const { effects } = solved([journeys('A', 10_000_000), journeys('BA', 1)]);
    expect((effects.get('B')?.conversions ?? 0) * 10_000_001).toBeCloseTo(1, 14);
  });
});

describe.each([1, 2, 3])('order %i', (order) => {
  const some = fc.array(
    fc.record({
      path: fc.array(
        fc.constantFrom('A', 'B', 'C', 'D').map((channel) => ({ channel })),
        { maxLength: 6 },
      ),
      conversions: fc.nat(4),
      value: fc.nat(9),
      nulls: fc.nat(3),
    }),
    { minLength: 1, maxLength: 7 },
  );

  test.each([true, false])('equals the slow solution in fractions, with nulls %s', (withNulls) => {
    fc.assert(
      fc.property(some, (given) => {
        const all = given.map((one) => ({ ...one, value: one.conversions === 0 ? 0 : one.value }));
        const { effects } = solved(all, order, withNulls);
        for (const [channel, slow] of slowRemovalEffects(all, { order, withNulls })) {
          expect(effects.get(channel)?.conversions).toBeCloseTo(slow.conversions, 12);
          expect(effects.get(channel)?.value).toBeCloseTo(slow.value, 12);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('all that was touched is credited, whatever the order of the journeys', () => {
    fc.assert(
      fc.property(some, (all) => {
        const { credits } = solved(all, order);
        const touched = all.filter(({ path }) => path.length > 0).reduce((sum, { conversions }) => sum + conversions, 0);
        expect([...credits.values()].reduce((sum, { conversions }) => sum + conversions, 0)).toBeCloseTo(touched, 9);
        const turned = solved(all.toReversed(), order).credits;
        for (const [channel, { conversions }] of credits) expect(turned.get(channel)?.conversions).toBeCloseTo(conversions, 10);
      }),
      { numRuns: 60 },
    );
  });
});
