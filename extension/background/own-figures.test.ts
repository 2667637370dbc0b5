import { expect, test } from 'vitest';
import { patternsOf } from '#extension/base/sites.ts';
import { items } from '#extension/base/storage.ts';
import { hourMs } from '#shared/time.ts';
import { aCardSet, aSnapshot, type FakeWorld, fakeWorld, startAt, workerOrigin } from '#test/harness/background.ts';
import { showDevice } from './device.ts';
import { readPage } from './recommend.ts';
import { answerConsent, getSettings, setChoices, setSite } from './settings.ts';

const figures = {
  since: startAt,
  asOf: startAt,
  cards: { seen: 10, opened: 1 },
  orders: 3,
  sums: [{ currency: 'EUR', baseMinor: 30_000, heldMinor: 3000, releasedMinor: 0, reversedMinor: 0 }],
  band: null,
};
const me = {
  user: { id: 'usr_01h2xcejqtf2nbrexx3vqjhp41', email: 'mara@mara.example' },
  tenant: { kind: 'creator', id: 'crt_01h2xcejqtf2nbrexx3vqjhp41', name: 'Mara Lind' },
  role: 'owner',
  handles: [
    { id: 'han_01h2xcejqtf2nbrexx3vqjhp41', platform: 'web', handle: 'mara.example', code: 'x', evidence: 'y', verifiedAt: startAt },
    { id: 'han_01h2xcejqtf2nbrexx3vqjhp42', platform: 'web', handle: 'other.example', code: 'x', evidence: 'y', verifiedAt: null },
  ],
  domains: [],
};

async function world({ own = true, signedIn = true, isBroken = false } = {}): Promise<FakeWorld> {
  const made = fakeWorld();
  for (const pattern of patternsOf('mara.example')) made.granted.add(pattern);
  await answerConsent(made.call, { given: true });
  await setChoices(made.call, { stats: true, own });
  await setSite(made.call, { site: 'mara.example', on: true });
  made.answer = (_, url) => {
    if (url.endsWith('/v1/accounts/me'))
      return signedIn ? Response.json(me) : Response.json({ error: { code: 'unauthenticated', message: 'nobody' } }, { status: 401 });
    if (url.includes('/v1/creators/content')) return isBroken ? new Response('no', { status: 500 }) : Response.json(figures);
    return Response.json(aCardSet([], 'no_match'));
  };
  return made;
}
const seen = (handle: string) => ({
  address: 'https://mara.example/lamps',
  reader: 'article',
  snapshot: aSnapshot({ creator: { platform: 'web', handle } }),
  why: null,
  canDraw: true,
});
const ownOf = async (made: FakeWorld, handle: string) => {
  const answer = await readPage(made.call, seen(handle));
  return answer.kind === 'notes' ? (answer.numbers?.own ?? null) : null;
};
const signed = (made: FakeWorld) => made.requests.filter((request) => request.signed).map(({ url }) => url.replace(workerOrigin, ''));

test('a creator sees the figures of their own content, and what was asked can be read', async () => {
  const made = await world();
  expect(await ownOf(made, 'mara.example')).toEqual({ state: 'shown', figures });
  expect(signed(made)).toEqual(['/v1/accounts/me', '/v1/creators/content?address=https%3A%2F%2Fmara.example%2Flamps']);
  expect((await showDevice(made.call)).sent.map(({ path }) => path)).toContain('/v1/creators/content');
  expect((await getSettings(made.call)).creator).toBe('Mara Lind');
});

test.each([
  ['somebody else’s content', {}, 'nobody.example'],
  ['a handle that is not verified', {}, 'other.example'],
  ['one who is signed out', { signedIn: false }, 'mara.example'],
])('nothing is asked of the content of %s', async (_, choice, handle) => {
  const made = await world(choice);
  expect(await ownOf(made, handle)).toBeNull();
  expect(signed(made)).toEqual(['/v1/accounts/me']);
});

test('who did not choose it says nothing of who they are, ever', async () => {
  const made = await world({ own: false });
  expect(await ownOf(made, 'mara.example')).toBeNull();
  expect(signed(made)).toEqual([]);
});

test('recommendations are asked for without saying who asks, by creators too', async () => {
  const made = await world();
  await ownOf(made, 'mara.example');
  const cards = made.requests.filter(({ url }) => url.endsWith('/v1/recommend/cards'));
  expect(cards.map(({ signed: isSigned }) => isSigned)).toEqual([false]);
});

test('who one is is forgotten with the choice, and asked for at once with the next', async () => {
  const made = await world();
  await ownOf(made, 'nobody.example');
  await setChoices(made.call, { own: false });
  expect(await made.call.store.read(items.creator)).toBeNull();
  await setChoices(made.call, { own: true });
  await ownOf(made, 'nobody.example');
  expect(signed(made)).toEqual(['/v1/accounts/me', '/v1/accounts/me']);
});

test('who one is is asked once an hour', async () => {
  const made = await world();
  await ownOf(made, 'nobody.example');
  made.later(hourMs - 1);
  await ownOf(made, 'nobody.example');
  expect(signed(made)).toHaveLength(1);
  made.later(1);
  await ownOf(made, 'nobody.example');
  expect(signed(made)).toHaveLength(2);
});

test('where it is not known whose page it is, nothing is said of own figures: it is somebody else’s most of the time', async () => {
  const made = await world();
  made.answer = (_, url) =>
    url.endsWith('/v1/accounts/me') ? new Response('no', { status: 500 }) : Response.json(aCardSet([], 'no_match'));
  expect(await ownOf(made, 'nobody.example')).toBeNull();
  expect(await ownOf(made, 'mara.example')).toBeNull();
  expect(signed(made)).toEqual(['/v1/accounts/me']);
});

test('who signed out within the hour is forgotten with the first refusal', async () => {
  const made = await world();
  await ownOf(made, 'mara.example');
  made.answer = (_, url) =>
    url.includes('/v1/recommend')
      ? Response.json(aCardSet([], 'no_match'))
      : Response.json({ error: { code: 'unauthenticated', message: 'nobody' } }, { status: 401 });
  expect(await ownOf(made, 'mara.example')).toBeNull();
  expect((await getSettings(made.call)).creator).toBeNull();
});

test('figures that cannot be had are said to be missing, and the rest stands', async () => {
  const made = await world({ isBroken: true });
  expect(await ownOf(made, 'mara.example')).toEqual({ state: 'failed' });
});
