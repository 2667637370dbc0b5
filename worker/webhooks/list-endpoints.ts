import type { Out } from '#shared/contracts/endpoint.ts';
import type { listEndpoints as contract } from '#shared/contracts/webhooks.ts';
import type { Call } from '../base/call.ts';
import { endpointView, tenantOf } from './own-endpoint.ts';
import { endpointsOf } from './store.ts';

export async function listEndpoints(call: Call): Promise<Out<typeof contract>> {
  const found = await endpointsOf(call.env, [tenantOf(call).id]);
  return { endpoints: await Promise.all(found.map((row) => endpointView(call, row))) };
}
