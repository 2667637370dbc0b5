/** How a creator stands in each currency, from what lists show: commissions, adjustments and payouts of all brands. */
import { threeBalances } from '#shared/book/standing.ts';
import type { EarningTotal } from '#shared/contracts/creators.ts';
import type { Id } from '#shared/ids.ts';
import { addMinor, subtractMinor } from '#shared/money.ts';

interface OfBrand {
  brandId: Id<'brd'>;
  currency: string;
}
export interface CreditSums extends OfBrand {
  heldMinor: number;
  firstReleaseAt: number | null;
  lastReleaseAt: number | null;
  /** Of everything that was ever released, paid or not. */
  releasedMinor: number;
  reversedMinor: number;
}
export interface MovedSums extends OfBrand {
  adjustedMinor: number;
  payingMinor: number;
  paidMinor: number;
}

interface Said {
  asOf: number;
  names: ReadonlyMap<Id<'brd'>, string>;
}

/** What is owed by one brand does not fill the debt to another: debts are named one by one. */
export function earningTotals(credits: readonly CreditSums[], moved: readonly MovedSums[], { asOf, names }: Said): EarningTotal[] {
  const keys = new Map([...credits, ...moved].map(({ brandId, currency }) => [`${currency} ${brandId}`, { brandId, currency }]));
  const totals = new Map<string, EarningTotal>();
  for (const [, whose] of [...keys].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const credit = credits.find((one) => one.brandId === whose.brandId && one.currency === whose.currency);
    const other = moved.find((one) => one.brandId === whose.brandId && one.currency === whose.currency);
    const { adjustedMinor, payingMinor, paidMinor } = other ?? { adjustedMinor: 0, payingMinor: 0, paidMinor: 0 };
    const payableMinor = subtractMinor(addMinor(credit?.releasedMinor ?? 0, adjustedMinor), addMinor(payingMinor, paidMinor));
    const before = totals.get(whose.currency) ?? nothing(whose.currency, asOf);
    const heldMinor = addMinor(before.heldMinor, credit?.heldMinor ?? 0);
    const sums = {
      heldMinor,
      payableMinor: addMinor(before.payableMinor, payableMinor),
      payingMinor: addMinor(before.payingMinor, payingMinor),
    };
    totals.set(whose.currency, {
      ...before,
      ...sums,
      balances: threeBalances(sums),
      firstReleaseAt: earliest(before.firstReleaseAt, credit?.firstReleaseAt ?? null),
      lastReleaseAt: latest(before.lastReleaseAt, credit?.lastReleaseAt ?? null),
      adjustedMinor: addMinor(before.adjustedMinor, adjustedMinor),
      paidMinor: addMinor(before.paidMinor, paidMinor),
      reversedMinor: addMinor(before.reversedMinor, credit?.reversedMinor ?? 0),
      debts:
        payableMinor < 0
          ? [...before.debts, { brand: { id: whose.brandId, name: names.get(whose.brandId) ?? whose.brandId }, amountMinor: -payableMinor }]
          : before.debts,
    });
  }
  return [...totals.values()];
}

const nothing = (currency: string, asOf: number): EarningTotal => ({
  currency,
  heldMinor: 0,
  firstReleaseAt: null,
  lastReleaseAt: null,
  payableMinor: 0,
  payingMinor: 0,
  paidMinor: 0,
  adjustedMinor: 0,
  reversedMinor: 0,
  balances: { postedMinor: 0, pendingMinor: 0, availableMinor: 0 },
  debts: [],
  asOf,
});

const earliest = (a: number | null, b: number | null): number | null => (a === null || b === null ? (a ?? b) : Math.min(a, b));
const latest = (a: number | null, b: number | null): number | null => (a === null || b === null ? (a ?? b) : Math.max(a, b));
