import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { getDelivery as contract } from '#shared/contracts/webhooks.ts';
import { fail } from '#shared/errors.ts';
import type { Call } from '../base/call.ts';
import { courierOf } from './courier-of.ts';
import { getOwn } from './own-endpoint.ts';

export async function getDelivery(call: Call, { endpointId, eventId }: In<typeof contract>): Promise<Out<typeof contract>> {
  const { id } = await getOwn(call, endpointId);
  return (await courierOf(call.env, id).get(eventId)) ?? fail('not_found', 'There is no such delivery in the log.');
}
