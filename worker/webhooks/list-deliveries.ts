import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { listDeliveries as contract } from '#shared/contracts/webhooks.ts';
import type { Call } from '../base/call.ts';
import { pageOf, placeOf } from '../base/cursor.ts';
import { courierOf } from './courier-of.ts';
import { getOwn } from './own-endpoint.ts';

export async function listDeliveries(call: Call, { endpointId, state, after, limit }: In<typeof contract>): Promise<Out<typeof contract>> {
  const { id } = await getOwn(call, endpointId);
  const found = await courierOf(call.env, id).list({ state, after: placeOf(after), limit: limit + 1 });
  const { page, next } = pageOf(found, limit, ({ madeAt, eventId }) => ({ at: madeAt, id: eventId }));
  return { deliveries: page, next };
}
