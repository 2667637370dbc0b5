/** Endpoints as their owner sees them. */
import { type HookEndpoint, overlapHours } from '#shared/contracts/webhooks.ts';
import { fail } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { hourMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { courierOf } from './courier-of.ts';
import { type EndpointRow, findEndpoint, type Tenant } from './store.ts';

export function tenantOf({ actor }: Call): Tenant {
  if (actor.kind === 'brand') return { kind: 'brand', id: actor.id };
  if (actor.kind === 'creator') return { kind: 'creator', id: actor.id };
  throw new Error('broken promise: this verb is for brands and creators');
}

/** Somebody else's is not there. */
export async function getOwn(call: Call, endpointId: Id<'hok'>): Promise<EndpointRow> {
  const found = await findEndpoint(call.env, endpointId);
  return found && found.tenant.id === tenantOf(call).id ? found : fail('not_found', 'There is no such endpoint.');
}

/** For what sends: an endpoint that is off refuses. */
export async function getOwnOn(call: Call, endpointId: Id<'hok'>): Promise<EndpointRow> {
  const endpoint = await getOwn(call, endpointId);
  return endpoint.state === 'on' ? endpoint : fail('conflict', 'The endpoint is off. Switch it on first.', { state: endpoint.state });
}

export async function endpointView(call: Call, row: EndpointRow): Promise<HookEndpoint> {
  const { counts, pausedUntil } = await courierOf(call.env, row.id).standing();
  const overlapUntil = row.rotatedAt === null ? null : row.rotatedAt + overlapHours * hourMs;
  return {
    id: row.id,
    url: row.url,
    eventTypes: [...row.eventTypes],
    state: row.state,
    stateAt: row.stateAt,
    createdAt: row.createdAt,
    secretVersion: row.secretVersion,
    overlapUntil: overlapUntil !== null && overlapUntil > call.now ? overlapUntil : null,
    counts,
    pausedUntil,
  };
}

/** As it is now, after a change. */
export const endpointNow = async (call: Call, endpointId: Id<'hok'>): Promise<HookEndpoint> =>
  endpointView(call, await getOwn(call, endpointId));
