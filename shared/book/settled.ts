/** An order as it stands, in the words of the message that tells it. */
import { sumMinor } from '../money.ts';
import type { CreditStateName, OrderSettled, SettledCredit } from './messages.ts';
import { type CreditState, isReversed, type OrderState, reversedMinorOf } from './state.ts';

export function settled(order: OrderState): OrderSettled {
  const { ref, source, orderId, placedAt, recordedAt, cancelledAt, currency, lines, credits, reason } = order;
  const of = credits.reduce((sum, { weight }) => sum + weight, 0);
  return {
    ref,
    source,
    orderId,
    placedAt,
    recordedAt,
    cancelledAt,
    currency,
    grossMinor: sumMinor(lines.map((line) => line.netMinor)),
    refundedMinor: sumMinor(lines.map((line) => line.refundedMinor)),
    skus: [...new Set(lines.map((line) => line.sku))],
    credits: credits.map((credit) => settledCredit(credit, credits.length > 1 ? { is: credit.weight, of } : null)),
    reason,
  };
}

function settledCredit(credit: CreditState, weight: SettledCredit['weight']): SettledCredit {
  const {
    id,
    creatorId,
    contentUrl,
    code,
    baseMinor,
    parts,
    amountMinor,
    feeMinor,
    clickedAt,
    releaseAt,
    releasedAt,
    releasedSeq,
    rejected,
  } = credit;
  return {
    id,
    creatorId,
    contentUrl,
    code,
    weight,
    baseMinor,
    rateBps: rateBpsOf(credit),
    parts,
    amountMinor,
    reversedMinor: reversedMinorOf(credit),
    feeMinor,
    state: stateOf(credit),
    review: credit.review?.rules ?? [],
    rejected,
    clickedAt,
    releaseAt,
    releasedAt,
    releasedSeq,
  };
}

function stateOf(credit: CreditState): CreditStateName {
  if (credit.rejected) return 'rejected';
  if (isReversed(credit)) return 'reversed';
  if (credit.releasedAt !== null) return 'payable';
  return credit.review ? 'in_review' : 'held';
}

/** The one share that gave a credit, or null. */
export function rateBpsOf({ parts, frozen }: Pick<CreditState, 'parts' | 'frozen'>): number | null {
  const [only] = parts;
  if (!only) return frozen.rateBps;
  return parts.length === 1 && 'bps' in only.rate ? only.rate.bps : null;
}
