import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ConvertedAmount, converted, type DatedRate, type OwnAmount, own } from './conversion.ts';

const rateOf = (changes: Partial<DatedRate> = {}): DatedRate => ({
  day: '2026-11-25',
  from: 'USD',
  to: 'EUR',
  rate: '0.9',
  source: 'a test',
  ...changes,
});

test.each<[string, number, Partial<DatedRate>, number]>([
  ['a whole rate', 1000, { rate: '2' }, 2000],
  ['a rate with decimals', 1234, { rate: '0.92515' }, 1142],
  ['to a currency without minor units', 1050, { to: 'JPY', rate: '150.25' }, 1578],
  ['from a currency without minor units', 1578, { from: 'JPY', to: 'USD', rate: '0.00665' }, 1049],
  ['to a currency of three digits', 1000, { to: 'KWD', rate: '0.30715' }, 3072],
  ['half to even, down', 25, { rate: '0.1' }, 2],
  ['half to even, up', 35, { rate: '0.1' }, 4],
  ['a debt', -1000, { rate: '0.9' }, -900],
  ['nothing', 0, { rate: '0.9' }, 0],
])('%s', (_, amountMinor, changes, expected) => {
  const rate = rateOf(changes);
  const amount = own(amountMinor, rate.from);
  expect(converted(amount, rate)).toEqual({ kind: 'converted', amountMinor: expected, currency: rate.to, of: amount, by: rate });
});

test('there and back is within one unit of the coarser currency', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
      fc.constantFrom('0.5', '2', '4', '0.25', '1'),
      (amountMinor, rate) => {
        const there = converted(own(amountMinor, 'USD'), rateOf({ rate }));
        const back = converted(own(there.amountMinor, 'EUR'), rateOf({ from: 'EUR', to: 'USD', rate: String(1 / Number(rate)) }));
        expect(Math.abs(back.amountMinor - amountMinor)).toBeLessThanOrEqual(Math.ceil(1 / Number(rate)));
      },
    ),
  );
});

test('a rate of another currency is refused', () => {
  expect(() => converted(own(1, 'GBP'), rateOf())).toThrow(/does not fit/);
});

test('what was converted is not taken again: the types do not meet', () => {
  const once: ConvertedAmount = converted(own(100, 'USD'), rateOf());
  // @ts-expect-error a converted amount is no amount of a book
  const taken: OwnAmount = once;
  expect(taken.kind).toBe('converted');
});
