import { expect, test } from 'vitest';
import { consentVersion, items } from '#extension/base/storage.ts';
import { contentKey } from '#shared/content-key.ts';
import { bucketOf, entriesMax, keyHash, prefixOf } from '#shared/presence.ts';
import { minuteMs } from '#shared/time.ts';
import { aCard, aCardSet, aSnapshot, type FakeWorld, fakeWorld, workerOrigin } from '#test/harness/background.ts';
import { showDevice } from './device.ts';
import { readPage } from './recommend.ts';
import { answerConsent, setSite } from './settings.ts';
import { tabState } from './tabs.ts';

/** A page that is no article, video or product: a site's list of lamps, by its creator. */
const snapshot = aSnapshot({
  kind: 'page',
  url: 'https://mara.example/lamps',
  title: 'Lamps of a secret admirer',
  text: 'A word that must not leave',
  shopLinks: [],
  creator: { platform: 'web', handle: 'mara.example', name: 'Mara Lind' },
});
const seen = {
  address: 'https://mara.example/lamps?utm_source=news&user=4711',
  reader: 'article',
  snapshot,
  why: 'not_content',
  canDraw: true,
  came: { referrer: '', typed: false },
} as unknown as Parameters<typeof readPage>[1];
const key = contentKey(snapshot) ?? '';
const creator = 'creator:web:mara.example';

/** A worker that knows these keys. */
async function aWorld(known: readonly string[] = []): Promise<FakeWorld> {
  const world = fakeWorld();
  world.granted.add('https://*.mara.example/*').add('http://*.mara.example/*');
  await answerConsent(world.call, { given: true });
  await setSite(world.call, { site: 'mara.example', on: true });
  world.answer = (body) => {
    if (body !== undefined) return Response.json(aCardSet([aCard({ reasons: ['tagged_by_creator'] })]));
    const prefix = world.requests.at(-1)?.url.split('/').at(-1) ?? '';
    const hashes = known.map(keyHash).filter((hash) => prefixOf(hash) === prefix);
    return Response.json(bucketOf({ day: '2026-11-03', hashes, decoySeed: prefix }));
  };
  return world;
}
const addresses = (world: FakeWorld): string[] => world.requests.map(({ url }) => url.replace(workerOrigin, ''));
const lookUps = [key, creator].map((name) => `/v1/presence/${prefixOf(keyHash(name))}`);

test('of a page that is no content only four digits of a hash leave, and each request can be read afterwards', async () => {
  const world = await aWorld();
  expect(await readPage(world.call, seen)).toEqual({ kind: 'none', why: 'not_content' });
  expect(addresses(world)).toEqual(lookUps);
  expect(world.requests.map(({ body }) => body)).toEqual([undefined, undefined]);
  for (const path of addresses(world)) expect(path).toMatch(/^\/v1\/presence\/[0-9a-f]{4}$/);
  expect(JSON.stringify(world.requests)).not.toMatch(/mara|lamps|secret|admirer|4711|must not leave/i);
  const { sent } = await showDevice(world.call);
  expect(sent.map(({ path, body, answer }) => [path, body, answer])).toEqual(
    lookUps.toReversed().map((path) => ['/v1/presence/{prefix}', { prefix: path.slice(-4) }, 'ok']),
  );
});

test('two pages whose keys share four digits send the same, letter for letter', async () => {
  const [one, other] = twoPagesOfOnePrefix();
  const sent = [];
  for (const url of [one, other]) {
    const world = await aWorld();
    await readPage(world.call, { ...seen, address: url, snapshot: { ...snapshot, url, title: `A page at ${url}` } });
    sent.push(world.requests);
  }
  expect(one).not.toBe(other);
  expect(sent[0]).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
});

/** Among some hundred addresses two have the same first four digits. */
function twoPagesOfOnePrefix(): [string, string] {
  const seenAt = new Map<string, string>();
  for (let page = 0; page < 5000; page += 1) {
    const url = `https://mara.example/lamps/${page}`;
    const prefix = prefixOf(keyHash(contentKey({ ...snapshot, url }) ?? ''));
    const before = seenAt.get(prefix);
    if (before !== undefined) return [before, url];
    seenAt.set(prefix, url);
  }
  throw new Error('no two of 5,000 pages share four digits');
}

test('where its creator tagged something, the page is asked about like any content', async () => {
  const world = await aWorld([key, creator]);
  expect(await readPage(world.call, seen)).toMatchObject({ kind: 'notes', notes: [{ reasons: ['tagged_by_creator'] }] });
  expect(addresses(world)).toEqual([...lookUps, '/v1/recommend/cards']);
  expect(world.badges.get(7)).toBe('1');
});

test('a creator who is known and tagged nothing is said to be known; anybody else is not', async () => {
  const [known, other] = [await aWorld([creator]), await aWorld(['creator:web:other.example'])];
  for (const world of [known, other]) await readPage(world.call, seen);
  const state = { tabId: 7, address: seen.address };
  expect(await tabState(known.call, state)).toEqual({ kind: 'unsupported', site: 'mara.example', why: 'not_content', creatorKnown: true });
  expect(await tabState(other.call, state)).toEqual({ kind: 'unsupported', site: 'mara.example', why: 'not_content' });
});

test('a bucket is asked for once in half an hour', async () => {
  const world = await aWorld();
  await readPage(world.call, seen);
  world.later(30 * minuteMs - 1);
  await readPage(world.call, seen);
  expect(world.requests).toHaveLength(2);
  world.later(1);
  await readPage(world.call, seen);
  expect(world.requests).toHaveLength(4);
});

const cardsUrl = `${workerOrigin}/v1/recommend/cards`;
test.each<[string, Partial<typeof snapshot>, string?]>([
  ['a page that states no creator', { creator: null }],
  ['an entrance', { url: 'https://mara.example/' }],
  ['a cart', { url: 'https://mara.example/cart' }, 'https://mara.example/cart'],
  ['a search', { url: 'https://mara.example/search' }, 'https://mara.example/search?q=a+secret'],
])('nothing is asked about %s', async (_, change, address = seen.address) => {
  const world = await aWorld([key]);
  await readPage(world.call, { ...seen, address, snapshot: { ...snapshot, ...change } });
  expect(world.requests).toEqual([]);
});

test('content is asked about without a look-up: the answer itself says what is tagged', async () => {
  const world = await aWorld();
  await readPage(world.call, { ...seen, why: 'no_product' });
  expect(world.requests.map(({ url }) => url)).toEqual([cardsUrl]);
});

test.each<[string, FakeWorld['answer']]>([
  ['no answer', () => Promise.reject(new TypeError('failed to fetch'))],
  ['another form', () => Response.json({ day: '2026-11-03', entries: ['x'] })],
  ['a bucket beyond its limit', () => Response.json({ day: '2026-11-03', entries: Array(entriesMax + 1).fill(keyHash('x')) })],
  ['more bytes than any answer', () => new Response(`[${'1,'.repeat(300_000)}1]`)],
  ['a bucket that names the key without its day', () => Response.json({ day: '2026-11-03', entries: Array(50).fill(keyHash(key)) })],
])('%s is no hit, and says nothing wrong', async (_, answer) => {
  const world = await aWorld();
  world.answer = answer;
  expect(await readPage(world.call, seen)).toEqual({ kind: 'none', why: 'not_content' });
  expect(world.requests.every(({ url }) => url !== cardsUrl)).toBe(true);
});

test('nothing is looked up, nor anything else sent, on a yes to words that said less', async () => {
  const world = await aWorld([key]);
  await world.call.store.change(items.consent, () => ({ version: consentVersion - 1, answer: 'given', at: world.call.now }));
  expect(await readPage(world.call, seen)).toEqual({ kind: 'leave' });
  expect(await readPage(world.call, { ...seen, why: null })).toEqual({ kind: 'leave' });
  expect(world.requests).toEqual([]);
});

test('nothing is looked up before consent, or on a site that is off', async () => {
  const [unasked, off] = [await aWorld([key]), await aWorld([key])];
  await answerConsent(unasked.call, { given: false });
  await setSite(off.call, { site: 'mara.example', on: false });
  for (const world of [unasked, off]) {
    expect(await readPage(world.call, seen)).toEqual({ kind: 'leave' });
    expect(world.requests).toEqual([]);
  }
});
