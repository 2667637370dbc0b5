import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { listSources as listSourcesEndpoint, setSource as setSourceEndpoint } from '#shared/contracts/orders.ts';
import { assert } from '#shared/errors.ts';
import { brandOf, type Call } from '../base/call.ts';
import { forgetSecret, keepSecret, viewSources } from './source-store.ts';

export const listSources = async (call: Call): Promise<Out<typeof listSourcesEndpoint>> => ({
  sources: await viewSources(call, brandOf(call)),
});

export async function setSource(call: Call, { source, secret }: In<typeof setSourceEndpoint>): Promise<Out<typeof setSourceEndpoint>> {
  const brandId = brandOf(call);
  if (secret === null) await forgetSecret(call, { brandId, source });
  else await keepSecret(call, { brandId, source, secret });
  const view = (await viewSources(call, brandId)).find((one) => one.source === source);
  assert(view, 'every shop system has its view');
  return view;
}
