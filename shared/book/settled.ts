/** An order as it stands, in the words of the message that tells it. */
import type { Id } from '../ids.ts';
import { sumMinor } from '../money.ts';
import type { Touch } from './events.ts';
import type { CreditStateName, OrderSettled, SettledCredit, TouchedBy } from './messages.ts';
import { type CreditState, isReversed, type OrderState, reversedMinorOf } from './state.ts';

/** @param touches of the order's event; asked for only when it earned nobody anything */
export function settled(order: OrderState, touches: () => readonly Touch[] = () => []): OrderSettled {
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
    ...(reason !== null && { touchedBy: touchedBy(touches()) }),
  };
}

/** The newest click of each creator. */
function touchedBy(touches: readonly Touch[]): TouchedBy[] {
  const newest = new Map<Id<'crt'>, TouchedBy>();
  for (const { creatorId, clickedAt, contentUrl } of touches)
    if (clickedAt > (newest.get(creatorId)?.clickedAt ?? -1)) newest.set(creatorId, { creatorId, clickedAt, contentUrl });
  return [...newest.values()];
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
