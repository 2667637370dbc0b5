import { expect, test } from 'vitest';
import { type CreditSums, earningTotals, type MovedSums } from './totals.ts';

const [one, two] = ['brd_one', 'brd_two'] as const;
const credit = (changes: Partial<CreditSums>): CreditSums => ({
  brandId: one,
  currency: 'USD',
  heldMinor: 0,
  firstReleaseAt: null,
  lastReleaseAt: null,
  releasedMinor: 0,
  reversedMinor: 0,
  ...changes,
});
const moved = (changes: Partial<MovedSums>): MovedSums => ({
  brandId: one,
  currency: 'USD',
  adjustedMinor: 0,
  payingMinor: 0,
  paidMinor: 0,
  ...changes,
});
const said = { asOf: 7, names: new Map([[two, 'Two']]) };

test('what was released and adjusted is payable, less what is in payouts', () => {
  const totals = earningTotals(
    [credit({ heldMinor: 300, firstReleaseAt: 5, lastReleaseAt: 9, releasedMinor: 1000, reversedMinor: 20 })],
    [moved({ adjustedMinor: 50, payingMinor: 200, paidMinor: 600 })],
    said,
  );
  expect(totals).toEqual([
    {
      currency: 'USD',
      heldMinor: 300,
      firstReleaseAt: 5,
      lastReleaseAt: 9,
      payableMinor: 250,
      payingMinor: 200,
      paidMinor: 600,
      adjustedMinor: 50,
      reversedMinor: 20,
      balances: { postedMinor: 450, pendingMinor: 750, availableMinor: 250 },
      debts: [],
      asOf: 7,
    },
  ]);
});

test('a debt to one brand is named, whatever others owe', () => {
  const totals = earningTotals(
    [credit({ releasedMinor: 1000 }), credit({ brandId: two, releasedMinor: 400, firstReleaseAt: 3, lastReleaseAt: 4 })],
    [moved({ brandId: two, paidMinor: 900 })],
    said,
  );
  expect(totals).toMatchObject([
    { payableMinor: 500, paidMinor: 900, debts: [{ brand: { id: two, name: 'Two' }, amountMinor: 500 }], firstReleaseAt: 3 },
  ]);
});

test('currencies stay apart, also where only an adjustment was made', () => {
  const totals = earningTotals([credit({ releasedMinor: 1 })], [moved({ currency: 'EUR', adjustedMinor: -5 })], said);
  expect(totals.map(({ currency, payableMinor, debts }) => [currency, payableMinor, debts.length])).toEqual([
    ['EUR', -5, 1],
    ['USD', 1, 0],
  ]);
});
