/** Adjustments: money moved by a person's decision, with who, why and, above a limit, a second person. */
import { fail } from '../errors.ts';
import { exponentOf, timesMinor } from '../money.ts';
import type { Adjustment } from './events.ts';
import { adjustmentMoves, type Move } from './postings.ts';
import type { Facts } from './state.ts';

const limitUnits = 500;
/** Above this, a second person must approve: 500 units of any currency, and as many of those that have no smaller ones. */
export const approvalLimitMinor = (currency: string): number => timesMinor(limitUnits, 10 ** exponentOf(currency));

export const needsApproval = ({ amountMinor, currency }: Pick<Adjustment, 'amountMinor' | 'currency'>): boolean =>
  Math.abs(amountMinor) > approvalLimitMinor(currency);

export function adjusted(facts: Facts, adjustment: Adjustment): Move[] {
  const { by, approvedBy, creditId, creatorId, currency } = adjustment;
  if (needsApproval(adjustment) && approvedBy === null)
    fail('forbidden', `More than ${approvalLimitMinor(currency)} minor units of ${currency} need the approval of a second person.`, {
      limitMinor: approvalLimitMinor(currency),
    });
  if (approvedBy === by) fail('forbidden', 'Nobody can approve their own adjustment: ask another person.');
  if (creditId !== null) {
    const order = facts.orderOfCredit(creditId);
    const credit = order?.credits.find((candidate) => candidate.id === creditId);
    if (!credit || credit.creatorId !== creatorId)
      fail('unprocessable', `Credit ${creditId} is not one of creator ${creatorId} in this book.`, { creditId });
  }
  return adjustmentMoves(adjustment);
}
