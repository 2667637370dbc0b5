import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { sendTest as contract } from '#shared/contracts/webhooks.ts';
import { assert } from '#shared/errors.ts';
import { minuteMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { limit } from '../base/rate-limit.ts';
import { courierOf } from './courier-of.ts';
import { testEvent } from './made-event.ts';
import { getOwnOn } from './own-endpoint.ts';

const looksMax = 50;
const lookEveryMs = 100;

/** Waits a little for the first attempt, because whoever presses the button wants to see it. */
export async function sendTest(call: Call, { endpointId }: In<typeof contract>): Promise<Out<typeof contract>> {
  const { id } = await getOwnOn(call, endpointId);
  await limit(call, { what: 'webhook-test', whom: id, timesMax: 10, windowMs: minuteMs });
  const courier = courierOf(call.env, id);
  const event = testEvent(call.newId('evt'), id, call.now);
  await courier.take(id, [event], true);
  let found = await courier.get(event.id);
  for (let looks = 1; looks < looksMax && found?.delivery.attempts === 0; looks++) {
    await scheduler.wait(lookEveryMs);
    found = await courier.get(event.id);
  }
  assert(found, 'what was taken is there');
  return found.delivery;
}
