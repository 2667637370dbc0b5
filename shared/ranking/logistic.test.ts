import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exponential, logistic } from './logistic.ts';

test('e^x is right to the last digits', () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(5e-16 * (1 + Math.abs(x)));
    }),
  );
  expect(exponential(0)).toBe(1);
});

test('what is more is never less, and all is between 0 and 1', () => {
  const x = fc.oneof(fc.double({ noNaN: true }), fc.double({ min: -40, max: 40, noNaN: true }));
  fc.assert(
    fc.property(x, x, (one, other) => {
      const [low, high] = [logistic(Math.min(one, other)), logistic(Math.max(one, other))];
      expect(low >= 0 && low <= high && high <= 1).toBe(true);
    }),
  );
  expect([logistic(0), logistic(Number.POSITIVE_INFINITY), logistic(1000)]).toEqual([0.5, 1, 1]);
});

test('the numbers are these, bit for bit, wherever it runs', () => {
  expect([-8.34, -1, 0.1, 2.27, 25].map(logistic)).toEqual(writtenDown);
});
const writtenDown = [0.00023871534431490704, 0.2689414213699951, 0.52497918747894, 0.9063617877622643, 0.999999999986112];
