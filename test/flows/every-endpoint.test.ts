/// <reference types="vite/types/importMeta.d.ts" />
/** What holds for every endpoint because it is served at all. Runs from the list, so a new endpoint is covered when it is mounted. */
import { env, SELF } from 'cloudflare:test';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type AnyEndpoint, type Caller, type Scope, scopes } from '#shared/contracts/endpoint.ts';
import { aPerson, origin, type Person, send, theOperator } from '#test/harness/caller.ts';
import { servedEndpoints } from '#worker/app.ts';

const endpoints = servedEndpoints.map(({ endpoint }) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const);
const those = (holds: (endpoint: AnyEndpoint) => boolean) => endpoints.filter(([, endpoint]) => holds(endpoint));
const isOpen = ({ callers }: AnyEndpoint): boolean => callers.includes('anyone') || callers.includes('signature');
const takesBody = ({ body }: AnyEndpoint): boolean => !(body instanceof z.ZodUndefined);
const tenants = ['creator', 'brand', 'operator'] as const satisfies readonly Caller[];

/** A body for endpoints that name a foreign thing in their path: without one, the thing would not even be looked for. */
const bodies: Readonly<Record<string, unknown>> = {
  'post /v1/integrity/held/{creditId}/decide': { verdict: 'clear', note: 'seen' },
  'post /v1/integrity/held/{creditId}/appeal/decide': { verdict: 'upheld', note: 'seen' },
  'post /v1/integrity/cases/{creditId}/appeal': { text: 'why' },
  'post /v1/accounts/handles/{handleId}/approve': { reason: 'seen' },
  'post /v1/accounts/domains/{domainId}/approve': { reason: 'seen' },
  'put /v1/webhooks/endpoints/{endpointId}': { url: 'https://hooks.example/a', eventTypes: ['commission.held'] },
  'post /v1/webhooks/endpoints/{endpointId}/switch': { to: 'off' },
  'post /v1/webhooks/endpoints/{endpointId}/replay': { since: 0 },
  'put /v1/tags/{tagId}': { atSeconds: null, note: null },
  'put /v1/tags/contents/{contentId}/order': { tagIds: [`tag_${'0'.repeat(26)}`] },
};

interface World {
  creator: Person;
  brand: Person;
  operator: Person;
  /** Things of another creator and another brand, by the name of the path parameter. */
  foreign: Readonly<Record<string, string>>;
}
let world: World;
/** Keys of one brand each: with one scope, and with all but that one. */
const keys = new Map<Scope, { only: string; without: string }>();

beforeAll(async () => {
  const [creator, brand, operator, otherCreator, otherBrand] = [
    await aPerson('creator'),
    await aPerson('brand'),
    await theOperator(),
    await aPerson('creator'),
    await aPerson('brand'),
  ];
  const idMade = async (person: Person, path: string, body: unknown, at: (answer: unknown) => string) =>
    at(await (await send('POST', path, body, { cookie: person.cookie })).json());
  const idOf = (answer: unknown) => (answer as { id: string }).id;
  world = {
    creator,
    brand,
    operator,
    foreign: {
      handleId: await idMade(otherCreator, '/v1/accounts/handles', { platform: 'tiktok', handle: 'foreign' }, idOf),
      domainId: await idMade(otherBrand, '/v1/accounts/domains', { host: 'foreign.example' }, idOf),
      keyId: await idMade(otherBrand, '/v1/accounts/keys', { name: 'k', scopes: ['books:read'] }, (answer) =>
        idOf((answer as { key: unknown }).key),
      ),
      userId: await personOf(otherBrand),
      brandId: otherBrand.tenant.id,
      creditId: await aHeldCredit(otherBrand.tenant.id, otherCreator.tenant.id),
      endpointId: await idMade(
        otherCreator,
        '/v1/webhooks/endpoints',
        { url: 'https://hooks.example/foreign', eventTypes: ['commission.held'] },
        (answer) => idOf((answer as { endpoint: unknown }).endpoint),
      ),
      eventId: `evt_${'0'.repeat(26)}`,
      adjustmentId: await anAdjustment(otherBrand, otherCreator),
      fileId: await aFile(otherBrand.tenant.id),
      orderRef: await anOrder(otherBrand.tenant.id),
      ...(await aTag(otherCreator.tenant.id)),
      // Named by open endpoints only; one for a tenant would need a product of another brand here.
      productId: `prd_${'0'.repeat(26)}`,
      version: '0'.repeat(64),
      prefix: '0a1f',
      token: 'v1.k1.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    },
  };
  for (const scope of scopes) {
    const owner = await aPerson('brand');
    const keyWith = async (kept: readonly Scope[]) => {
      const answer = await send('POST', '/v1/accounts/keys', { name: scope, scopes: kept }, { cookie: owner.cookie });
      return (await answer.json<{ secret: string }>()).secret;
    };
    keys.set(scope, { only: await keyWith([scope]), without: await keyWith(scopes.filter((other) => other !== scope)) });
  }
});

/** As the books tell it; nobody's review reaches a book here. */
async function aHeldCredit(brandId: string, creatorId: string): Promise<string> {
  const id = `crd_${'0'.repeat(21)}12345`;
  await env.DB.prepare(
    `INSERT INTO integrity_credit (id, order_ref, brand_id, source, order_id, creator_id, placed_at, base_minor, worth_minor, currency, state, rules,
       is_refunded, seq) VALUES (?, ?, ?, 'webhook', 'foreign', ?, 1, 1000, 100, 'USD', 'in_review', '["too_fast@1"]', 0, 1)`,
  )
    .bind(id, `ord_${'0'.repeat(26)}`, brandId, creatorId)
    .run();
  return id;
}

const personOf = async ({ cookie }: Person): Promise<string> =>
  (await (await send('GET', '/v1/accounts/me', undefined, { cookie })).json<{ user: { id: string } }>()).user.id;

async function anAdjustment({ cookie }: Person, creator: Person): Promise<string> {
  const body = {
    requestId: 'one',
    creatorId: creator.tenant.id,
    currency: 'USD',
    amountMinor: 60_000,
    reason: 'goodwill',
    note: 'x',
    creditId: null,
  };
  return (await (await send('POST', '/v1/payouts/adjustments', body, { cookie })).json<{ id: string }>()).id;
}

async function aFile(brandId: string): Promise<string> {
  const id = `pfl_${'0'.repeat(21)}12345`;
  await env.DB.prepare("INSERT INTO payouts_file (file_id, brand_id, request_id, made_at, made_by) VALUES (?, ?, 'one', 1, 'x')")
    .bind(id, brandId)
    .run();
  return id;
}

async function anOrder(brandId: string): Promise<string> {
  const ref = `ord_${'0'.repeat(21)}12345`;
  await env.DB.prepare(
    `INSERT INTO orders_order (ref, brand_id, seq, order_id, placed_at, recorded_at, currency, gross_minor, refunded_minor, skus, generation)
     VALUES (?, ?, 1, 'foreign', 1, 1, 'USD', 1000, 0, '[]', 0)`,
  )
    .bind(ref, brandId)
    .run();
  return ref;
}

async function aTag(creatorId: string): Promise<{ contentId: string; tagId: string }> {
  const [contentId, tagId] = [`con_${'0'.repeat(21)}12345`, `tag_${'0'.repeat(21)}12345`];
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO tags_content (id, creator_id, platform, handle, handle_key, key, key_hash, address, created_at)
       VALUES (?, ?, 'web', 'foreign.example', 'foreign.example', 'web:foreign.example/a', ?, 'https://foreign.example/a', 1)`,
    ).bind(contentId, creatorId, '0'.repeat(64)),
    env.DB.prepare(
      "INSERT INTO tags_tag (id, content_id, product_id, brand_id, place, added_at) VALUES (?, ?, 'prd_1', 'brd_1', 0, 1)",
    ).bind(tagId, contentId),
  ]);
  return { contentId, tagId };
}

/** The endpoint's address with a thing in it that exists but belongs to another tenant. */
function pathOf(endpoint: AnyEndpoint): string {
  return endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = world.foreign[name];
    if (id === undefined) throw new Error(`add a foreign thing for the path parameter ${name} to the world of this test`);
    return id;
  });
}
const ask = (endpoint: AnyEndpoint, headers: Record<string, string>, body: unknown = takesBody(endpoint) ? {} : undefined) =>
  send(endpoint.method.toUpperCase(), pathOf(endpoint), body, { ...headers });
const codeOf = async (answer: Response): Promise<string> => (await answer.json<{ error: { code: string } }>()).error.code;
const ownerOf = ({ callers }: AnyEndpoint): Person => world[tenants.find((kind) => callers.includes(kind)) ?? 'brand'];

test('every endpoint of every contract is served, once', () => {
  const contracts = import.meta.glob<Record<string, unknown>>('../../shared/contracts/*.ts', { eager: true });
  const described = Object.values(contracts)
    .flatMap((contract) => Object.values(contract))
    .filter((value) => typeof value === 'object' && value !== null && 'callers' in value)
    .map((value) => `${(value as AnyEndpoint).method} ${(value as AnyEndpoint).path}`);
  expect(endpoints.map(([name]) => name).sort()).toEqual(described.sort());
});

describe('without proof of who calls there is no answer', () => {
  test.each(those((endpoint) => !isOpen(endpoint)))('%s', async (_, endpoint) => {
    const answer = await ask(endpoint, {});
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'unauthenticated']);
  });
  test.each(those(({ callers }) => callers.includes('signature')))('%s, unsigned', async (_, endpoint) => {
    const answer = await ask(endpoint, {});
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'invalid_signature']);
  });
});

describe('another kind of tenant is refused', () => {
  test.each(those((endpoint) => !isOpen(endpoint) && !endpoint.callers.includes('signed_in')))('%s', async (_, endpoint) => {
    for (const kind of tenants.filter((tenant) => !endpoint.callers.includes(tenant))) {
      const answer = await ask(endpoint, { cookie: world[kind].cookie });
      expect([kind, answer.status, await codeOf(answer)]).toEqual([kind, 403, 'forbidden']);
    }
  });
});

describe('a role that is not named is refused', () => {
  test.each(those(({ roles }) => roles !== undefined))('%s', async (_, endpoint) => {
    const owner = ownerOf(endpoint);
    for (const role of ['finance', 'analyst'].filter((one) => !endpoint.roles?.some((named) => named === one))) {
      await env.DB.prepare('UPDATE accounts_user SET role = ?2 WHERE email = ?1').bind(owner.email, role).run();
      expect([role, (await ask(endpoint, { cookie: owner.cookie })).status]).toEqual([role, 403]);
    }
    await env.DB.prepare("UPDATE accounts_user SET role = 'owner' WHERE email = ?1").bind(owner.email).run();
  });
});

describe('an API key reaches only what its scope names', () => {
  test.each(those((endpoint) => !isOpen(endpoint)))('%s', async (_, endpoint) => {
    for (const scope of scopes) {
      const { only, without } = keys.get(scope) ?? { only: '', without: '' };
      const [one, rest] = await Promise.all([only, without].map((key) => ask(endpoint, { authorization: `Bearer ${key}` })));
      if (endpoint.scope === scope) expect([401, 403]).not.toContain(one?.status);
      else expect(one?.status).toBe(403);
      if (endpoint.scope === scope || endpoint.scope === undefined) expect(rest?.status).toBe(403);
    }
  });
});

describe("another tenant's things are not there", () => {
  const named = those((endpoint) => !isOpen(endpoint) && endpoint.path.includes('{') && !endpoint.callers.includes('operator'));
  test.each(named)('%s', async (name, endpoint) => {
    if (takesBody(endpoint) && bodies[name] === undefined) throw new Error(`add a body for ${name} to this test`);
    const answer = await ask(endpoint, { cookie: ownerOf(endpoint).cookie }, bodies[name]);
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'not_found']);
  });
});

describe('an id that is nothing is not there, and what is no id is refused', () => {
  const named = those((endpoint) => !isOpen(endpoint) && endpoint.path.includes('{'));
  test.each(named)('%s', async (name, endpoint) => {
    const { cookie } = ownerOf(endpoint);
    const withId = (change: (id: string) => string) =>
      endpoint.path.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => change(world.foreign[parameter] ?? ''));
    const missing = await send(
      endpoint.method.toUpperCase(),
      withId((id) => `${id.slice(0, -4)}0000`),
      bodies[name],
      { cookie },
    );
    expect(missing.status).toBe(404);
    for (const spoil of [(id: string) => `${id}0`, (id: string) => id.toUpperCase(), () => `xxx_${'0'.repeat(26)}`, () => "'--"]) {
      const answer = await send(endpoint.method.toUpperCase(), withId(spoil), bodies[name], { cookie });
      expect([answer.status, await codeOf(answer)]).toEqual([400, 'invalid_request']);
    }
  });
});

describe('a malformed body is refused before anything happens', () => {
  test.each(those((endpoint) => takesBody(endpoint) && !endpoint.callers.includes('signature')))('%s', async (_, endpoint) => {
    const { cookie } = ownerOf(endpoint);
    const raw = async (body: BodyInit, type = 'application/json') => {
      const headers = { 'content-type': type, ...(isOpen(endpoint) ? {} : { cookie }) };
      const answer = await fetchRaw(endpoint, { headers, body });
      return [answer.status, await codeOf(answer)];
    };
    for (const body of ['', '{', 'null', '[]', '"x"', '1', '{"unexpected":1}', '{"__proto__":{"a":1}}', new Uint8Array([0x7b, 0xff, 0x7d])])
      expect(await raw(body)).toEqual([400, 'invalid_request']);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect(await raw('{}', type)).toEqual([415, 'unsupported_media_type']);
  });

  test.each(those(takesBody))('%s knows no key that its contract does not name', (_, endpoint) => {
    expect(openObjects(z.toJSONSchema(endpoint.body, { io: 'input', unrepresentable: 'any' }))).toEqual([]);
  });
});

describe('a query that the contract does not name is refused', () => {
  test.each(those((endpoint) => endpoint.method === 'get' && !isOpen(endpoint)))('%s', async (_, endpoint) => {
    const answer = await send('GET', `${pathOf(endpoint)}?unexpected=1`, undefined, { cookie: ownerOf(endpoint).cookie });
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'invalid_request']);
  });
});

describe('a body over its limit is refused, announced or not', () => {
  test.each(those(({ method }) => method !== 'get'))('%s', async (_, endpoint) => {
    const bytes = (endpoint.bodyBytesMax ?? 64 * 1024) + 1;
    const headers = { 'content-type': 'application/json', ...(isOpen(endpoint) ? {} : { cookie: ownerOf(endpoint).cookie }) };
    const text = `{"x":"${'a'.repeat(bytes - 8)}"}`;
    expect(text.length).toBe(bytes);
    const stream = new Blob([text]).stream();
    for (const body of [text, stream]) {
      const answer = await fetchRaw(endpoint, { headers, body });
      expect([answer.status, await codeOf(answer)]).toEqual([413, 'too_large']);
    }
  });
});

describe("another site's page changes nothing with a person's cookie", () => {
  test.each(those(({ method }) => method !== 'get'))('%s', async (_, endpoint) => {
    const { cookie } = ownerOf(endpoint);
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null' },
    ]) {
      const answer = await ask(endpoint, { cookie, ...headers } as Record<string, string>);
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'forbidden']);
    }
  });
});

/** Answers that are the same for everybody and say nothing of anybody. */
const cacheable = ['get /v1/presence/{prefix}'];

describe('every answer is kept from caches, frames and sniffing, and names its request', () => {
  test.each(endpoints)('%s', async (name, endpoint) => {
    const { headers } = await ask(endpoint, {});
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cache-control')).toContain(cacheable.includes(name) ? 'public' : 'no-store');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-request-id')).toMatch(/^req_/);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('the OpenAPI document describes exactly what is served', async () => {
  const answer = await send('GET', '/v1/openapi.json');
  const { openapi, paths } = await answer.json<{ openapi: string; paths: Record<string, Record<string, { summary: string }>> }>();
  expect(openapi).toBe('3.1.0');
  const described = Object.entries(paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method} ${path}`));
  expect(described.sort()).toEqual(endpoints.map(([name]) => name).sort());
  for (const [, endpoint] of endpoints) expect(paths[endpoint.path]?.[endpoint.method]?.summary).toBe(endpoint.summary);
});

function fetchRaw(endpoint: AnyEndpoint, { headers, body }: { headers: Record<string, string>; body: BodyInit }): Promise<Response> {
  return SELF.fetch(new Request(`${origin}${pathOf(endpoint)}`, { method: endpoint.method.toUpperCase(), headers, body }));
}

/** Paths of objects in a JSON schema that take keys nobody named. A record's keys are its data, so it bounds them by a schema. */
function openObjects(schema: unknown, at = 'body'): string[] {
  if (Array.isArray(schema)) return schema.flatMap((part, index) => openObjects(part, `${at}[${index}]`));
  if (schema === null || typeof schema !== 'object') return [];
  const node = schema as Record<string, unknown>;
  const isOpenObject = node['type'] === 'object' && node['additionalProperties'] !== false && node['propertyNames'] === undefined;
  return [...(isOpenObject ? [at] : []), ...Object.entries(node).flatMap(([name, part]) => openObjects(part, `${at}.${name}`))];
}
