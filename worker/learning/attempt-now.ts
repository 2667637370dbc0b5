import type { Out } from '#shared/contracts/endpoint.ts';
import type { attemptNow as contract } from '#shared/contracts/learning.ts';
import { hourMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { limit } from '../base/rate-limit.ts';
import { retrain } from './retrain.ts';

export async function attemptNow(call: Call): Promise<Out<typeof contract>> {
  await limit(call, { what: 'retrain', whom: 'operator', timesMax: 20, windowMs: hourMs });
  return retrain(call.env, { id: `by hand ${call.requestId}`, now: call.now });
}
