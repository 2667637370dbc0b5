import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { replayDelivery as contract } from '#shared/contracts/webhooks.ts';
import { fail } from '#shared/errors.ts';
import { minuteMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { limit } from '../base/rate-limit.ts';
import { courierOf } from './courier-of.ts';
import { getDelivery } from './get-delivery.ts';
import { getOwnOn } from './own-endpoint.ts';

export async function replayDelivery(call: Call, ask: In<typeof contract>): Promise<Out<typeof contract>> {
  await getDelivery(call, ask);
  const { id } = await getOwnOn(call, ask.endpointId);
  await limit(call, { what: 'webhook-replay', whom: id, timesMax: 60, windowMs: minuteMs });
  await courierOf(call.env, id).replay({ eventId: ask.eventId });
  const found = await courierOf(call.env, id).get(ask.eventId);
  return found?.delivery ?? fail('not_found', 'There is no such delivery in the log.');
}
