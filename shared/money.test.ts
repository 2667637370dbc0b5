import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMinor, currencies, exponentOf, parseAmount, printAmount, shareOf, splitMinor } from './money.ts';

const limit = Number.MAX_SAFE_INTEGER;
const safe = fc.integer({ min: -limit, max: limit });

describe('a share of an amount', () => {
  test.each([
    ['nothing of something', 1000, 0, 0],
    ['all of it', 1000, 10_000, 1000],
    ['10 % of 137.00', 13_700, 1000, 1370],
    ['a half goes to the even neighbour below', 25, 1000, 2],
    ['a half goes to the even neighbour above', 35, 1000, 4],
    ['just over a half goes up', 26, 1000, 3],
    ['a negative half mirrors the positive', -25, 1000, -2],
    ['the largest amount keeps every unit', limit, 10_000, limit],
  ])('%s', (_, amount, bps, expected) => {
    expect(shareOf(amount, bps)).toBe(expected);
  });

  test('is within half a unit of the exact share', () => {
    fc.assert(
      fc.property(safe, fc.integer({ min: 0, max: 10_000 }), (amount, bps) => {
        const off = BigInt(shareOf(amount, bps)) * 10_000n - BigInt(amount) * BigInt(bps);
        expect(off <= 5000n && off >= -5000n).toBe(true);
      }),
    );
  });

  test.each([
    ['an amount beyond 2^53 - 1', () => shareOf(limit + 1, 1)],
    ['half a unit', () => shareOf(0.5, 1)],
    ['a fraction of a basis point', () => shareOf(1, 0.5)],
    ['a result beyond 2^53 - 1', () => shareOf(limit, 10_001)],
    ['a sum beyond 2^53 - 1', () => addMinor(limit, 1)],
  ])('refuses %s', (_, act) => {
    expect(act).toThrow(RangeError);
  });
});

describe('a split', () => {
  test('sums to the whole, each part within one unit of its exact share', () => {
    const weights = fc
      .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 })
      .filter((list) => list.some((weight) => weight > 0));
    fc.assert(
      fc.property(safe, weights, (whole, list) => {
        const parts = splitMinor(whole, list);
        const total = BigInt(list.reduce((sum, weight) => sum + weight, 0));
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(whole));
        for (const [at, part] of parts.entries()) {
          const off = BigInt(part) * total - BigInt(whole) * BigInt(list[at] ?? 0);
          expect(off < total && off > -total).toBe(true);
        }
      }),
    );
  });

  test.each([
    ['a tie of remainders goes to the earlier', 100, [1, 1, 1], [34, 33, 33]],
    ['nothing goes to a weight of 0', 100, [0, 1], [0, 100]],
    ['a negative whole mirrors the positive', -100, [1, 1, 1], [-34, -33, -33]],
    ['nothing splits into nothings', 0, [3, 4], [0, 0]],
  ])('%s', (_, whole, weights, expected) => {
    expect(splitMinor(whole, weights)).toEqual(expected);
  });

  test('refuses weights that sum to nothing', () => {
    expect(() => splitMinor(1, [0, 0])).toThrow(RangeError);
  });
});

describe('amounts as text', () => {
  test.each([
    ['two digits', '12.50', 'USD', 1250],
    ['whole', '12', 'USD', 1200],
    ['no minor unit', '1200', 'JPY', 1200],
    ['three digits', '1.234', 'KWD', 1234],
    ['spare zeros', '12.500', 'USD', 1250],
    ['negative', '-0.01', 'EUR', -1],
    ['more digits than the currency has', '12.505', 'USD', undefined],
    ['a fraction of a yen', '1.5', 'JPY', undefined],
    ['the largest', '90071992547409.91', 'USD', limit],
    ['one unit too many', '90071992547409.92', 'USD', undefined],
    ['an exponent', '1e3', 'USD', undefined],
    ['an unknown currency', '1', 'XXX', undefined],
    ['nothing', '', 'USD', undefined],
  ])('%s', (_, text, currency, expected) => {
    expect(parseAmount(text, currency)).toBe(expected);
  });

  test('print and parse are each other undone, in every currency', () => {
    fc.assert(
      fc.property(safe, fc.constantFrom(...currencies), (amount, currency) => {
        expect(parseAmount(printAmount(amount, currency), currency)).toBe(amount === 0 ? 0 : amount);
      }),
    );
  });

  test('an unknown currency has no exponent to guess', () => {
    expect(() => exponentOf('XXX')).toThrow('XXX');
  });
});
