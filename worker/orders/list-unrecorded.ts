import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { listUnrecorded as contract, UnrecordedOrder } from '#shared/contracts/orders.ts';
import { brandOf, type Call } from '../base/call.ts';
import { pageOf, placeOf } from '../base/cursor.ts';
import type { OrderRow } from './store.ts';
import { countsOfBrand, unrecordedOfBrand } from './unrecorded-store.ts';

export async function listUnrecorded(
  call: Call,
  { after, limit, reason, from, until }: In<typeof contract>,
): Promise<Out<typeof contract>> {
  const brandId = brandOf(call);
  const [found, counts] = await Promise.all([
    unrecordedOfBrand(call.env, brandId, { reason, from, until }, placeOf(after), limit + 1),
    countsOfBrand(call.env, brandId, { from, until }),
  ]);
  const { page, next } = pageOf(found, limit, (row) => ({ at: row.placed_at, id: row.ref }));
  return { orders: page.flatMap(unrecordedOrder), counts, next };
}

function unrecordedOrder({ reason, ...row }: OrderRow): UnrecordedOrder[] {
  if (reason === null) return [];
  return [
    {
      id: row.ref,
      orderId: row.order_id,
      placedAt: row.placed_at,
      recordedAt: row.recorded_at,
      currency: row.currency,
      grossMinor: row.gross_minor,
      refundedMinor: row.refunded_minor,
      skus: JSON.parse(row.skus),
      cancelledAt: row.cancelled_at,
      reason,
    },
  ];
}
