import { env } from 'cloudflare:test';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Domain, Handle, Key } from '#shared/contracts/accounts.ts';
import type { Id } from '#shared/ids.ts';
import { dayMs, hourMs, minuteMs } from '#shared/time.ts';
import {
  aCall,
  aPerson,
  codeIn,
  cookieIn,
  origin,
  type Person,
  requestOf,
  send,
  sendUnder,
  setClock,
  theOperator,
} from '#test/harness/caller.ts';
import { creatorAsked, getBrands, getCreators, listHosts, webhookSecrets } from '#worker/accounts/index.ts';
import { ask } from '#worker/base/sql.ts';

const findCreator = (creator: Parameters<typeof creatorAsked>[1]) => ask(creatorAsked(aCall(), creator));

afterEach(() => vi.restoreAllMocks());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) => send('POST', path, body, headers);
const as = (person: Person) => (method: string, path: string, body?: unknown) => send(method, path, body, { cookie: person.cookie });
const anEmail = () => `${crypto.randomUUID()}@people.test`;
const confirm = (code: string, headers: Record<string, string> = {}) => post('/v1/accounts/sign-in/confirm', { code }, headers);
const me = (cookie: string) => send('GET', '/v1/accounts/me', undefined, { cookie });
const linkOf = async (answer: Response): Promise<string> => (await answer.json<{ link: string }>()).link;
const refusalOf = async (answer: Response): Promise<[number, string, unknown]> => {
  const { error } = await answer.json<{ error: { code: string; facts?: { why?: string } } }>();
  return [answer.status, error.code, error.facts?.why];
};

describe('sign-in by one-time link', () => {
  test('a link opens one session, and the second time it is over', async () => {
    const code = codeIn(await linkOf(await post('/v1/accounts/sign-up', { kind: 'creator', name: ' Lina ', email: 'Lina@Link.test' })));
    const opened = await confirm(code);
    expect(await opened.json()).toEqual({ signedIn: true, tenant: 'creator' });
    expect(opened.headers.get('set-cookie')).toMatch(/^__Host-gloss=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=2592000$/);
    const answer = await (await me(cookieIn(opened, '__Host-gloss'))).json();
    expect(answer).toMatchObject({ user: { email: 'lina@link.test' }, tenant: { kind: 'creator', name: 'Lina' }, role: 'owner' });
    expect(await refusalOf(await confirm(code))).toEqual([410, 'gone', 'used']);
  });

  test('of many who spend a link at once, one comes in', async () => {
    const code = codeIn(await linkOf(await post('/v1/accounts/sign-up', { kind: 'brand', name: 'Race', email: anEmail() })));
    const answers = await Promise.all(Array.from({ length: 20 }, () => confirm(code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 410)]);
  });

  test('a link holds for 15 minutes and not a millisecond more', async () => {
    const asked = Date.now();
    setClock(asked);
    const ask = async () => codeIn(await linkOf(await post('/v1/accounts/sign-up', { kind: 'creator', name: 'Late', email: anEmail() })));
    const [early, late] = [await ask(), await ask()];
    setClock(asked + 15 * minuteMs - 1);
    expect((await confirm(early)).status).toBe(200);
    setClock(asked + 15 * minuteMs);
    expect(await refusalOf(await confirm(late))).toEqual([410, 'gone', 'expired']);
  });

  test('an unknown address gets the answer of a known one, and nothing is opened', async () => {
    const known = await aPerson('brand');
    vi.spyOn(console, 'log').mockReturnValue();
    const answers = await Promise.all(
      [known.email, anEmail()].map((email) =>
        sendUnder({ ENVIRONMENT: 'local' }, requestOf('POST', 'https://elsewhere.test/v1/accounts/sign-in/request', { email })),
      ),
    );
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(['{"sent":true}', '{"sent":true}']);
  });

  test('signing up with a known address sends its link and opens no second account', async () => {
    const first = await aPerson('creator', 'First');
    const link = await linkOf(await post('/v1/accounts/sign-up', { kind: 'brand', name: 'Second', email: first.email.toUpperCase() }));
    const answer = await me(cookieIn(await confirm(codeIn(link)), '__Host-gloss'));
    expect(await answer.json()).toMatchObject({ tenant: { kind: 'creator', name: 'First', id: first.tenant.id } });
    expect(await env.DB.prepare("SELECT count(*) AS n FROM accounts_brand WHERE name = 'Second'").first('n')).toBe(0);
  });

  test("a browser's link opens only in that browser, and a try elsewhere does not spend it", async () => {
    const browser = { 'sec-fetch-site': 'same-origin', origin };
    const asked = await post('/v1/accounts/sign-up', { kind: 'creator', name: 'Browser', email: anEmail() }, browser);
    const mark = cookieIn(asked, '__Host-gloss-browser');
    const code = codeIn(await linkOf(asked));
    expect(await refusalOf(await confirm(code))).toEqual([403, 'forbidden', 'other_browser']);
    const foreign = `__Host-gloss-browser=${'x'.repeat(43)}`;
    expect(await refusalOf(await confirm(code, { ...browser, cookie: foreign }))).toEqual([403, 'forbidden', 'other_browser']);
    expect((await confirm(code, { ...browser, cookie: mark })).status).toBe(200);
  });

  test('a second link asked for in the same browser leaves the first one good', async () => {
    const [first, second] = [await aPerson('creator'), await aPerson('creator')];
    const browser = { 'sec-fetch-site': 'same-origin', origin };
    const one = await post('/v1/accounts/sign-in/request', { email: first.email }, browser);
    const cookie = cookieIn(one, '__Host-gloss-browser');
    const two = await post('/v1/accounts/sign-in/request', { email: second.email }, { ...browser, cookie });
    expect(cookieIn(two, '__Host-gloss-browser')).toBe(cookie);
    expect((await confirm(codeIn(await linkOf(one)), { ...browser, cookie })).status).toBe(200);
    expect((await confirm(codeIn(await linkOf(two)), { ...browser, cookie })).status).toBe(200);
  });

  test('an address may ask five times an hour, however it is written', async () => {
    const start = Date.now();
    setClock(start);
    const { email } = await aPerson('creator');
    const ask = (written = email) => post('/v1/accounts/sign-in/request', { email: written });
    for (let times = 1; times < 5; times++) expect((await ask()).status).toBe(200);
    const refused = await ask(email.toUpperCase());
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('3600');
    setClock(start + hourMs);
    expect((await ask()).status).toBe(200);
  });

  test('a network may ask sixty times an hour; a /64 is one network', async () => {
    const ask = (address: string) => post('/v1/accounts/sign-in/request', { email: anEmail() }, { 'cf-connecting-ip': address });
    const answers = [];
    for (let times = 0; times < 61; times++) answers.push((await ask(`2001:db8:0:7::${times}`)).status);
    expect(answers.filter((status) => status === 200)).toHaveLength(60);
    expect((await ask('2001:db8::7:1:1:1:1')).status).toBe(429);
    expect((await ask('2001:db8:0:7:8:9:a:b')).status).toBe(429);
    expect((await ask('2001:db8:0:8::1')).status).toBe(200);
    expect((await ask('192.0.2.1')).status).toBe(200);
  });

  test('production without a mail provider says so, writes nothing and shows no link', async () => {
    const email = anEmail();
    for (const request of [
      requestOf('POST', '/v1/accounts/sign-up', { kind: 'brand', name: 'Prod', email }),
      requestOf('POST', '/v1/accounts/sign-in/request', { email: 'operator@gloss.test' }),
    ]) {
      const answer = await sendUnder({ ENVIRONMENT: 'production' }, request);
      expect(answer.status).toBe(503);
      expect(await answer.text()).not.toContain('code=');
    }
    expect(await env.DB.prepare('SELECT count(*) AS n FROM accounts_user WHERE email = ?1').bind(email).first('n')).toBe(0);
  });

  test('a local server reached under another name keeps the link in its terminal', async () => {
    const terminal = vi.spyOn(console, 'log').mockReturnValue();
    const { email } = await aPerson('creator');
    const ask = (host: string) =>
      sendUnder(
        { ENVIRONMENT: 'local', PUBLIC_ORIGIN: 'http://localhost:8787' },
        requestOf('POST', `https://${host}/v1/accounts/sign-in/request`, { email }),
      );
    expect(await (await ask('opened.example')).json()).toEqual({ sent: true });
    expect(terminal).toHaveBeenLastCalledWith(
      expect.stringMatching(/^sign-in link for creator: http:\/\/localhost:8787\/sign-in#code=[\w-]{43}$/),
    );
    expect(await (await ask('localhost')).json()).toMatchObject({ link: expect.stringContaining('http://localhost:8787/sign-in#code=') });
  });
});

describe('session', () => {
  test('it ends after 12 idle hours', async () => {
    const start = Date.now();
    setClock(start);
    const [stays, leaves] = [await aPerson('creator'), await aPerson('creator')];
    setClock(start + 12 * hourMs - 1);
    expect((await me(stays.cookie)).status).toBe(200);
    setClock(start + 12 * hourMs);
    expect((await me(stays.cookie)).status).toBe(200);
    expect((await me(leaves.cookie)).status).toBe(401);
  });

  test('it ends after 30 days, however busy', async () => {
    const start = Date.now();
    setClock(start);
    const { cookie } = await aPerson('creator');
    for (let at = start; at < start + 30 * dayMs; at += 11 * hourMs) {
      setClock(at);
      expect((await me(cookie)).status).toBe(200);
    }
    setClock(start + 30 * dayMs);
    expect((await me(cookie)).status).toBe(401);
  });

  test('signing out ends it at once and on the server', async () => {
    const person = await aPerson('creator');
    const answer = await as(person)('POST', '/v1/accounts/sign-out');
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-gloss=; .*Max-Age=0$/);
    expect((await me(person.cookie)).status).toBe(401);
  });

  test('signing in again in the same browser ends the session before', async () => {
    const person = await aPerson('creator');
    const link = await linkOf(await post('/v1/accounts/sign-in/request', { email: person.email }));
    const again = await confirm(codeIn(link), { cookie: person.cookie });
    expect((await me(person.cookie)).status).toBe(401);
    expect((await me(cookieIn(again, '__Host-gloss'))).status).toBe(200);
  });

  test.each([
    ['cut', (cookie: string) => cookie.slice(0, -1)],
    ['changed', (cookie: string) => cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
    ['twice', (cookie: string) => `${cookie}; ${cookie}`],
    ['empty', () => '__Host-gloss='],
    ['under another name', (cookie: string) => cookie.replace('__Host-', '')],
  ])('a cookie that is %s is nobody', async (_, spoil) => {
    const { cookie } = await aPerson('creator');
    expect((await me(spoil(cookie))).status).toBe(401);
  });

  test("the operator is who the settings name, and nobody once they don't", async () => {
    const { cookie, tenant } = await theOperator();
    expect(tenant).toEqual({ kind: 'operator', id: 'operator', name: 'Operator' });
    const later = await sendUnder({ OPERATOR_EMAIL: 'other@gloss.test' }, requestOf('GET', '/v1/accounts/me', undefined, { cookie }));
    expect(later.status).toBe(401);
  });
});

describe('API keys', () => {
  const addKey = (brand: Person, scopes: string[] = ['orders:read']) => as(brand)('POST', '/v1/accounts/keys', { name: 'Till', scopes });

  test('a key is shown once, has a form that scanners know, and is kept as a hash', async () => {
    const brand = await aPerson('brand');
    const { key, secret } = await (await addKey(brand)).json<{ key: Key; secret: string }>();
    expect(secret).toMatch(/^mk_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}$/);
    expect(secret.startsWith(`${key.start}_`)).toBe(true);
    const listed = await (await as(brand)('GET', '/v1/accounts/keys')).text();
    expect(JSON.parse(listed)).toEqual({ keys: [key] });
    expect(listed).not.toContain(secret);
  });

  test('two live keys at most, also when asked for at once', async () => {
    const brand = await aPerson('brand');
    const answers = await Promise.all([1, 2, 3, 4].map(() => addKey(brand)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409]);
    const { keys } = await (await as(brand)('GET', '/v1/accounts/keys')).json<{ keys: Key[] }>();
    expect((await as(brand)('DELETE', `/v1/accounts/keys/${keys[0]?.id}`)).status).toBe(200);
    expect((await addKey(brand)).status).toBe(200);
  });

  test('a revoked, changed, foreign-looking or empty key is refused', async () => {
    const brand = await aPerson('brand');
    const { key, secret } = await (await addKey(brand)).json<{ key: Key; secret: string }>();
    const orders = (authorization: string) => send('GET', '/v1/orders/list', undefined, { authorization });
    expect((await orders(`Bearer ${secret}`)).status).toBe(200);
    for (const spoilt of [
      `Bearer ${secret.slice(0, -1)}`,
      `Bearer ${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`,
      `Basic ${secret}`,
      'Bearer',
      '',
    ])
      expect((await orders(spoilt)).status).toBe(401);
    await as(brand)('DELETE', `/v1/accounts/keys/${key.id}`);
    expect((await orders(`Bearer ${secret}`)).status).toBe(401);
    const again = await (await as(brand)('DELETE', `/v1/accounts/keys/${key.id}`)).json<Key>();
    expect(again.revokedAt).not.toBeNull();
    expect(again.lastUsedAt).not.toBeNull();
  });
});

describe('webhook secret', () => {
  const secretOf = async (answer: Response) => await answer.json<{ secret: string; version: number; url: string }>();
  const keysAt = async (brand: Person, now: number) =>
    (await webhookSecrets(aCall(now), brand.tenant.id as Id<'brd'>)).map((key) => `whsec_${btoa(String.fromCharCode(...key))}`);

  test('the one before holds for 24 hours, then no more', async () => {
    const brand = await aPerson('brand');
    const now = Date.now();
    setClock(now);
    const before = await secretOf(await as(brand)('GET', '/v1/accounts/webhook-secret'));
    expect(before).toMatchObject({ version: 1, url: `${origin}/v1/orders/webhook/${brand.tenant.id}` });
    expect(await keysAt(brand, now)).toEqual([before.secret]);
    const after = await secretOf(await as(brand)('POST', '/v1/accounts/webhook-secret/rotate'));
    expect(after.secret).not.toBe(before.secret);
    expect(await keysAt(brand, now + 24 * hourMs - 1)).toEqual([after.secret, before.secret]);
    expect(await keysAt(brand, now + 24 * hourMs)).toEqual([after.secret]);
    const third = await secretOf(await as(brand)('POST', '/v1/accounts/webhook-secret/rotate'));
    expect(await keysAt(brand, now)).toEqual([third.secret, after.secret]);
  });

  test('brands have different ones, and an unknown brand has none', async () => {
    const [one, two] = [await aPerson('brand'), await aPerson('brand')];
    const [a, b] = await Promise.all([one, two].map((brand) => keysAt(brand, Date.now())));
    expect(a).not.toEqual(b);
    expect(await webhookSecrets(aCall(), aCall().newId('brd'))).toEqual([]);
  });
});

describe('handles', () => {
  const claim = async (creator: Person, platform: string, handle: string) =>
    (await as(creator)('POST', '/v1/accounts/handles', { platform, handle })).json<Handle>();
  const approve = (operator: Person, { id }: Handle | Domain, what = 'handles') =>
    as(operator)('POST', `/v1/accounts/${what}/${id}/approve`, { reason: 'code seen in the description' });

  test('a claim counts for nobody until it is proven, then for one creator only', async () => {
    const [lina, other, operator] = [await aPerson('creator', 'Lina'), await aPerson('creator'), await theOperator()];
    const [mine, theirs] = [
      await claim(lina, 'youtube', '@LinaCooks'),
      await claim(other, 'youtube', 'https://www.youtube.com/@linacooks'),
    ];
    expect(await findCreator({ platform: 'youtube', handle: '@linacooks' })).toBeUndefined();
    expect((await as(lina)('POST', `/v1/accounts/handles/${mine.id}/verify`)).status).toBe(422);
    expect((await approve(operator, mine)).status).toBe(200);
    expect(await findCreator({ platform: 'youtube', handle: 'LINACOOKS' })).toEqual({ id: lina.tenant.id, name: 'Lina' });
    expect(await findCreator({ platform: 'tiktok', handle: 'linacooks' })).toBeUndefined();
    expect((await approve(operator, theirs)).status).toBe(409);
    expect((await approve(operator, mine)).status).toBe(200);
  });

  test('a channel id is a handle too, and decides before the name', async () => {
    const [byId, byName, operator] = [await aPerson('creator'), await aPerson('creator'), await theOperator()];
    await approve(operator, await claim(byId, 'youtube', 'UC0123456789abcdefghijkl'));
    await approve(operator, await claim(byName, 'youtube', '@renamed'));
    const found = await findCreator({ platform: 'youtube', id: 'UC0123456789abcdefghijkl', handle: '@renamed' });
    expect(found?.id).toBe(byId.tenant.id);
    expect((await getCreators(aCall(), [byId.tenant.id as Id<'crt'>, aCall().newId('crt')])).map(({ id }) => id)).toEqual([byId.tenant.id]);
    expect(await findCreator({ platform: 'youtube' })).toBeUndefined();
  });

  test('claiming again gives the same claim; what is no handle is refused', async () => {
    const lina = await aPerson('creator');
    expect(await claim(lina, 'instagram', '@lina')).toEqual(await claim(lina, 'instagram', 'https://instagram.com/Lina/'));
    for (const [platform, handle] of [
      ['instagram', 'a b'],
      ['web', '127.0.0.1'],
      ['web', 'localhost'],
      ['web', 'router.lan'],
    ])
      expect((await as(lina)('POST', '/v1/accounts/handles', { platform, handle })).status).toBe(422);
  });

  test('the operator sees what waits, oldest first and page by page, and no longer what is done', async () => {
    const [lina, operator] = [await aPerson('creator', 'Waits'), await theOperator()];
    const first = await claim(lina, 'bilibili', 'first');
    const second = await claim(lina, 'bilibili', 'second');
    const waiting: string[] = [];
    let next: string | null = '';
    for (let pages = 0; next !== null && pages < 100; pages++) {
      const after: string = next === '' ? '' : `&after=${next}`;
      const page = await (await as(operator)('GET', `/v1/accounts/claims?kind=handle&limit=1${after}`)).json<{
        claims: { claim: Handle; claimedBy: string }[];
        next: string | null;
      }>();
      waiting.push(...page.claims.map((claimed) => claimed.claim.id));
      next = page.next;
    }
    expect(waiting.filter((id) => id === first.id || id === second.id)).toEqual([first.id, second.id]);
    await approve(operator, first);
    const rest = await (await as(operator)('GET', '/v1/accounts/claims?kind=handle&limit=100')).text();
    expect(rest).not.toContain(first.id);
    expect(rest).toContain(second.id);
  });
});

describe('domains', () => {
  const claim = async (brand: Person, host: string) => (await as(brand)('POST', '/v1/accounts/domains', { host })).json<Domain>();
  const verify = (brand: Person, { id }: Domain) => as(brand)('POST', `/v1/accounts/domains/${id}/verify`);
  const serveSites = (sites: Record<string, () => Response | Promise<Response>>) =>
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
      const site = sites[String(input)];
      return site ? site() : new Response('', { status: 404 });
    });
  const movedTo = (location: string) => () => new Response(null, { status: 302, headers: { location } });

  test('the code in the well-known file proves the host, for one brand only', async () => {
    const [brand, other, operator] = [await aPerson('brand', 'Nook'), await aPerson('brand'), await theOperator()];
    const [mine, theirs] = [await claim(brand, 'https://Nook.Example/about'), await claim(other, 'nook.example')];
    expect(mine).toMatchObject({ host: 'nook.example', evidence: 'https://nook.example/.well-known/gloss.txt', verifiedAt: null });
    serveSites({ [mine.evidence]: () => new Response(`# proof for Gloss\n${mine.code}\n${theirs.code}\n`) });
    expect(await listHosts(aCall(), brand.tenant.id as Id<'brd'>)).toEqual([]);
    expect((await (await verify(brand, mine)).json<Domain>()).verifiedAt).not.toBeNull();
    expect((await verify(other, theirs)).status).toBe(409);
    vi.restoreAllMocks();
    expect((await as(operator)('POST', `/v1/accounts/domains/${theirs.id}/approve`, { reason: 'asked' })).status).toBe(409);
    expect(await listHosts(aCall(), brand.tenant.id as Id<'brd'>)).toEqual(['nook.example']);
    expect(await getBrands(aCall(), [brand.tenant.id as Id<'brd'>])).toEqual([
      { id: brand.tenant.id, name: 'Nook', hosts: ['nook.example'] },
    ]);
  });

  test('a host may redirect to its own www and back, not to others and not in circles', async () => {
    const brand = await aPerson('brand');
    const mine = await claim(brand, 'moved.example');
    const file = () => new Response(mine.code);
    serveSites({
      [mine.evidence]: movedTo('https://www.moved.example/x'),
      'https://www.moved.example/x': movedTo('/y'),
      'https://www.moved.example/y': file,
    });
    expect((await verify(brand, mine)).status).toBe(200);
    const other = await claim(brand, 'leaves.example');
    for (const to of [
      'https://elsewhere.example/',
      'http://leaves.example/x',
      'https://127.0.0.1/',
      'http://localhost/',
      other.evidence,
      '//',
      'javascript:1',
    ]) {
      const visited = serveSites({ [other.evidence]: movedTo(to), 'https://elsewhere.example/': () => new Response(other.code) });
      visited.mockClear();
      expect((await verify(brand, other)).status, to).toBe(422);
      expect(
        visited.mock.calls.every(([input]) => String(input) === other.evidence),
        to,
      ).toBe(true);
      expect(visited.mock.calls.length, to).toBeLessThanOrEqual(4);
    }
  });

  test.each<[string, () => Response | Promise<Response>]>([
    ['is missing', () => new Response('', { status: 404 })],
    ['is empty', () => new Response('')],
    ['has another code', () => new Response('gloss-aaaaaaaaaaaaaaaa')],
    ['has the code inside another word', () => new Response('xgloss-')],
    ['is larger than 64 KiB', () => new Response('x '.repeat(33_000))],
    ['does not come', () => Promise.reject(new Error('refused'))],
    [
      'breaks off',
      () =>
        new Response(
          new ReadableStream({
            pull: (controller) => controller.error(new Error('gone')),
          }),
        ),
    ],
  ])('a file that %s proves nothing', async (_, site) => {
    const brand = await aPerson('brand');
    const mine = await claim(brand, 'unproven.example');
    serveSites({ [mine.evidence]: site });
    expect((await verify(brand, mine)).status).toBe(422);
    expect(await listHosts(aCall(), brand.tenant.id as Id<'brd'>)).toEqual([]);
  });

  test('hosts inside a network cannot be claimed', async () => {
    const brand = await aPerson('brand');
    for (const host of ['localhost', '10.0.0.1', '0x7f.1', '[::1]', 'db.internal', 'nook.example:8080', 'a@nook.example', 'nook example'])
      expect((await as(brand)('POST', '/v1/accounts/domains', { host })).status, host).toBe(422);
  });

  test('fifty claims at most', async () => {
    const brand = await aPerson('brand');
    const statuses = [];
    for (let at = 0; at < 51; at++) statuses.push((await as(brand)('POST', '/v1/accounts/domains', { host: `shop-${at}.example` })).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(50);
    expect(statuses.at(-1)).toBe(409);
    expect((await as(brand)('POST', '/v1/accounts/domains', { host: 'shop-0.example' })).status).toBe(200);
  });
});

describe('what is kept', () => {
  test('approvals, keys and secrets leave an audit row that nobody can change', async () => {
    const [brand, operator] = [await aPerson('brand'), await theOperator()];
    const domain = await (await as(brand)('POST', '/v1/accounts/domains', { host: 'audited.example' })).json<Domain>();
    const approve = () => as(operator)('POST', `/v1/accounts/domains/${domain.id}/approve`, { reason: 'contract signed' });
    await approve();
    await approve();
    const { key } = await (await as(brand)('POST', '/v1/accounts/keys', { name: 'Till', scopes: ['books:read'] })).json<{ key: Key }>();
    await as(brand)('DELETE', `/v1/accounts/keys/${key.id}`);
    await as(brand)('POST', '/v1/accounts/webhook-secret/rotate');
    const subjects = JSON.stringify([domain.id, key.id, brand.tenant.id]);
    const { results } = await env.DB.prepare(
      'SELECT what, subject_id AS subject, reason FROM accounts_audit WHERE subject_id IN (SELECT value FROM json_each(?1)) ORDER BY seq',
    )
      .bind(subjects)
      .all();
    expect(results).toEqual([
      { what: 'domain.approved', subject: domain.id, reason: 'contract signed' },
      { what: 'key.added', subject: key.id, reason: 'books:read' },
      { what: 'key.revoked', subject: key.id, reason: null },
      { what: 'webhook_secret.rotated', subject: brand.tenant.id, reason: null },
    ]);
    await expect(env.DB.prepare("UPDATE accounts_audit SET reason = 'x'").run()).rejects.toThrow('never changed');
    await expect(env.DB.prepare('DELETE FROM accounts_audit').run()).rejects.toThrow('never deleted');
  });

  test('no code, session, key or webhook secret is anywhere in the database or the log', async () => {
    const logged = vi.spyOn(console, 'log').mockReturnValue();
    const email = anEmail();
    const code = codeIn(await linkOf(await post('/v1/accounts/sign-up', { kind: 'brand', name: 'Quiet', email })));
    const cookie = cookieIn(await confirm(code), '__Host-gloss');
    const brand: Person = { email, cookie, tenant: { kind: 'brand', id: '', name: '' } };
    const { secret: key } = await (await as(brand)('POST', '/v1/accounts/keys', { name: 'k', scopes: ['books:read'] })).json<{
      secret: string;
    }>();
    const { secret: webhook } = await (await as(brand)('GET', '/v1/accounts/webhook-secret')).json<{ secret: string }>();
    const { results: tables } = await env.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'accounts%'").all<{
      name: string;
    }>();
    expect(tables.length).toBeGreaterThan(7);
    const dump = JSON.stringify(await Promise.all(tables.map(({ name }) => env.DB.prepare(`SELECT * FROM ${name}`).all())));
    expect(dump).toContain(email);
    for (const secret of [code, cookie.split('=')[1] ?? '', key, key.slice(-43), webhook, webhook.slice(6)]) {
      expect(secret.length).toBeGreaterThan(20);
      expect(dump).not.toContain(secret);
      expect(JSON.stringify(logged.mock.calls)).not.toContain(secret);
    }
    expect(JSON.stringify(logged.mock.calls)).not.toContain(email);
  });
});
