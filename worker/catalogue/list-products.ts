import type { listProducts as listProductsEndpoint } from '#shared/contracts/catalogue.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { brandOf, type Call } from '../base/call.ts';
import { listBySku } from './store.ts';

export async function listProducts(
  call: Call,
  { after, limit }: In<typeof listProductsEndpoint>,
): Promise<Out<typeof listProductsEndpoint>> {
  const found = await listBySku(call, { brandId: brandOf(call), afterSku: after ?? '', limit: limit + 1 });
  const products = found.slice(0, limit);
  return { products, next: found.length > limit ? (products.at(-1)?.sku ?? null) : null };
}
