import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { switchEndpoint as contract } from '#shared/contracts/webhooks.ts';
import type { Call } from '../base/call.ts';
import { courierOf } from './courier-of.ts';
import { endpointNow, getOwn } from './own-endpoint.ts';
import { setEndpointState } from './store.ts';

/** The state is written first: the courier looks there before it sends. */
export async function switchEndpoint(call: Call, { endpointId, to }: In<typeof contract>): Promise<Out<typeof contract>> {
  const { id } = await getOwn(call, endpointId);
  await setEndpointState(call.env, id, to, call.now);
  await courierOf(call.env, id).switched(to === 'on');
  return endpointNow(call, id);
}
