/** How a creator stands with a brand in one currency, by where the money is. */
import { addMinor } from '../money.ts';

export interface Standing {
  /** Earned, but orders may still be returned. */
  heldMinor: number;
  /** Due; below zero after a refund of what was paid: the next payout recovers it. */
  payableMinor: number;
  /** In a payout that is not at its end yet. */
  payingMinor: number;
  paidMinor: number;
}

/** The three balances of a ledger: what is final, what it will be, and what can be taken now. */
export interface ThreeBalances {
  /** Final and not paid out yet. */
  postedMinor: number;
  /** With what is still held. */
  pendingMinor: number;
  /** Final, without what is on its way out. */
  availableMinor: number;
}

export function threeBalances({ heldMinor, payableMinor, payingMinor }: Omit<Standing, 'paidMinor'>): ThreeBalances {
  const postedMinor = addMinor(payableMinor, payingMinor);
  return { postedMinor, pendingMinor: addMinor(postedMinor, heldMinor), availableMinor: payableMinor };
}
