import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { listPayouts as contract, Payout } from '#shared/contracts/payouts.ts';
import { brandOf, type Call } from '../base/call.ts';
import { pageOf, placeOf } from '../base/cursor.ts';
import { type Names, namesOf } from './names.ts';
import { type PayoutRow, payoutsOfBrand } from './store.ts';

export async function listPayouts(call: Call, { state, after, limit }: In<typeof contract>): Promise<Out<typeof contract>> {
  const found = await payoutsOfBrand(call.env, brandOf(call), { state, after: placeOf(after), limit: limit + 1 });
  const { page, next } = pageOf(found, limit, (row) => ({ at: row.drafted_at, id: row.payout_id }));
  const names = await namesOf(
    call,
    page.map((row) => row.creator_id),
    page.flatMap((row) => [row.drafted_by, row.approved_by]),
  );
  return { payouts: page.map((row) => payoutView(row, names)), next };
}

function payoutView(row: PayoutRow, names: Names): Payout {
  return {
    id: row.payout_id,
    creator: names(row.creator_id),
    currency: row.currency,
    amountMinor: row.amount_minor,
    state: row.state,
    draftedAt: row.drafted_at,
    draftedBy: names(row.drafted_by),
    approvedAt: row.approved_at,
    approvedBy: row.approved_by === null ? null : names(row.approved_by),
    sentAt: row.sent_at,
    provider: row.provider,
    endedAt: row.ended_at,
    providerRef: row.provider_ref,
    why: row.why,
    warning: row.warning,
  };
}
