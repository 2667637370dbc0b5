/** All SQL of endpoints. What is sent is in the courier of each. */
import { type EndpointState, type EventType, endpointsMax } from '#shared/contracts/webhooks.ts';
import type { Id } from '#shared/ids.ts';
import { isUniqueViolation, row, rows } from '../base/sql.ts';
import type { Env } from '../env.ts';

export type Tenant = { kind: 'brand'; id: Id<'brd'> } | { kind: 'creator'; id: Id<'crt'> };

export interface EndpointRow {
  id: Id<'hok'>;
  tenant: Tenant;
  url: string;
  eventTypes: readonly EventType[];
  secretVersion: number;
  rotatedAt: number | null;
  state: EndpointState;
  stateAt: number;
  createdAt: number;
}
interface Flat extends Omit<EndpointRow, 'tenant' | 'eventTypes'> {
  kind: Tenant['kind'];
  tenantId: string;
  eventTypes: string;
}
const columns = `id, tenant_kind AS kind, tenant_id AS tenantId, url, event_types AS eventTypes, secret_version AS secretVersion,
  rotated_at AS rotatedAt, state, state_at AS stateAt, created_at AS createdAt`;
// The columns were written from a typed tenant and typed events, so they are that.
const endpointOf = ({ kind, tenantId, eventTypes, ...rest }: Flat): EndpointRow => ({
  ...rest,
  tenant: { kind, id: tenantId } as Tenant,
  eventTypes: JSON.parse(eventTypes) as EventType[],
});

export async function findEndpoint(env: Env, id: Id<'hok'>): Promise<EndpointRow | undefined> {
  const found = await row<Flat>(env.DB.prepare(`SELECT ${columns} FROM webhooks_endpoint WHERE id = ?1`).bind(id));
  return found && endpointOf(found);
}

export async function endpointsOf(env: Env, tenantIds: readonly string[]): Promise<EndpointRow[]> {
  const statement = `SELECT ${columns} FROM webhooks_endpoint WHERE tenant_id IN (SELECT value FROM json_each(?1)) ORDER BY created_at, id`;
  return (await rows<Flat>(env.DB.prepare(statement).bind(JSON.stringify(tenantIds)))).map(endpointOf);
}

/** Creators that have an endpoint which hears this, by id. */
export const creatorsHearing = async (env: Env, type: EventType, after: string, limit: number): Promise<Id<'crt'>[]> =>
  (
    await rows<{ id: Id<'crt'> }>(
      env.DB.prepare(
        `SELECT DISTINCT tenant_id AS id FROM webhooks_endpoint, json_each(event_types)
         WHERE tenant_kind = 'creator' AND value = ?1 AND tenant_id > ?2 ORDER BY tenant_id LIMIT ?3`,
      ).bind(type, after, limit),
    )
  ).map(({ id }) => id);

/** @returns why not, when the tenant has as many as one may, or this address already */
export async function addEndpointRow(
  env: Env,
  { id, tenant, url, eventTypes, createdAt }: Pick<EndpointRow, 'id' | 'tenant' | 'url' | 'eventTypes' | 'createdAt'>,
): Promise<'added' | 'too_many' | 'there_already'> {
  const statement = env.DB.prepare(
    `INSERT INTO webhooks_endpoint (id, tenant_kind, tenant_id, url, event_types, state_at, created_at) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?6
     WHERE (SELECT count(*) FROM webhooks_endpoint WHERE tenant_id = ?3) < ?7`,
  ).bind(id, tenant.kind, tenant.id, url, JSON.stringify(eventTypes), createdAt, endpointsMax);
  return unlessThere(async () => ((await statement.run()).meta.changes > 0 ? 'added' : 'too_many'));
}

export async function changeEndpointRow(
  env: Env,
  { id, url, eventTypes }: Pick<EndpointRow, 'id' | 'url' | 'eventTypes'>,
): Promise<'changed' | 'there_already'> {
  const statement = env.DB.prepare('UPDATE webhooks_endpoint SET url = ?2, event_types = ?3 WHERE id = ?1');
  return unlessThere<'changed'>(async () => {
    await statement.bind(id, url, JSON.stringify(eventTypes)).run();
    return 'changed';
  });
}

export const setEndpointState = async (env: Env, id: Id<'hok'>, state: EndpointState, now: number): Promise<void> =>
  void (await env.DB.prepare('UPDATE webhooks_endpoint SET state = ?2, state_at = ?3 WHERE id = ?1 AND state <> ?2')
    .bind(id, state, now)
    .run());

/** By its courier: what its owner switched off stays so. */
export const stopEndpoint = async (env: Env, id: Id<'hok'>, state: 'failing' | 'gone', now: number): Promise<void> =>
  void (await env.DB.prepare("UPDATE webhooks_endpoint SET state = ?2, state_at = ?3 WHERE id = ?1 AND state = 'on'")
    .bind(id, state, now)
    .run());

export const rotateEndpoint = async (env: Env, id: Id<'hok'>, now: number): Promise<void> =>
  void (await env.DB.prepare('UPDATE webhooks_endpoint SET secret_version = secret_version + 1, rotated_at = ?2 WHERE id = ?1')
    .bind(id, now)
    .run());

export const removeEndpointRow = async (env: Env, id: Id<'hok'>): Promise<void> =>
  void (await env.DB.prepare('DELETE FROM webhooks_endpoint WHERE id = ?1').bind(id).run());

async function unlessThere<T>(write: () => Promise<T>): Promise<T | 'there_already'> {
  try {
    return await write();
  } catch (error) {
    if (isUniqueViolation(error)) return 'there_already';
    throw error;
  }
}
