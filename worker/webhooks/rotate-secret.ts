import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { rotateSecret as contract } from '#shared/contracts/webhooks.ts';
import { endpointKey } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { secretText } from '../base/sign.ts';
import { endpointNow, getOwn } from './own-endpoint.ts';
import { rotateEndpoint } from './store.ts';

/** Rotating twice within a day leaves two secrets in force, not three: the last two. */
export async function rotateSecret(call: Call, { endpointId }: In<typeof contract>): Promise<Out<typeof contract>> {
  const { id } = await getOwn(call, endpointId);
  await rotateEndpoint(call.env, id, call.now);
  const endpoint = await endpointNow(call, id);
  return { endpoint, secret: secretText(await endpointKey(call.settings, id, endpoint.secretVersion)) };
}
