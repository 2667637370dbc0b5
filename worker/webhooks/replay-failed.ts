import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { replayFailed as contract } from '#shared/contracts/webhooks.ts';
import { hourMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { limit } from '../base/rate-limit.ts';
import { courierOf } from './courier-of.ts';
import { getOwnOn } from './own-endpoint.ts';

export async function replayFailed(call: Call, { endpointId, since }: In<typeof contract>): Promise<Out<typeof contract>> {
  const { id } = await getOwnOn(call, endpointId);
  await limit(call, { what: 'webhook-replay-failed', whom: id, timesMax: 20, windowMs: hourMs });
  return { replayed: await courierOf(call.env, id).replay({ failedSince: since }) };
}
