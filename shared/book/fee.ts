/** The platform's fee by date: first zero. The quote freezes it, so an order keeps the fee of its click after a change. */

export interface FeeRule {
  /** UTC milliseconds, inclusive. */
  from: number;
  feeBps: number;
}

/** Oldest first; a change is a new line, never an edited one. */
export const feeRules: readonly FeeRule[] = [{ from: 0, feeBps: 0 }];

export function feeBpsAt(at: number, rules: readonly FeeRule[] = feeRules): number {
  return rules.findLast((rule) => rule.from <= at)?.feeBps ?? 0;
}
