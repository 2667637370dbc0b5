import type { listUnrecordedSales as contract } from '#shared/contracts/creators.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { getBrands } from '../accounts/index.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { pageOf, placeOf } from '../base/cursor.ts';
import { countsOfCreator, unrecordedOfCreator } from '../orders/index.ts';

export async function listUnrecordedSales(
  call: Call,
  { after, limit, reason, from, until }: In<typeof contract>,
): Promise<Out<typeof contract>> {
  const creatorId = creatorOf(call);
  const [found, counts] = await Promise.all([
    unrecordedOfCreator(call.env, creatorId, { reason, from, until }, placeOf(after), limit + 1),
    countsOfCreator(call.env, creatorId, { from, until }),
  ]);
  const { page, next } = pageOf(found, limit, (row) => ({ at: row.placedAt, id: row.ref }));
  const brands = new Map((await getBrands(call, [...new Set(page.map((row) => row.brandId))])).map((brand) => [brand.id, brand.name]));
  return {
    sales: page.map(({ ref, brandId, ...sale }) => ({ ...sale, id: ref, brand: { id: brandId, name: brands.get(brandId) ?? brandId } })),
    counts,
    next,
  };
}
