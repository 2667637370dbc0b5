import type { listEarnings as listEarningsEndpoint } from '#shared/contracts/creators.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { getBrands } from '../accounts/index.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { pageOf, placeOf } from '../base/cursor.ts';
import { suspicionsOf } from '../integrity/index.ts';
import { creditSumsOfCreator, creditsOfCreator } from '../orders/index.ts';
import { movedSumsOfCreator, paidAtOf } from '../payouts/index.ts';
import { earningTotals } from './totals.ts';

export async function listEarnings(
  call: Call,
  { after, limit }: In<typeof listEarningsEndpoint>,
): Promise<Out<typeof listEarningsEndpoint>> {
  const creatorId = creatorOf(call);
  const [found, credits, moved] = await Promise.all([
    creditsOfCreator(call.env, creatorId, placeOf(after), limit + 1),
    creditSumsOfCreator(call.env, creatorId),
    movedSumsOfCreator(call.env, creatorId),
  ]);
  const { page, next } = pageOf(found, limit, (row) => ({ at: row.placed_at, id: row.id }));
  const paidAt = await paidAtOf(call.env, page);
  const brands = new Map(
    (
      await getBrands(call, [
        ...new Set([
          ...page.map((credit) => credit.brand_id),
          ...credits.map(({ brandId }) => brandId),
          ...moved.map(({ brandId }) => brandId),
        ]),
      ])
    ).map((brand) => [brand.id, brand.name]),
  );
  return {
    lines: page.map((credit) => ({
      id: credit.id,
      brand: { id: credit.brand_id, name: brands.get(credit.brand_id) ?? credit.brand_id },
      contentUrl: credit.content_url,
      skus: JSON.parse(credit.skus),
      placedAt: credit.placed_at,
      baseMinor: credit.base_minor,
      rateBps: credit.rate_bps,
      parts: JSON.parse(credit.parts),
      weight: credit.weight === null ? null : JSON.parse(credit.weight),
      code: credit.code,
      amountMinor: credit.amount_minor,
      reversedMinor: credit.reversed_minor,
      currency: credit.currency,
      state: credit.state === 'payable' && paidAt.has(credit.id) ? 'paid' : credit.state,
      review: suspicionsOf(JSON.parse(credit.review)),
      rejected: credit.rejected,
      releaseAt: credit.release_at,
      releasedAt: credit.released_at,
      paidAt: paidAt.get(credit.id) ?? null,
    })),
    next,
    totals: earningTotals(credits, moved, { asOf: call.now, names: brands }),
  };
}
