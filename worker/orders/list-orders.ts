import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { listOrders as listOrdersEndpoint } from '#shared/contracts/orders.ts';
import { brandOf, type Call } from '../base/call.ts';
import { pageOf, placeOf } from '../base/cursor.ts';
import { orderLines } from './order-lines.ts';
import { ordersOfBrand } from './store.ts';

export async function listOrders(call: Call, { after, limit }: In<typeof listOrdersEndpoint>): Promise<Out<typeof listOrdersEndpoint>> {
  const found = await ordersOfBrand(call.env, brandOf(call), placeOf(after), limit + 1);
  const { page, next } = pageOf(found, limit, (row) => ({ at: row.placed_at, id: row.ref }));
  return { orders: await orderLines(call, page), next };
}
