import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { listBaskets as contract } from '#shared/contracts/orders.ts';
import type { Id } from '#shared/ids.ts';
import type { Call } from '../base/call.ts';
import { idsOfSkus } from '../catalogue/index.ts';
import { basketsAfter } from './basket-store.ts';

/** Goods that the catalogue does not know are left out; a basket with fewer than two of the others says nothing. */
export async function listBaskets(call: Call, { after, limit }: In<typeof contract>): Promise<Out<typeof contract>> {
  const found = await basketsAfter(call.env, after ?? '', limit);
  const told = found.flatMap(({ brandId, skus }, basket) => skusIn(skus).map((sku) => ({ basket, brandId, sku })));
  const ids = await idsOfSkus(call, told);
  const baskets = found.map((): Id<'prd'>[] => []);
  for (const [at, { basket }] of told.entries()) {
    const id = ids[at];
    if (id) baskets[basket]?.push(id);
  }
  const next = found.length < limit ? null : (found.at(-1)?.ref ?? null);
  return { baskets: baskets.filter(({ length }) => length > 1), next };
}

/** As they were written by this room. */
const skusIn = (json: string): string[] => JSON.parse(json) as string[];
