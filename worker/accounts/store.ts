/** All SQL of accounts. What belongs together is written in one batch, which D1 runs whole or not at all. */
import { liveKeysMax, peopleMax, type TenantKind } from '#shared/contracts/accounts.ts';
import type { Role, Scope } from '#shared/contracts/endpoint.ts';
import { assert } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import type { Platform } from '#shared/platforms.ts';
import type { Call } from '../base/call.ts';
import type { Place } from '../base/cursor.ts';
import { ask, isUniqueViolation, type Question, question, row, rows } from '../base/sql.ts';

export const claimsMax = 50;
const keysListedMax = 100;
const hostsMax = 100;
const placesMax = 1000;
const peopleReadMax = 1000;

type Tenant = { kind: 'creator'; id: Id<'crt'> } | { kind: 'brand'; id: Id<'brd'> } | { kind: 'operator'; id: 'operator' };
export interface NewTenant {
  kind: TenantKind;
  id: string;
  name: string;
}
export interface UserRow {
  id: Id<'usr'>;
  email: string;
  tenant: Tenant;
  role: Role;
}
interface FlatUser {
  userId: Id<'usr'>;
  email: string;
  tenantKind: TenantKind;
  tenantId: string;
  role: Role;
}
const userColumns = 'u.id AS userId, u.email, u.tenant_kind AS tenantKind, u.tenant_id AS tenantId, u.role';
// The columns were written from a typed tenant, so kind and id agree.
const userOf = ({ userId, email, tenantKind, tenantId, role }: FlatUser): UserRow => ({
  id: userId,
  email,
  tenant: { kind: tenantKind, id: tenantId } as Tenant,
  role,
});

export interface NewSignIn {
  email: string;
  tenant: NewTenant | undefined;
  codeHash: string;
  browserHash: string | null;
  expiresAt: number;
}

/** Opens the tenant where the address is new, keeps the code where it is known. @returns whose link it is, undefined for an unknown address */
export async function addSignIn(
  call: Call,
  { email, tenant, codeHash, browserHash, expiresAt }: NewSignIn,
): Promise<TenantKind | undefined> {
  const db = call.env.DB;
  const statements = [
    ...(tenant ? openTenant(call, email, tenant) : []),
    db
      .prepare('DELETE FROM accounts_sign_in WHERE user_id = (SELECT id FROM accounts_user WHERE email = ?1) AND expires_at <= ?2')
      .bind(email, call.now),
    db
      .prepare(
        `INSERT INTO accounts_sign_in (code_hash, user_id, browser_hash, expires_at)
         SELECT ?1, id, ?2, ?3 FROM accounts_user WHERE email = ?4 AND removed_at IS NULL`,
      )
      .bind(codeHash, browserHash, expiresAt, email),
    db.prepare('SELECT tenant_kind AS kind FROM accounts_user WHERE email = ?1 AND removed_at IS NULL').bind(email),
  ];
  const results = await db.batch<{ kind: TenantKind }>(statements);
  return results.at(-1)?.results[0]?.kind;
}

function openTenant(call: Call, email: string, { kind, id, name }: NewTenant): D1PreparedStatement[] {
  const userId = call.newId('usr');
  const user = call.env.DB.prepare(
    `INSERT INTO accounts_user (id, email, tenant_kind, tenant_id, role, created_at) VALUES (?1, ?2, ?3, ?4, 'owner', ?5)
     ON CONFLICT (email) DO NOTHING`,
  ).bind(userId, email, kind, id, call.now);
  if (kind === 'operator') return [user];
  const table = kind === 'creator' ? 'accounts_creator' : 'accounts_brand';
  const tenant = call.env.DB.prepare(
    `INSERT INTO ${table} (id, name, created_at) SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM accounts_user WHERE id = ?4)`,
  ).bind(id, name, call.now, userId);
  return [user, tenant];
}

export interface Spending {
  codeHash: string;
  browserHash: string | null;
  tokenHash: string;
  /** The session that this one takes the place of. */
  endedHash: string | null;
}

/** Spends the code and opens the session, together. @returns undefined when the code cannot be spent (again, any more, or here) */
export async function spendSignIn(call: Call, { codeHash, browserHash, tokenHash, endedHash }: Spending): Promise<TenantKind | undefined> {
  const db = call.env.DB;
  const spent =
    'FROM accounts_sign_in s JOIN accounts_user u ON u.id = s.user_id AND u.removed_at IS NULL WHERE s.code_hash = ?1 AND s.used_by = ?2';
  const results = await db.batch<{ kind: TenantKind }>([
    db
      .prepare(
        `UPDATE accounts_sign_in SET used_at = ?2, used_by = ?3
         WHERE code_hash = ?1 AND used_at IS NULL AND expires_at > ?2 AND (browser_hash IS NULL OR browser_hash = ?4)`,
      )
      .bind(codeHash, call.now, call.requestId, browserHash),
    db
      .prepare(`INSERT INTO accounts_session (token_hash, user_id, created_at, seen_at) SELECT ?3, u.id, ?4, ?4 ${spent}`)
      .bind(codeHash, call.requestId, tokenHash, call.now),
    db
      .prepare(`UPDATE accounts_session SET ended_at = ?4 WHERE token_hash = ?3 AND ended_at IS NULL AND EXISTS (SELECT 1 ${spent})`)
      .bind(codeHash, call.requestId, endedHash, call.now),
    db.prepare(`SELECT u.tenant_kind AS kind ${spent}`).bind(codeHash, call.requestId),
  ]);
  return results.at(-1)?.results[0]?.kind;
}

export const findSignIn = (call: Call, codeHash: string): Promise<{ usedAt: number | null; expiresAt: number } | undefined> =>
  row(call.env.DB.prepare('SELECT used_at AS usedAt, expires_at AS expiresAt FROM accounts_sign_in WHERE code_hash = ?1').bind(codeHash));

export interface SessionRow {
  createdAt: number;
  seenAt: number;
  endedAt: number | null;
  user: UserRow;
}

export async function findSession(call: Call, tokenHash: string): Promise<SessionRow | undefined> {
  const found = await row<FlatUser & Omit<SessionRow, 'user'>>(
    call.env.DB.prepare(
      `SELECT s.created_at AS createdAt, s.seen_at AS seenAt, s.ended_at AS endedAt, ${userColumns}
       FROM accounts_session s JOIN accounts_user u ON u.id = s.user_id AND u.removed_at IS NULL WHERE s.token_hash = ?1`,
    ).bind(tokenHash),
  );
  return found && { createdAt: found.createdAt, seenAt: found.seenAt, endedAt: found.endedAt, user: userOf(found) };
}

export async function touchSession(call: Call, tokenHash: string): Promise<void> {
  await call.env.DB.prepare('UPDATE accounts_session SET seen_at = ?2 WHERE token_hash = ?1').bind(tokenHash, call.now).run();
}

export async function endSession(call: Call, tokenHash: string): Promise<void> {
  await call.env.DB.prepare('UPDATE accounts_session SET ended_at = ?2 WHERE token_hash = ?1 AND ended_at IS NULL')
    .bind(tokenHash, call.now)
    .run();
}

/** From where a creator works, for as long as such a name can be recognised. */
export async function keepPlace(call: Call, tokenHash: string, networkKey: string, keptMs: number): Promise<void> {
  const db = call.env.DB;
  await db.batch([
    db
      .prepare(
        `INSERT INTO accounts_place (creator_id, network_key, seen_at)
         SELECT u.tenant_id, ?2, ?3 FROM accounts_session s JOIN accounts_user u ON u.id = s.user_id
         WHERE s.token_hash = ?1 AND u.tenant_kind = 'creator'
         ON CONFLICT (creator_id, network_key) DO UPDATE SET seen_at = excluded.seen_at`,
      )
      .bind(tokenHash, networkKey, call.now),
    db.prepare('DELETE FROM accounts_place WHERE seen_at < ?1').bind(call.now - keptMs),
  ]);
}

export const placesOf = (call: Call, creatorIds: readonly Id<'crt'>[]): Promise<{ creatorId: Id<'crt'>; networkKey: string }[]> =>
  rows(
    call.env.DB.prepare(
      `SELECT creator_id AS creatorId, network_key AS networkKey FROM accounts_place
       WHERE creator_id IN (SELECT value FROM json_each(?1)) LIMIT ?2`,
    ).bind(JSON.stringify(creatorIds), placesMax),
  );

export async function dropOldPlaces(env: Call['env'], before: number): Promise<void> {
  await env.DB.prepare('DELETE FROM accounts_place WHERE seen_at < ?1').bind(before).run();
}

export const emailsOf = (call: Call, tenantIds: readonly string[]): Promise<{ tenantId: string; email: string }[]> =>
  rows(
    call.env.DB.prepare(
      'SELECT tenant_id AS tenantId, email FROM accounts_user WHERE tenant_id IN (SELECT value FROM json_each(?1)) LIMIT ?2',
    ).bind(JSON.stringify(tenantIds), peopleReadMax),
  );

export interface PersonRow {
  id: Id<'usr'>;
  email: string;
  role: Role;
  addedAt: number;
}
const personColumns = 'id, email, role, created_at AS addedAt';

export const listPersonRows = (call: Call, brandId: Id<'brd'>): Promise<PersonRow[]> =>
  rows(
    call.env.DB.prepare(
      `SELECT ${personColumns} FROM accounts_user WHERE tenant_kind = 'brand' AND tenant_id = ?1 AND removed_at IS NULL
       ORDER BY created_at, id LIMIT ?2`,
    ).bind(brandId, peopleMax),
  );

/** Names of people of one brand, also of those who were removed. */
export const getPeople = (call: Call, brandId: Id<'brd'>, ids: readonly string[]): Promise<{ id: Id<'usr'>; email: string }[]> =>
  rows(
    call.env.DB.prepare(
      `SELECT id, email FROM accounts_user WHERE tenant_kind = 'brand' AND tenant_id = ?1 AND id IN (SELECT value FROM json_each(?2))`,
    ).bind(brandId, JSON.stringify(ids)),
  );

/** @returns undefined when the address belongs to another account, or the brand has as many people as it may */
export async function addPersonRow(
  call: Call,
  { brandId, email, role }: { brandId: Id<'brd'>; email: string; role: Role },
): Promise<PersonRow | undefined> {
  const results = await call.env.DB.batch<PersonRow>([
    call.env.DB.prepare(
      `INSERT INTO accounts_user (id, email, tenant_kind, tenant_id, role, created_at) SELECT ?1, ?2, 'brand', ?3, ?4, ?5
       WHERE (SELECT count(*) FROM accounts_user WHERE tenant_kind = 'brand' AND tenant_id = ?3 AND removed_at IS NULL AND email <> ?2) < ?6
       ON CONFLICT (email) DO UPDATE SET role = excluded.role, removed_at = NULL
         WHERE tenant_kind = 'brand' AND tenant_id = excluded.tenant_id`,
    ).bind(call.newId('usr'), email, brandId, role, call.now, peopleMax),
    auditOfChange(call, { what: 'person.added', subjectId: brandId, reason: role }),
    call.env.DB.prepare(
      `SELECT ${personColumns} FROM accounts_user WHERE email = ?1 AND tenant_kind = 'brand' AND tenant_id = ?2 AND removed_at IS NULL`,
    ).bind(email, brandId),
  ]);
  return results.at(-1)?.results[0];
}

/** @returns false for the last owner */
export async function removePersonRow(call: Call, brandId: Id<'brd'>, id: Id<'usr'>): Promise<boolean> {
  const [removed] = await call.env.DB.batch([
    call.env.DB.prepare(
      `UPDATE accounts_user SET removed_at = ?3 WHERE id = ?1 AND tenant_kind = 'brand' AND tenant_id = ?2 AND removed_at IS NULL
       AND (role <> 'owner' OR (SELECT count(*) FROM accounts_user WHERE tenant_kind = 'brand' AND tenant_id = ?2 AND role = 'owner'
         AND removed_at IS NULL) > 1)`,
    ).bind(id, brandId, call.now),
    auditOfChange(call, { what: 'person.removed', subjectId: id, reason: null }),
  ]);
  return removed?.meta.changes === 1;
}

export interface KeyRow {
  id: Id<'key'>;
  brandId: Id<'brd'>;
  name: string;
  start: string;
  secretHash: string;
  scopes: readonly Scope[];
  createdAt: number;
  lastUsedAt: number | null;
  revokedAt: number | null;
}
type FlatKey = Omit<KeyRow, 'scopes'> & { scopes: string };
const keyColumns = `id, brand_id AS brandId, name, start, secret_hash AS secretHash, scopes, created_at AS createdAt,
  last_used_at AS lastUsedAt, revoked_at AS revokedAt`;
// Only addKeyRow writes scopes, and it writes a list of them.
const keyOf = (flat: FlatKey): KeyRow => ({ ...flat, scopes: JSON.parse(flat.scopes) as Scope[] });

/** @returns false when the brand has as many live keys as it may */
export async function addKeyRow(call: Call, key: KeyRow & { createdBy: Id<'usr'> }): Promise<boolean> {
  const [added] = await call.env.DB.batch([
    call.env.DB.prepare(
      `INSERT INTO accounts_key (id, brand_id, name, start, secret_hash, scopes, created_by, created_at) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
       WHERE (SELECT count(*) FROM accounts_key WHERE brand_id = ?2 AND revoked_at IS NULL) < ?9`,
    ).bind(key.id, key.brandId, key.name, key.start, key.secretHash, JSON.stringify(key.scopes), key.createdBy, key.createdAt, liveKeysMax),
    auditOfChange(call, { what: 'key.added', subjectId: key.id, reason: key.scopes.join(' ') }),
  ]);
  return added?.meta.changes === 1;
}

export async function findKey(call: Call, start: string): Promise<KeyRow | undefined> {
  const found = await row<FlatKey>(call.env.DB.prepare(`SELECT ${keyColumns} FROM accounts_key WHERE start = ?1`).bind(start));
  return found && keyOf(found);
}

export async function listKeyRows(call: Call, brandId: Id<'brd'>): Promise<KeyRow[]> {
  const statement = `SELECT ${keyColumns} FROM accounts_key WHERE brand_id = ?1 ORDER BY created_at DESC, id DESC LIMIT ?2`;
  return (await rows<FlatKey>(call.env.DB.prepare(statement).bind(brandId, keysListedMax))).map(keyOf);
}

export async function touchKey(call: Call, id: Id<'key'>): Promise<void> {
  await call.env.DB.prepare('UPDATE accounts_key SET last_used_at = ?2 WHERE id = ?1').bind(id, call.now).run();
}

export async function revokeKeyRow(call: Call, brandId: Id<'brd'>, id: Id<'key'>): Promise<KeyRow | undefined> {
  const results = await call.env.DB.batch<FlatKey>([
    call.env.DB.prepare('UPDATE accounts_key SET revoked_at = ?3 WHERE id = ?1 AND brand_id = ?2 AND revoked_at IS NULL').bind(
      id,
      brandId,
      call.now,
    ),
    auditOfChange(call, { what: 'key.revoked', subjectId: id, reason: null }),
    call.env.DB.prepare(`SELECT ${keyColumns} FROM accounts_key WHERE id = ?1 AND brand_id = ?2`).bind(id, brandId),
  ]);
  const found = results.at(-1)?.results[0];
  return found && keyOf(found);
}

export const findWebhookVersion = (call: Call, brandId: Id<'brd'>): Promise<{ version: number; rotatedAt: number | null } | undefined> =>
  row(
    call.env.DB.prepare('SELECT webhook_version AS version, webhook_rotated_at AS rotatedAt FROM accounts_brand WHERE id = ?1').bind(
      brandId,
    ),
  );

export async function rotateWebhookVersion(call: Call, brandId: Id<'brd'>): Promise<number> {
  const [rotated] = await call.env.DB.batch<{ version: number }>([
    call.env.DB.prepare(
      'UPDATE accounts_brand SET webhook_version = webhook_version + 1, webhook_rotated_at = ?2 WHERE id = ?1 RETURNING webhook_version AS version',
    ).bind(brandId, call.now),
    auditOfChange(call, { what: 'webhook_secret.rotated', subjectId: brandId, reason: null }),
  ]);
  const version = rotated?.results[0]?.version;
  assert(version !== undefined, 'a brand that calls exists');
  return version;
}

export interface HandleRow {
  id: Id<'han'>;
  creatorId: Id<'crt'>;
  platform: Platform;
  handle: string;
  handleKey: string;
  code: string;
  createdAt: number;
  verifiedAt: number | null;
}
const handleColumns = `h.id, h.creator_id AS creatorId, h.platform, h.handle, h.handle_key AS handleKey, h.code, h.created_at AS createdAt,
  h.verified_at AS verifiedAt`;

/** The claim, new or as it was; undefined when the creator has as many as one may. */
export async function addHandleRow(
  call: Call,
  { id, creatorId, platform, handle, handleKey, code }: HandleRow,
  presenceHash: string,
): Promise<HandleRow | undefined> {
  const results = await call.env.DB.batch<HandleRow>([
    call.env.DB.prepare(
      `INSERT INTO accounts_handle (id, creator_id, platform, handle, handle_key, code, created_at, presence_hash)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?9
       WHERE (SELECT count(*) FROM accounts_handle WHERE creator_id = ?2) < ?8 ON CONFLICT (creator_id, platform, handle_key) DO NOTHING`,
    ).bind(id, creatorId, platform, handle, handleKey, code, call.now, claimsMax, presenceHash),
    call.env.DB.prepare(`SELECT ${handleColumns} FROM accounts_handle h WHERE creator_id = ?1 AND platform = ?2 AND handle_key = ?3`).bind(
      creatorId,
      platform,
      handleKey,
    ),
  ]);
  return results.at(-1)?.results[0];
}

export const handlesWithoutHash = (call: Call, limit: number): Promise<Pick<HandleRow, 'id' | 'platform' | 'handleKey'>[]> =>
  rows(
    call.env.DB.prepare('SELECT id, platform, handle_key AS handleKey FROM accounts_handle WHERE presence_hash IS NULL LIMIT ?1').bind(
      limit,
    ),
  );

export async function keepHandleHashes(call: Call, hashed: readonly { id: Id<'han'>; hash: string }[]): Promise<void> {
  await call.env.DB.prepare(
    `UPDATE accounts_handle SET presence_hash = k.value ->> 'hash' FROM json_each(?1) k WHERE accounts_handle.id = k.value ->> 'id'`,
  )
    .bind(JSON.stringify(hashed))
    .run();
}

/** Of proven handles. */
export const hashesOfHandles = async (call: Call, prefix: string, limit: number): Promise<string[]> =>
  (
    await rows<{ hash: string }>(
      call.env.DB.prepare(
        `SELECT presence_hash AS hash FROM accounts_handle WHERE verified_at IS NOT NULL AND substr(presence_hash, 1, 4) = ?1
         ORDER BY presence_hash LIMIT ?2`,
      ).bind(prefix, limit),
    )
  ).map(({ hash }) => hash);

export const countHandlePrefixes = (call: Call): Promise<{ prefix: string; keys: number }[]> =>
  rows(
    call.env.DB.prepare(
      `SELECT substr(presence_hash, 1, 4) AS prefix, count(*) AS keys FROM accounts_handle
       WHERE verified_at IS NOT NULL AND presence_hash IS NOT NULL GROUP BY substr(presence_hash, 1, 4)`,
    ),
  );

export const findHandle = (call: Call, id: Id<'han'>): Promise<HandleRow | undefined> =>
  row(call.env.DB.prepare(`SELECT ${handleColumns} FROM accounts_handle h WHERE id = ?1`).bind(id));

/** @returns undefined when another creator has it */
export const approveHandleRow = (call: Call, id: Id<'han'>, why: Why): Promise<HandleRow | undefined> =>
  approve<HandleRow>(call, { id, why, table: 'accounts_handle', columns: handleColumns });

export const waitingHandles = (call: Call, after: Place | undefined, limit: number): Promise<(HandleRow & { claimedBy: string })[]> =>
  rows(
    call.env.DB.prepare(
      `SELECT ${handleColumns}, c.name AS claimedBy FROM accounts_handle h JOIN accounts_creator c ON c.id = h.creator_id
       WHERE h.verified_at IS NULL AND (h.created_at, h.id) > (?1, ?2) ORDER BY h.created_at, h.id LIMIT ?3`,
    ).bind(after?.at ?? -1, after?.id ?? '', limit),
  );

/** The first of the keys that someone has proven to own. */
export function ownerAsked(call: Call, platform: Platform, keys: readonly string[]): Question<{ id: Id<'crt'>; name: string } | undefined> {
  const statement = call.env.DB.prepare(
    `SELECT c.id, c.name FROM json_each(?2) k
     JOIN accounts_handle h ON h.platform = ?1 AND h.handle_key = k.value AND h.verified_at IS NOT NULL
     JOIN accounts_creator c ON c.id = h.creator_id ORDER BY k.key LIMIT 1`,
  );
  return question(statement.bind(platform, JSON.stringify(keys)), ([owner]: readonly { id: Id<'crt'>; name: string }[]) => owner);
}

export interface DomainRow {
  id: Id<'dom'>;
  brandId: Id<'brd'>;
  host: string;
  code: string;
  createdAt: number;
  verifiedAt: number | null;
}
const domainColumns = 'h.id, h.brand_id AS brandId, h.host, h.code, h.created_at AS createdAt, h.verified_at AS verifiedAt';

/** The claim, new or as it was; undefined when the brand has as many as one may. */
export async function addDomainRow(call: Call, { id, brandId, host, code }: DomainRow): Promise<DomainRow | undefined> {
  const results = await call.env.DB.batch<DomainRow>([
    call.env.DB.prepare(
      `INSERT INTO accounts_domain (id, brand_id, host, code, created_at) SELECT ?1, ?2, ?3, ?4, ?5
       WHERE (SELECT count(*) FROM accounts_domain WHERE brand_id = ?2) < ?6 ON CONFLICT (brand_id, host) DO NOTHING`,
    ).bind(id, brandId, host, code, call.now, claimsMax),
    call.env.DB.prepare(`SELECT ${domainColumns} FROM accounts_domain h WHERE brand_id = ?1 AND host = ?2`).bind(brandId, host),
  ]);
  return results.at(-1)?.results[0];
}

export const findDomain = (call: Call, id: Id<'dom'>): Promise<DomainRow | undefined> =>
  row(call.env.DB.prepare(`SELECT ${domainColumns} FROM accounts_domain h WHERE id = ?1`).bind(id));

/** @returns undefined when another brand has it */
export const approveDomainRow = (call: Call, id: Id<'dom'>, why: Why): Promise<DomainRow | undefined> =>
  approve<DomainRow>(call, { id, why, table: 'accounts_domain', columns: domainColumns });

export const waitingDomains = (call: Call, after: Place | undefined, limit: number): Promise<(DomainRow & { claimedBy: string })[]> =>
  rows(
    call.env.DB.prepare(
      `SELECT ${domainColumns}, b.name AS claimedBy FROM accounts_domain h JOIN accounts_brand b ON b.id = h.brand_id
       WHERE h.verified_at IS NULL AND (h.created_at, h.id) > (?1, ?2) ORDER BY h.created_at, h.id LIMIT ?3`,
    ).bind(after?.at ?? -1, after?.id ?? '', limit),
  );

export interface Profile {
  user: UserRow;
  name: string;
  handles: HandleRow[];
  domains: DomainRow[];
}

export async function getProfile(call: Call, userId: Id<'usr'>): Promise<Profile> {
  const found = await row<FlatUser & { name: string }>(
    call.env.DB.prepare(
      `SELECT ${userColumns}, coalesce(c.name, b.name, 'Operator') AS name FROM accounts_user u
       LEFT JOIN accounts_creator c ON c.id = u.tenant_id LEFT JOIN accounts_brand b ON b.id = u.tenant_id WHERE u.id = ?1`,
    ).bind(userId),
  );
  assert(found, 'a person with a session exists');
  const [handles, domains] = await Promise.all([
    rows<HandleRow>(
      call.env.DB.prepare(`SELECT ${handleColumns} FROM accounts_handle h WHERE creator_id = ?1 ORDER BY created_at, id`).bind(
        found.tenantId,
      ),
    ),
    rows<DomainRow>(
      call.env.DB.prepare(`SELECT ${domainColumns} FROM accounts_domain h WHERE brand_id = ?1 ORDER BY created_at, id`).bind(
        found.tenantId,
      ),
    ),
  ]);
  return { user: userOf(found), name: found.name, handles, domains };
}

/** Those of the creators that exist, in no order. */
export const getCreators = (call: Call, ids: readonly Id<'crt'>[]): Promise<{ id: Id<'crt'>; name: string }[]> =>
  rows(
    call.env.DB.prepare('SELECT id, name FROM accounts_creator WHERE id IN (SELECT value FROM json_each(?1))').bind(JSON.stringify(ids)),
  );

export interface NamedBrand {
  id: Id<'brd'>;
  name: string;
  /** Verified hosts, with the port where it is not the scheme's own: compare with `new URL(url).host`. */
  hosts: readonly string[];
}

/** Those of the brands that exist, in no order. */
export function brandsAsked(call: Call, ids: readonly Id<'brd'>[]): Question<NamedBrand[]> {
  const statement = call.env.DB.prepare(
    `SELECT id, name, (SELECT json_group_array(host) FROM accounts_domain d WHERE d.brand_id = b.id AND d.verified_at IS NOT NULL) AS hosts
     FROM accounts_brand b WHERE id IN (SELECT value FROM json_each(?1))`,
  );
  return question(statement.bind(JSON.stringify(ids)), (found: readonly { id: Id<'brd'>; name: string; hosts: string }[]) =>
    found.map(({ id, name, hosts }) => ({ id, name, hosts: (JSON.parse(hosts) as string[]).sort() })),
  );
}

export const getBrands = (call: Call, ids: readonly Id<'brd'>[]): Promise<NamedBrand[]> => ask(brandsAsked(call, ids));

/** In the order of ids, that of their beginning. */
export const nextBrandId = async (call: Call, after: string): Promise<Id<'brd'> | undefined> =>
  (await row<{ id: Id<'brd'> }>(call.env.DB.prepare('SELECT id FROM accounts_brand WHERE id > ?1 ORDER BY id LIMIT 1').bind(after)))?.id;

/** The verified hosts of one brand. */
export async function listHosts({ env }: Pick<Call, 'env'>, brandId: Id<'brd'>): Promise<string[]> {
  const statement = 'SELECT host FROM accounts_domain WHERE brand_id = ?1 AND verified_at IS NOT NULL ORDER BY host LIMIT ?2';
  return (await rows<{ host: string }>(env.DB.prepare(statement).bind(brandId, hostsMax))).map(({ host }) => host);
}

interface Why {
  what: string;
  reason: string;
}

async function approve<Row>(
  call: Call,
  { id, why, table, columns }: { id: string; why: Why; table: 'accounts_handle' | 'accounts_domain'; columns: string },
): Promise<Row | undefined> {
  const db = call.env.DB;
  try {
    const results = await db.batch<Row>([
      db.prepare(`UPDATE ${table} SET verified_at = ?2 WHERE id = ?1 AND verified_at IS NULL`).bind(id, call.now),
      auditOfChange(call, { ...why, subjectId: id }),
      db.prepare(`SELECT ${columns} FROM ${table} h WHERE id = ?1`).bind(id),
    ]);
    return results.at(-1)?.results[0];
  } catch (error) {
    if (isUniqueViolation(error)) return undefined;
    throw error;
  }
}

/** An audit row for the statement just before it in the batch, if that one changed anything. */
function auditOfChange(
  call: Call,
  { what, subjectId, reason }: { what: string; subjectId: string; reason: string | null },
): D1PreparedStatement {
  const { actor } = call;
  const actorId = 'userId' in actor ? actor.userId : 'keyId' in actor ? actor.keyId : 'nobody';
  return call.env.DB.prepare(
    `INSERT INTO accounts_audit (at, request_id, actor_id, what, subject_id, reason) SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE changes() > 0`,
  ).bind(call.now, call.requestId, actorId, what, subjectId, reason);
}
