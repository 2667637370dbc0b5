import type { FeedProduct, importProducts as importProductsEndpoint } from '#shared/contracts/catalogue.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { listHosts } from '../accounts/index.ts';
import { brandOf, type Call } from '../base/call.ts';
import { judgeRow } from './row.ts';
import { keepProducts } from './store.ts';

/** Each row is judged alone; all good ones are written in one batch, so a call that dies leaves all of them or none. */
export async function importProducts(call: Call, { rows }: In<typeof importProductsEndpoint>): Promise<Out<typeof importProductsEndpoint>> {
  const brandId = brandOf(call);
  const rules = { hosts: await listHosts(call, brandId), localHosts: call.settings.LOCAL_HOSTS.split(',') };
  const good = new Map<string, FeedProduct>();
  const refused: { row: number; reason: string }[] = [];
  for (const [row, value] of rows.entries()) {
    const judged = judgeRow(value, rules);
    if ('reason' in judged) refused.push({ row, reason: judged.reason });
    else if (good.has(judged.product.sku))
      refused.push({ row, reason: `sku ${judged.product.sku} stands twice in these rows: only the first was taken` });
    else good.set(judged.product.sku, judged.product);
  }
  return { ...(await keepProducts(call, brandId, [...good.values()])), refused };
}
