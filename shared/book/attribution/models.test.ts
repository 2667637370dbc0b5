import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitMinor, sumMinor } from '../../money.ts';
import { type Path, type Weighing, type WeightModel, weightModels, weightsOf } from './models.ts';

const day = 86_400_000;
const path = (channels: string): Path => [...channels].map((channel) => ({ channel }));
const timed = (...days: number[]): Path => days.map((at) => ({ channel: 'A', at: at * day }));

describe('the weights of a path', () => {
  const cases: [WeightModel, string, number[]][] = [
    ['last', 'A', [1]],
    ['last', 'ABA', [0, 0, 1]],
    ['first', 'ABA', [1, 0, 0]],
    ['linear', 'ABBA', [1, 1, 1, 1]],
    ['position', 'A', [1]],
    ['position', 'AB', [1, 1]],
    ['position', 'ABC', [2, 1, 2]],
    ['position', 'ABCD', [4, 1, 1, 4]],
    ['position', 'ABCDE', [6, 1, 1, 1, 6]],
    ['decay', 'A', [1]],
  ];
  test.each(cases)('%s of %s', (model, channels, weights) => {
    expect(weightsOf({ model }, path(channels))).toEqual(weights);
  });
});

test.each(weightModels)('%s: an empty path has no weights', (model) => {
  expect(weightsOf({ model }, [])).toEqual([]);
});

test('position: first and last have 40 % each, whatever the length', () => {
  for (const length of [3, 4, 7, 1000, 10_000]) {
    const weights = weightsOf({ model: 'position' }, path('A'.repeat(length)));
    expect((weights[0] ?? 0) * 5).toBe(sumMinor(weights) * 2);
    expect(weights.at(-1)).toBe(weights[0]);
    expect(new Set(weights.slice(1, -1))).toEqual(new Set([1]));
  }
});

describe('decay', () => {
  test.each<[string, Path, number | undefined, number[]]>([
    ['a week apart: the older has half', timed(0, 7), undefined, [1, 2]],
    ['three weeks', timed(0, 7, 14, 14), undefined, [1, 2, 4, 4]],
    ['another half-life', timed(0, 1), 1, [1, 2]],
    ['the order of the path does not matter, the times do', timed(7, 0), undefined, [2, 1]],
    ['before 1970', timed(-14, -7), undefined, [1, 2]],
    ['older than can be weighed', timed(0, 500), undefined, [0, 1]],
    ['without times a step counts as a day', path('ABC'), 1, [1, 2, 4]],
    ['one step without a time: none counts', [{ channel: 'A', at: 99 * day }, { channel: 'B' }], 1, [1, 2]],
  ])('%s', (_, steps, halfLifeDays, weights) => {
    expect(weightsOf({ model: 'decay', halfLifeDays }, steps)).toEqual(weights);
  });

  test('without times and without a half-life: the eighth step from the end has half of the last', () => {
    const weights = weightsOf({ model: 'decay' }, path('ABCDEFGH'));
    expect((weights[0] ?? 0) * 2).toBe(weights[7]);
  });

  test('parts differ from 2^(-age / half-life) by less than 1e-13 of the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60 * day), { minLength: 1, maxLength: 30 }), (times) => {
        const weights = weightsOf(
          { model: 'decay' },
          times.map((at) => ({ channel: 'A', at })),
        );
        const exact = times.map((at) => 2 ** ((at - Math.max(...times)) / (7 * day)));
        const sums = [weights, exact].map((list) => list.reduce((a, b) => a + b, 0));
        for (const [at, weight] of weights.entries()) {
          expect(Math.abs(weight / (sums[0] ?? 0) - (exact[at] ?? 0) / (sums[1] ?? 0))).toBeLessThan(1e-13);
        }
      }),
    );
  });

  test('a half-life of nothing is refused', () => {
    expect(() => weightsOf({ model: 'decay', halfLifeDays: 0 }, timed(0, 1))).toThrow('a half-life is a length of time above 0');
  });
});

describe('assists', () => {
  const assists = { bps: 1000, countMax: 2 };
  test.each<[string, WeightModel, string, number[]]>([
    ['the nearest two help the last', 'last', 'ABCD', [0, 1000, 1000, 8000]],
    ['the nearest two help the first', 'first', 'ABCD', [8000, 1000, 1000, 0]],
    ['the winner does not help itself', 'last', 'DADBD', [0, 1000, 0, 1000, 8000]],
    ['a channel helps once, by its newest touch', 'last', 'AABAB', [0, 0, 0, 1000, 9000]],
    ['alone the winner has all', 'last', 'AA', [0, 10_000]],
    ['the nearest, not the newest or the first on the path', 'last', 'CABABABD', [0, 0, 0, 0, 0, 1000, 1000, 8000]],
    ['nobody on the path', 'last', '', []],
    ['where every touch has its part nobody assists', 'linear', 'AB', [1, 1]],
  ])('%s', (_, model, channels, weights) => {
    expect(weightsOf({ model, assists }, path(channels))).toEqual(weights);
  });

  test.each([
    ['all to the assists', { bps: 5000, countMax: 2 }, '2 assists of 5000 basis points leave nothing for the winner'],
    ['less than nothing', { bps: -1, countMax: 1 }, '1 assists of -1 basis points'],
    ['half a basis point', { bps: 0.5, countMax: 1 }, '1 assists of 0.5 basis points'],
  ])('%s is refused', (_, wrong, message) => {
    expect(() => weightsOf({ model: 'last', assists: wrong }, path('AB'))).toThrow(message);
  });

  test('assists of nothing leave all to the winner', () => {
    expect(weightsOf({ model: 'last', assists: { bps: 0, countMax: 3 } }, path('AB'))).toEqual([0, 10_000]);
  });
});

test('whatever the model, money is split by the weights to the last cent', () => {
  const steps = fc.array(fc.record({ channel: fc.constantFrom('A', 'B', 'C'), at: fc.option(fc.nat(90 * day), { nil: undefined }) }), {
    minLength: 1,
    maxLength: 40,
  });
  const weighings = fc.record({
    model: fc.constantFrom(...weightModels),
    halfLifeDays: fc.integer({ min: 1, max: 30 }),
    assists: fc.constantFrom(null, { bps: 1500, countMax: 3 }),
  });
  fc.assert(
    fc.property(steps, weighings, fc.nat(10_000_000), (touches, weighing: Weighing, wholeMinor) => {
      const weights = weightsOf(weighing, touches);
      expect(weights).toHaveLength(touches.length);
      expect(sumMinor(weights)).toBeGreaterThan(0);
      expect(sumMinor(splitMinor(wholeMinor, weights))).toBe(wholeMinor);
    }),
  );
});
