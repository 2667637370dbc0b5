import type { In, Out } from '#shared/contracts/endpoint.ts';
import { type addEndpoint as contract, endpointsMax } from '#shared/contracts/webhooks.ts';
import { fail } from '#shared/errors.ts';
import { endpointKey } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { secretText } from '../base/sign.ts';
import { assertAddress } from './address.ts';
import { chosenTypes } from './chosen-types.ts';
import { endpointNow, tenantOf } from './own-endpoint.ts';
import { addEndpointRow } from './store.ts';

export async function addEndpoint(call: Call, { url, eventTypes }: In<typeof contract>): Promise<Out<typeof contract>> {
  const tenant = tenantOf(call);
  await assertAddress(call.env, tenant, url);
  const id = call.newId('hok');
  const row = { id, tenant, url, eventTypes: chosenTypes(tenant, eventTypes), createdAt: call.now };
  const added = await addEndpointRow(call.env, row);
  if (added === 'too_many') fail('conflict', `An account may have ${endpointsMax} endpoints. Remove one first.`, { endpointsMax });
  if (added === 'there_already') fail('conflict', 'There is an endpoint at this address already.', { url });
  return { endpoint: await endpointNow(call, id), secret: secretText(await endpointKey(call.settings, id, 1)) };
}
