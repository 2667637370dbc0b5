import fc from 'fast-check';
import { expect, test } from 'vitest';
import { halved } from './halved.ts';

const week = 7 * 86_400_000;

test.each([
  ['new', 0, 1024],
  ['half a half-life: 1024 / sqrt 2 = 724.08', week / 2, 724],
  ['one half-life', week, 512],
  ['three', 3 * week, 128],
  ['ten', 10 * week, 1],
  ['eleven: a half is rounded up', 11 * week, 1],
  ['a little more than eleven', 11 * week + 1, 0],
  ['for ever ago', Number.MAX_SAFE_INTEGER, 0],
])('%s', (_, age, left) => {
  expect(halved({ age, halfLife: week, bits: 10 })).toBe(left);
});

test('the digits of 2^-0.1 as the whole numbers give them, on every machine', () => {
  expect(halved({ age: week / 10, halfLife: week, bits: 52 })).toBe(4202007033009545);
});

test('what each part of a half-life leaves, squared, is what twice the part leaves', () => {
  for (let part = 2; part <= 2 ** 48; part *= 2) {
    const [once, twice] = [1, 2].map((parts) => BigInt(halved({ age: parts, halfLife: part, bits: 52 })));
    const [square = 0n, whole = 0n] = [(once ?? 0n) ** 2n, (twice ?? 0n) << 52n];
    expect(square > whole ? square - whole : whole - square).toBeLessThan(2n << 53n);
  }
});

test('never further from the real value than floating point can tell', () => {
  const ages = fc.record({ age: fc.nat(400 * 86_400_000), halfLife: fc.integer({ min: 1, max: 60 * 86_400_000 }) });
  fc.assert(
    fc.property(ages, ({ age, halfLife }) => {
      const exact = 2 ** (40 - age / halfLife);
      expect(Math.abs(halved({ age, halfLife, bits: 40 }) - exact)).toBeLessThanOrEqual(0.5 + exact * 1e-12);
    }),
  );
});

test('older is never more', () => {
  fc.assert(
    fc.property(fc.nat(100 * week), fc.nat(week), (age, more) => {
      expect(halved({ age: age + more, halfLife: week, bits: 52 })).toBeLessThanOrEqual(halved({ age, halfLife: week, bits: 52 }));
    }),
  );
});

test.each([
  ['no half-life', { age: 1, halfLife: 0 }, 'a half-life is a length of time above 0: 0'],
  ['a half-life that is no number', { age: 1, halfLife: Number.NaN }, 'a half-life is a length of time above 0: NaN'],
  ['an endless half-life', { age: 1, halfLife: Number.POSITIVE_INFINITY }, 'a half-life is a length of time above 0: Infinity'],
  ['an age before its time', { age: -1, halfLife: 1 }, 'an age is a length of time of at least 0: -1'],
  ['an age that is no number', { age: Number.NaN, halfLife: 1 }, 'an age is a length of time of at least 0: NaN'],
  ['an endless age', { age: Number.POSITIVE_INFINITY, halfLife: 1 }, 'an age is a length of time of at least 0: Infinity'],
])('%s is refused', (_, given, message) => {
  expect(() => halved({ ...given, bits: 52 })).toThrow(message);
});
