/** Orders as the brand reads them: each with its commissions, whose names, and whether they were paid. */
import type { CreditLine, OrderLine } from '#shared/contracts/orders.ts';
import type { Id } from '#shared/ids.ts';
import { getCreators } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { paidAtOf } from '../payouts/index.ts';
import { type CreditRow, creditsOfOrders, type OrderRow } from './store.ts';

type PaidAt = Awaited<ReturnType<typeof paidAtOf>>;

export async function orderLines(call: Call, orders: readonly OrderRow[]): Promise<OrderLine[]> {
  const credits = await creditsOfOrders(
    call.env,
    orders.map((order) => order.ref),
  );
  const paidAt = await paidAtOf(call.env, credits);
  const creators = await getCreators(call, [...new Set(credits.map((credit) => credit.creator_id))]);
  const names = new Map(creators.map((creator) => [creator.id, creator.name]));
  const byOrder = Map.groupBy(credits, (credit) => credit.order_ref);
  return orders.map((order) => orderLine(order, byOrder.get(order.ref) ?? [], names, paidAt));
}

function orderLine(order: OrderRow, credits: readonly CreditRow[], names: ReadonlyMap<Id<'crt'>, string>, paidAt: PaidAt): OrderLine {
  return {
    id: order.ref,
    orderId: order.order_id,
    placedAt: order.placed_at,
    recordedAt: order.recorded_at,
    currency: order.currency,
    grossMinor: order.gross_minor,
    refundedMinor: order.refunded_minor,
    skus: JSON.parse(order.skus),
    cancelledAt: order.cancelled_at,
    credits: credits.map((credit) => creditLine(credit, names.get(credit.creator_id) ?? credit.creator_id, paidAt.has(credit.id))),
    reason: order.reason,
  };
}

function creditLine(credit: CreditRow, creatorName: string, isPaid: boolean): CreditLine {
  return {
    id: credit.id,
    creator: { id: credit.creator_id, name: creatorName },
    baseMinor: credit.base_minor,
    rateBps: credit.rate_bps,
    parts: JSON.parse(credit.parts),
    weight: credit.weight === null ? null : JSON.parse(credit.weight),
    code: credit.code,
    amountMinor: credit.amount_minor,
    reversedMinor: credit.reversed_minor,
    feeMinor: credit.fee_minor,
    currency: credit.currency,
    state: credit.state === 'payable' && isPaid ? 'paid' : credit.state,
    review: JSON.parse(credit.review),
    rejected: credit.rejected,
    clickedAt: credit.clicked_at,
    releaseAt: credit.release_at,
    releasedAt: credit.released_at,
  };
}
