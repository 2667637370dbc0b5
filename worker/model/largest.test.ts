import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largest } from './largest.ts';

test.each([
  ['largest first', [3, 9, 1, 7], 2, [1, 3]],
  ['equal ones by position', [5, 5, 5, 5], 3, [0, 1, 2]],
  ['fewer than asked for', [2, 1], 5, [0, 1]],
  ['none asked for', [2, 1], 0, []],
  ['nothing there', [], 3, []],
  ['negative ones', [-3, -1, -2], 1, [1]],
  ['very many equal ones', [...Array.from({ length: 5000 }, () => 2), 3, ...Array.from({ length: 5000 }, () => 1)], 4, [5000, 0, 1, 2]],
  ['nearly equal ones', [1, 1 + 1e-16, 1 + 3e-16, 1 - 1e-16, 0], 2, [2, 0]],
])('%s', (_, values, count, positions) => {
  expect(largest(values, count)).toEqual(positions);
});

test('the same as sorting all of them', () => {
  const value = fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constantFrom(0, 0.5, 1e-9));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 400 }), fc.nat(50), (values, count) => {
      const sorted = [...values.keys()].sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
      expect(largest(Float64Array.from(values), count)).toEqual(sorted.slice(0, count));
    }),
  );
});
