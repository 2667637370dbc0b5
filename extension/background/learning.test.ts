import { expect, test } from 'vitest';
import { items } from '#extension/base/storage.ts';
import { recommendable } from '#shared/page.ts';
import { pageText } from '#shared/ranking/receipt.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { aCard, aCardSet, aSnapshot, type FakeWorld, fakeWorld, workerOrigin } from '#test/harness/background.ts';
import { aModel } from '#test/harness/receipt.ts';
import { openCard } from './clicks.ts';
import { showDevice } from './device.ts';
import { tellGathered } from './learning.ts';
import { seenCard } from './marks.ts';
import { openReceipt, showReceipt } from './receipts.ts';
import { readPage } from './recommend.ts';
import { answerConsent, setChoices, setSite } from './settings.ts';
import { forgetVisit } from './visits.ts';

const [one, other] = [aCard(), aCard({ id: 'car_01h2xcejqtf2nbrexx3vqjhp42' }, { id: 'prd_01h2xcejqtf2nbrexx3vqjhp42' })];
const seen = { address: 'https://mara.example/lamps?user=4711', reader: 'article', snapshot: aSnapshot(), why: null, canDraw: true };
const click = { cardId: one.id, trusted: true, clearMs: 900, clearNow: true, behind: false };

async function worldOnPage(learn: boolean, options: Parameters<typeof fakeWorld>[0] = {}): Promise<FakeWorld> {
  const world = fakeWorld(options);
  world.granted.add('https://*.mara.example/*').add('http://*.mara.example/*');
  world.answer = (body) => {
    const { url = '' } = world.requests.at(-1) ?? {};
    if (url.includes('/versions/')) return Response.json({ model: aModel });
    if (url.endsWith('/keys')) return Response.json({ keys: [] });
    return Response.json(body && Object.hasOwn(body, 'receipt') ? { taken: 1 } : aCardSet([one, other]));
  };
  await answerConsent(world.call, { given: true });
  await setChoices(world.call, { support: false, learn });
  await setSite(world.call, { site: 'mara.example', on: true });
  await readPage(world.call, seen);
  return world;
}
const told = (world: FakeWorld) => world.requests.filter(({ url }) => url === `${workerOrigin}/v1/learning/events`).map(({ body }) => body);

test.each<[string, (world: FakeWorld) => Promise<unknown>]>([
  ['nobody chose to help the ranking', (world) => setChoices(world.call, { learn: false })],
  ['consent was withdrawn', (world) => answerConsent(world.call, { given: false })],
])('nothing is told when %s, also of what was gathered before', async (_, change) => {
  const world = await worldOnPage(true);
  await seenCard(world.call, { cardId: one.id });
  await change(world);
  await seenCard(world.call, { cardId: other.id });
  await tellGathered(world.call, { all: true });
  expect(told(world)).toEqual([]);
});

test('nobody helps the ranking before choosing to, and where the browser’s own consent is missing', async () => {
  expect(items.choices.start.learn).toBe(false);
  for (const world of [await worldOnPage(false), await worldOnPage(true, { isSendingAllowed: false })]) {
    await seenCard(world.call, { cardId: one.id }).catch(() => undefined);
    await tellGathered(world.call, { all: true });
    expect(told(world)).toEqual([]);
  }
});

test('cards of one page are told together, with the receipt of their set and nothing else, and can be read afterwards', async () => {
  const world = await worldOnPage(true);
  await seenCard(world.call, { cardId: one.id });
  await seenCard(world.call, { cardId: other.id });
  await openCard(world.call, click);
  expect(told(world)).toEqual([]);
  world.later(1000);
  await readPage(world.call, { ...seen, snapshot: aSnapshot({ title: 'Another page' }) });
  const { receipt } = aCardSet([one, other]);
  expect(told(world)).toEqual([{ receipt, seen: [one.id, other.id], opened: [one.id] }]);
  for (const secret of ['4711', 'mara.example', 'user']) expect(JSON.stringify(told(world))).not.toContain(secret);
  const { sent } = await showDevice(world.call);
  expect(sent).toContainEqual(expect.objectContaining({ path: '/v1/learning/events', answer: 'ok', body: told(world)[0] }));
});

test('what was gathered goes when the page is left or after a while, once', async () => {
  const world = await worldOnPage(true);
  await seenCard(world.call, { cardId: one.id });
  world.later(25_000);
  await seenCard(world.call, { cardId: other.id });
  expect(told(world)).toHaveLength(1);
  await tellGathered(world.call, { all: true });
  await forgetVisit(world.call, world.call.tabId);
  await tellGathered(world.call, { all: true });
  expect(told(world)).toHaveLength(1);
});

test('a worker that cannot be reached is told nothing later', async () => {
  const world = await worldOnPage(true);
  world.answer = () => Promise.reject(new Error('offline'));
  await seenCard(world.call, { cardId: one.id });
  await tellGathered(world.call, { all: true });
  expect(await world.call.store.read(items.untold)).toEqual([]);
  expect((await showDevice(world.call)).sent[0]).toMatchObject({ path: '/v1/learning/events', answer: 'offline' });
});

test('the receipt of a card opens in a tab of our own, with the page as it was sent and the version it names', async () => {
  const world = await worldOnPage(false);
  await openReceipt(world.call, { cardId: one.id });
  expect(world.opened).toEqual([{ url: `chrome-extension://gloss/receipt.html#${one.id}`, behind: false }]);
  const { shown } = await showReceipt(world.call, { cardId: one.id });
  expect(shown).toMatchObject({
    card: { title: one.product.title },
    model: aModel,
    keys: [],
    trouble: null,
    link: { way: 'plain', why: 'support_off' },
  });
  expect(sha256Hex(pageText(shown?.page ?? aSnapshot()))).toBe(sha256Hex(pageText(recommendable(seen.snapshot))));
  expect(world.requests.slice(1).map(({ url }) => url.replace(workerOrigin, ''))).toEqual([
    `/v1/learning/versions/${shown?.receipt.model}`,
    '/v1/learning/keys',
  ]);
});

test('a receipt stays for a while after its tab, then it is gone; another page’s card never opens one', async () => {
  const world = await worldOnPage(false);
  await forgetVisit(world.call, world.call.tabId);
  expect((await showReceipt(world.call, { cardId: one.id })).shown).not.toBeNull();
  expect((await showReceipt(world.call, { cardId: 'car_00000000000000000000000000' })).shown).toBeNull();
  await expect(openReceipt(world.call, { cardId: one.id })).rejects.toMatchObject({ code: 'not_found' });
});

test('after consent is withdrawn nothing is asked for, and the page says that it cannot be recomputed', async () => {
  const world = await worldOnPage(false);
  await answerConsent(world.call, { given: false });
  const before = world.requests.length;
  expect((await showReceipt(world.call, { cardId: one.id })).shown).toMatchObject({ model: null, keys: null, trouble: 'not_agreed' });
  expect(world.requests).toHaveLength(before);
});
