import { describe, expect, test } from 'vitest';
import type { Row } from './eliminate.ts';
import { type Chain, removalEffects } from './removal.ts';

const row = (to: number[], conversions = 0, value = 0): Row => ({
  to: Int32Array.from(to),
  weights: Float64Array.from(to.map(() => 1)),
  conversions,
  value,
  nulls: 0,
});
/** Start leads to states 1 and 2, of channels 0 and 1; from 1 half go on to 2. */
const chain: Chain = { rows: [row([1, 2]), row([2], 1, 30), row([], 1, 10)], channels: [[], [0], [1]] };

test('by number of channel, with the value that comes over it', () => {
  expect(removalEffects(chain, 2)).toEqual([
    { conversions: 0.5, value: expect.closeTo((0.5 * (0.5 * 30 + 0.5 * 10)) / (0.5 * (0.5 * 30 + 0.5 * 10) + 0.5 * 10), 15) },
    { conversions: 0.75, value: expect.closeTo((0.5 * 0.5 * 10 + 0.5 * 10) / (0.5 * 15 + 0.25 * 10 + 0.5 * 10), 15) },
  ]);
});
test('a channel of no state, and no channel at all', () => {
  expect(removalEffects(chain, 3)[2]).toEqual({ conversions: 0, value: 0 });
  expect(removalEffects({ rows: [row([])], channels: [[]] }, 0)).toEqual([]);
});
test('what goes straight to its end comes over nobody', () => {
  const straight: Chain = { rows: [row([1], 3), row([], 1)], channels: [[], [0]] };
  expect(removalEffects(straight, 1)[0]?.conversions).toBe(0.25);
});

describe('limits', () => {
  const refusal = '2 different states are too many to be solved exactly: take a lower order, or join channels';
  const limits = { steps: 1000, entriesMax: 1000 };
  test('of arithmetic, over all channels together', () => {
    expect(() => removalEffects(chain, 2, limits)).not.toThrow();
    expect(() => removalEffects(chain, 2, { ...limits, steps: 15 })).toThrow(refusal);
  });
  test('of memory', () => {
    expect(() => removalEffects(chain, 2, { ...limits, entriesMax: 2 })).toThrow(refusal);
  });
  test('of states', () => {
    const rows = Array.from({ length: 50_001 }, () => row([]));
    expect(() => removalEffects({ rows, channels: [] }, 0)).toThrow('50000 different states are too many');
  });
});
