import { expect, test } from 'vitest';
import { items } from '#extension/base/storage.ts';
import { minuteMs } from '#shared/time.ts';
import { aCard, aCardSet, aSnapshot, type FakeWorld, fakeWorld } from '#test/harness/background.ts';
import { openCard } from './clicks.ts';
import { readPage } from './recommend.ts';
import { answerConsent, setChoices, setSite } from './settings.ts';

const shop = 'https://nordlicht.example';
const click = { cardId: aCard().id, trusted: true, clearMs: 900, clearNow: true, behind: false };

async function readyWorld(): Promise<FakeWorld> {
  const world = fakeWorld();
  await answerConsent(world.call, { given: true });
  await setChoices(world.call, { support: true });
  for (const site of ['mara.example', 'nordlicht.example']) await setSite(world.call, { site, on: true });
  return world;
}

/** A page is read in a tab; nothing of it is drawn here. */
async function goTo(
  world: FakeWorld,
  address: string,
  { tabId = 7, came }: { tabId?: number; came?: { referrer: string; loaded: string } } = {},
) {
  const snapshot = aSnapshot({ url: address.replace(/\?.*/, ''), shopLinks: [] });
  return await readPage(
    { ...world.call, address, tabId },
    { address, reader: 'article', snapshot, why: null, canDraw: true, ...(came && { came }) },
  );
}
const press = async (world: FakeWorld, address = 'https://mara.example/lamps', tabId = 7) =>
  await openCard({ ...world.call, address, tabId }, click);

test('a referral in one tab silences the cards of another, through refreshes, until idle time and minimum are over', async () => {
  const world = await readyWorld();
  world.answer = () => Response.json(aCardSet([aCard({ offer: { ...offer, expiresAt: world.call.now + 1000 * minuteMs } })]));
  await goTo(world, 'https://mara.example/lamps');
  expect(await press(world)).toEqual({ way: 'paid', why: null });
  await goTo(world, `${shop}/?awc=8_1_2`, { tabId: 8 });
  const silent = { way: 'plain', why: 'standing_down' };
  expect(await press(world)).toEqual(silent);
  world.later(80 * minuteMs);
  expect(await press(world)).toEqual(silent);
  await goTo(world, `${shop}/lamp`, { tabId: 9 });
  // 139 minutes since the referral, but somebody was there 59 minutes ago.
  world.later(59 * minuteMs);
  expect(await press(world)).toEqual(silent);
  // That press went to the shop, too: an hour from there.
  world.later(60 * minuteMs);
  expect(await press(world)).toEqual({ way: 'paid', why: null });
  await goTo(world, `${shop}/?awc=8_1_2`, { tabId: 8 });
  world.later(89 * minuteMs);
  await goTo(world, `${shop}/?awc=8_1_2`, { tabId: 8 });
  world.later(89 * minuteMs);
  expect(await press(world)).toEqual(silent);
});

const offer = aCard().offer ?? never();
function never(): never {
  throw new Error('the card has an offer');
}

test('an address that the page shortened is known from how it was loaded', async () => {
  const world = await readyWorld();
  await goTo(world, `${shop}/lamp`, { came: { referrer: '', loaded: `${shop}/lamp?irclickid=x` } });
  await goTo(world, 'https://mara.example/lamps');
  expect(await press(world)).toMatchObject({ why: 'standing_down' });
});

test('an author’s affiliate link that was opened here keeps its sale: the next card to that shop is plain', async () => {
  const world = await readyWorld();
  const own = `${shop}/products/desk-lamp?irclickid=A%20b`;
  const address = 'https://mara.example/lamps';
  await readPage(
    { ...world.call, address },
    { address, reader: 'article', snapshot: aSnapshot({ shopLinks: [own] }), why: null, canDraw: true },
  );
  expect(await press(world)).toEqual({ way: 'own', why: null });
  expect(world.opened.at(-1)?.url).toBe(own);
  await goTo(world, 'https://mara.example/chairs', { tabId: 8 });
  expect(await press(world, 'https://mara.example/chairs', 8)).toMatchObject({ way: 'plain', why: 'standing_down' });
});

test('eBay is offered on two pages of a session, and no more', async () => {
  const world = await readyWorld();
  world.answer = () => Response.json(aCardSet([aCard({}, { url: 'https://www.ebay.de/itm/1' })]));
  const ways: string[] = [];
  for (const page of ['a', 'b', 'c', 'a']) {
    const answer = await goTo(world, `https://mara.example/${page}`);
    ways.push(answer.kind === 'notes' ? (answer.notes[0]?.link.way ?? '') : answer.kind);
  }
  expect(ways).toEqual(['paid', 'paid', 'plain', 'paid']);
});

test('what is kept of it names nobody: no values of parameters, no fragments', async () => {
  const world = await readyWorld();
  await goTo(world, `${shop}/lamp?awc=8_1_2&user=4711#me`, { came: { referrer: 'https://mail.example/inbox?id=99', loaded: '' } });
  const kept = JSON.stringify(await world.call.store.read(items.arrivals));
  expect(kept).toContain('awc=');
  for (const secret of ['8_1_2', '4711', '#me', '99']) expect(kept).not.toContain(secret);
});
