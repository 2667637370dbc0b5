import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { changeEndpoint as contract } from '#shared/contracts/webhooks.ts';
import { fail } from '#shared/errors.ts';
import type { Call } from '../base/call.ts';
import { assertAddress } from './address.ts';
import { chosenTypes } from './chosen-types.ts';
import { endpointNow, getOwn } from './own-endpoint.ts';
import { changeEndpointRow } from './store.ts';

export async function changeEndpoint(call: Call, { endpointId, url, eventTypes }: In<typeof contract>): Promise<Out<typeof contract>> {
  const { id, tenant } = await getOwn(call, endpointId);
  await assertAddress(call.env, tenant, url);
  const changed = await changeEndpointRow(call.env, { id, url, eventTypes: chosenTypes(tenant, eventTypes) });
  if (changed === 'there_already') fail('conflict', 'There is an endpoint at this address already.', { url });
  return endpointNow(call, id);
}
