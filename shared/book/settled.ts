/** An order as it stands, in the words of the message that tells it. */
import { subtractMinor, sumMinor } from '../money.ts';
import type { OrderSettled, SettledCredit } from './messages.ts';
import { type CreditState, isReversed, type OrderState, reversedMinorOf } from './state.ts';

export function settled(order: OrderState): OrderSettled {
  const { ref, source, orderId, placedAt, recordedAt, currency, lines, credits, reason } = order;
  const credit = credits[0];
  return {
    ref,
    source,
    orderId,
    placedAt,
    recordedAt,
    currency,
    grossMinor: sumMinor(lines.map((line) => line.netMinor)),
    refundedMinor: sumMinor(lines.map((line) => line.refundedMinor)),
    skus: [...new Set(lines.map((line) => line.sku))],
    credit: credit ? settledCredit(credit) : null,
    reason,
  };
}

function settledCredit(credit: CreditState): SettledCredit {
  const { id, creatorId, contentUrl, rateBps, amountMinor, feeMinor, clickedAt, releaseAt, releasedAt } = credit;
  return {
    id,
    creatorId,
    contentUrl,
    baseMinor: subtractMinor(credit.baseMinor, credit.refundedBaseMinor),
    rateBps,
    amountMinor,
    reversedMinor: reversedMinorOf(credit),
    feeMinor,
    state: isReversed(credit) ? 'reversed' : releasedAt === null ? 'held' : 'payable',
    clickedAt,
    releaseAt,
    releasedAt,
  };
}
