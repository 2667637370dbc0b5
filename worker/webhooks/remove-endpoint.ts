import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { removeEndpoint as contract } from '#shared/contracts/webhooks.ts';
import type { Call } from '../base/call.ts';
import { courierOf } from './courier-of.ts';
import { getOwn } from './own-endpoint.ts';
import { removeEndpointRow } from './store.ts';

/** Should it end between the two, the courier finds no endpoint when it next wakes, and forgets by itself. */
export async function removeEndpoint(call: Call, { endpointId }: In<typeof contract>): Promise<Out<typeof contract>> {
  const { id } = await getOwn(call, endpointId);
  await removeEndpointRow(call.env, id);
  await courierOf(call.env, id).forget();
  return { removed: true };
}
