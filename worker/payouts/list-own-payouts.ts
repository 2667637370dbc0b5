import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { listOwnPayouts as contract } from '#shared/contracts/payouts.ts';
import { getBrands } from '../accounts/index.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { pageOf, placeOf } from '../base/cursor.ts';
import { payoutsOfCreator } from './store.ts';

export async function listOwnPayouts(call: Call, { after, limit }: In<typeof contract>): Promise<Out<typeof contract>> {
  const found = await payoutsOfCreator(call.env, creatorOf(call), { after: placeOf(after), limit: limit + 1 });
  const { page, next } = pageOf(found, limit, (row) => ({ at: row.drafted_at, id: row.payout_id }));
  const brands = await getBrands(call, [...new Set(page.map((row) => row.brand_id))]);
  const names = new Map(brands.map(({ id, name }) => [id, name]));
  return {
    payouts: page.map((row) => ({
      id: row.payout_id,
      brand: { id: row.brand_id, name: names.get(row.brand_id) ?? row.brand_id },
      currency: row.currency,
      amountMinor: row.amount_minor,
      state: row.state,
      draftedAt: row.drafted_at,
      sentAt: row.sent_at,
      endedAt: row.ended_at,
      why: row.why,
    })),
    next,
  };
}
