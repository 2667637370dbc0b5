import { expect, test } from 'vitest';
import type { PageAnswer } from '#extension/base/messages.ts';
import { items } from '#extension/base/storage.ts';
import type { Card } from '#shared/contracts/recommend.ts';
import { dayMs, minuteMs } from '#shared/time.ts';
import { aCard, aCardSet, aSnapshot, type FakeWorld, fakeWorld, workerOrigin } from '#test/harness/background.ts';
import { openCard } from './clicks.ts';
import { forgetDevice, showDevice } from './device.ts';
import { keepDock } from './dock.ts';
import { markCard, seenCard } from './marks.ts';
import { readPage } from './recommend.ts';
import { answerConsent, forgetSite, getSettings, setChoices, setSite, syncPages } from './settings.ts';
import { tabState } from './tabs.ts';

const seen = {
  address: 'https://mara.example/lamps?utm_source=news&user=4711',
  reader: 'article',
  snapshot: aSnapshot(),
  why: null,
  canDraw: true,
};
const authorsLink = 'https://nordlicht.example/products/desk-lamp?session=abc#buy';
const click = { cardId: aCard().id, trusted: true, clearMs: 900, clearNow: true, behind: false };

async function readyWorld(options: Parameters<typeof fakeWorld>[0] = {}, support = true): Promise<FakeWorld> {
  const world = fakeWorld(options);
  world.granted.add('https://*.mara.example/*').add('http://*.mara.example/*');
  await answerConsent(world.call, { given: true });
  await setChoices(world.call, { support });
  await setSite(world.call, { site: 'mara.example', on: true });
  return world;
}

const notesIn = (answer: PageAnswer) => (answer.kind === 'notes' ? answer.notes : []);

test('what is remembered of a page has its form, which is told outside of the page', async () => {
  const world = await readyWorld();
  await readPage(world.call, { ...seen, snapshot: aSnapshot({ kind: 'article', title: 'Desk lamp review' }) });
  expect(Object.values(await world.call.store.read(items.visits)).map(({ snapshot }) => snapshot?.form)).toEqual(['review']);
});

test.each<[string, (world: FakeWorld) => Promise<unknown>]>([
  ['nobody was asked', (world) => world.call.store.change(items.consent, () => null)],
  ['the answer was no', (world) => answerConsent(world.call, { given: false })],
  [
    'the words of consent have changed since',
    (world) => world.call.store.change(items.consent, () => ({ version: 0, answer: 'given', at: 1 })),
  ],
  ['notes are off', (world) => setChoices(world.call, { notes: false })],
  ['the site is off', (world) => setSite(world.call, { site: 'mara.example', on: false })],
  ['the site was never switched on', (world) => forgetSite(world.call, { site: 'mara.example' })],
])('nothing leaves when %s', async (_, prepare) => {
  const world = await readyWorld();
  await prepare(world);
  expect(await readPage(world.call, seen)).toEqual({ kind: 'leave' });
  expect(world.requests).toEqual([]);
  await syncPages(world.call);
  expect(world.runsOn).toEqual([]);
});

test('nothing leaves when the browser’s own consent is refused', async () => {
  const world = await readyWorld({ isSendingAllowed: false });
  expect(await readPage(world.call, seen)).toEqual({ kind: 'leave' });
  expect(world.requests).toEqual([]);
  expect(world.runsOn).toEqual([]);
});

test('what leaves is the page’s public facts, without any query string, and can be read afterwards', async () => {
  const world = await readyWorld();
  await readPage(world.call, seen);
  expect(world.requests).toHaveLength(1);
  expect(world.requests[0]?.url).toBe(`${workerOrigin}/v1/recommend/cards`);
  const text = JSON.stringify(world.requests);
  expect(text).toContain('https://nordlicht.example/products/desk-lamp');
  for (const secret of ['utm_source', '4711', 'session=abc', '#buy']) expect(text).not.toContain(secret);
  const { sent } = await showDevice(world.call);
  expect(sent).toMatchObject([{ site: 'mara.example', path: '/v1/recommend/cards', answer: '1', body: world.requests[0]?.body }]);
});

test('a page may speak of its own address only', async () => {
  const world = await readyWorld();
  await expect(readPage(world.call, { ...seen, address: 'https://bank.example/' })).rejects.toMatchObject({ code: 'forbidden' });
  expect(world.requests).toEqual([]);
});

test('no page is given a paid link, only what a card shows', async () => {
  const world = await readyWorld();
  const answer = await readPage(world.call, seen);
  expect(notesIn(answer)).toMatchObject([{ title: 'Desk lamp, oak', labelled: true, link: { way: 'paid', earner: 'Mara Lind' } }]);
  expect(JSON.stringify(answer)).not.toContain('/c/');
  expect(world.badges.get(7)).toBe('1');
});

test('without support the same card is a plain link without a label', async () => {
  const world = await readyWorld({}, false);
  expect(notesIn(await readPage(world.call, seen))).toMatchObject([{ labelled: false, link: { way: 'plain', why: 'support_off' } }]);
});

test('under Chinese rules every recommendation with a shop link is labelled', async () => {
  const world = await readyWorld({ uiLanguage: 'zh-CN' }, false);
  expect(notesIn(await readPage(world.call, seen))).toMatchObject([{ labelled: true, link: { way: 'plain' } }]);
});

test('the same page is asked for once in five minutes', async () => {
  const world = await readyWorld();
  await readPage(world.call, seen);
  world.later(5 * minuteMs - 1);
  await readPage(world.call, seen);
  expect(world.requests).toHaveLength(1);
  world.later(1);
  await readPage(world.call, seen);
  expect(world.requests).toHaveLength(2);
});

test('a page that floods is not answered more than twenty times a minute', async () => {
  const world = await readyWorld();
  for (let at = 0; at < 25; at += 1) await readPage(world.call, { ...seen, snapshot: aSnapshot({ title: `page ${at}` }) });
  expect(world.requests).toHaveLength(20);
  expect(await tabState(world.call, { tabId: 7, address: seen.address })).toMatchObject({ kind: 'refused', why: 'busy' });
});

test.each<[string, Partial<FakeWorld>, object]>([
  ['the worker cannot be reached', { answer: () => Promise.reject(new TypeError('failed to fetch')) }, { kind: 'offline' }],
  ['the worker answers in another form', { answer: () => new Response('<html>') }, { kind: 'refused', why: 'bad_answer' }],
  [
    'the worker is busy',
    { answer: () => Response.json({ error: { code: 'rate_limited', message: 'later', requestId: 'req' } }, { status: 429 }) },
    { kind: 'refused', why: 'rate_limited' },
  ],
  ['nothing fits', { answer: () => Response.json(aCardSet([], 'no_match')) }, { kind: 'nothing', why: 'no_match' }],
  ['something fits', {}, { kind: 'found', notes: 1 }],
])('the popup says when %s', async (_, change, state) => {
  const world = await readyWorld();
  Object.assign(world, change);
  await readPage(world.call, seen);
  expect(await tabState(world.call, { tabId: 7, address: seen.address })).toMatchObject(state);
});

test.each<[string, (world: FakeWorld) => Promise<unknown>, string | undefined, object]>([
  ['there is no site', async () => undefined, 'chrome://extensions', { kind: 'no_site' }],
  ['nobody agreed yet', (world) => answerConsent(world.call, { given: false }), undefined, { kind: 'not_agreed' }],
  ['notes are off', (world) => setChoices(world.call, { notes: false }), undefined, { kind: 'notes_off' }],
  ['the site is new', async () => undefined, 'https://new.example/', { kind: 'permission_missing', site: 'new.example' }],
  ['the permission was taken back', async (world) => world.granted.clear(), undefined, { kind: 'permission_missing' }],
  ['the site is off', (world) => setSite(world.call, { site: 'mara.example', on: false }), undefined, { kind: 'site_off' }],
  ['the page is still being read', async () => undefined, 'https://mara.example/other', { kind: 'reading' }],
])('the popup says when %s', async (_, prepare, address, state) => {
  const world = await readyWorld();
  await readPage(world.call, seen);
  await prepare(world);
  expect(await tabState(world.call, { tabId: 7, address: address ?? seen.address })).toMatchObject(state);
});

test('pages without content are not asked about', async () => {
  const world = await readyWorld();
  await readPage(world.call, { ...seen, snapshot: null, why: 'empty' });
  await readPage(world.call, { ...seen, why: 'not_content' });
  expect(world.requests).toEqual([]);
  expect(await tabState(world.call, { tabId: 7, address: seen.address })).toMatchObject({ kind: 'unsupported', why: 'not_content' });
});

test('a trusted click on a seen card opens the paid link, and that only', async () => {
  const world = await readyWorld();
  await readPage(world.call, seen);
  expect(await openCard(world.call, click)).toEqual({ way: 'paid', why: null });
  expect(world.opened).toEqual([{ url: `${workerOrigin}/c/v1.k2.payload.mac`, behind: false }]);
});

test.each([
  ['synthetic', { trusted: false }, 'untrusted'],
  ['too early', { clearMs: 499 }, 'not_seen'],
  ['on a covered button', { clearNow: false }, 'covered'],
])('a click that is %s opens the plain link', async (_, change, why) => {
  const world = await readyWorld();
  await readPage(world.call, seen);
  expect(await openCard(world.call, { ...click, ...change })).toEqual({ way: 'plain', why });
  expect(world.opened).toEqual([{ url: authorsLink, behind: false }]);
});

test('a page cannot open a card it was not given, nor one of another tab', async () => {
  const world = await readyWorld();
  await readPage(world.call, seen);
  await expect(openCard(world.call, { ...click, cardId: 'car_other' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(openCard({ ...world.call, tabId: 8 }, click)).rejects.toMatchObject({ code: 'not_found' });
  await expect(openCard({ ...world.call, address: 'https://evil.example/' }, click)).rejects.toMatchObject({ code: 'not_found' });
  expect(world.opened).toEqual([]);
});

const later = (clickUrl: string, code = 'MARA5') => {
  const card = aCard({ id: 'car_01h2xcejqtf2nbrexx3vqjhp99' });
  return card.offer
    ? {
        ...card,
        offer: { ...card.offer, clickUrl, benefit: { kind: 'discount' as const, bps: 500, code }, expiresAt: card.offer.expiresAt * 2 },
      }
    : card;
};

test('an offer that ran out is asked for again, and taken when it promises the same', async () => {
  const world = await readyWorld();
  await readPage(world.call, seen);
  world.later(31 * minuteMs);
  world.answer = () => Response.json(aCardSet([later(`${workerOrigin}/c/v1.fresh`)]));
  expect(await openCard(world.call, click)).toEqual({ way: 'paid', why: null });
  expect(world.opened.at(-1)?.url).toBe(`${workerOrigin}/c/v1.fresh`);
});

test.each<[string, () => Response | Promise<Response>]>([
  ['promises something else', () => Response.json(aCardSet([later(`${workerOrigin}/c/v1.fresh`, 'OTHER')]))],
  ['is gone', () => Response.json(aCardSet([], 'no_match'))],
  ['cannot be asked for', () => Promise.reject(new TypeError('failed to fetch'))],
])('an offer that ran out and %s becomes the plain link', async (_, answer) => {
  const world = await readyWorld();
  await readPage(world.call, seen);
  world.later(31 * minuteMs);
  world.answer = answer;
  expect(await openCard(world.call, click)).toEqual({ way: 'plain', why: 'expired' });
  expect(world.opened.at(-1)?.url).toBe(authorsLink);
});

test('support that is switched off after the card was shown is respected at the click', async () => {
  const world = await readyWorld();
  await readPage(world.call, seen);
  await setChoices(world.call, { support: false });
  expect(await openCard(world.call, click)).toEqual({ way: 'plain', why: 'support_off' });
});

test('a page reached through somebody else’s link earns nothing', async () => {
  const world = await readyWorld();
  const call = { ...world.call, address: `${world.call.address}&irclickid=1` };
  expect(notesIn(await readPage(call, seen))).toMatchObject([{ link: { way: 'plain', why: 'standing_down' }, labelled: false }]);
  expect(await tabState(world.call, { tabId: 7, address: seen.address })).toMatchObject({
    kind: 'standing_down',
    network: 'impact',
    notes: 1,
  });
});

test('hidden stays hidden everywhere, a wrong match stays away from its page, and both can be undone', async () => {
  const world = await readyWorld();
  const elsewhere = { ...seen, snapshot: aSnapshot({ url: 'https://mara.example/other' }) };
  const { id } = aCard();
  await readPage(world.call, seen);
  await markCard(world.call, { cardId: id, mark: 'wrong', on: true });
  expect(await readPage(world.call, seen)).toEqual({ kind: 'none', why: 'all_hidden' });
  expect(notesIn(await readPage(world.call, elsewhere))).toHaveLength(1);
  await markCard(world.call, { cardId: id, mark: 'hidden', on: true });
  expect(notesIn(await readPage(world.call, elsewhere))).toHaveLength(0);
  await forgetDevice(world.call, { what: 'dismissed', productId: aCard().product.id });
  expect(notesIn(await readPage(world.call, seen))).toHaveLength(1);
});

test('what is often bought with a note is not shown without it', async () => {
  const world = await readyWorld();
  const companion = aCard(
    { id: 'car_01h2xcejqtf2nbrexx3vqjhp49', reasons: ['bought_together'], score: 0 },
    { id: 'prd_01h2xcejqtf2nbrexx3vqjhp49' },
  );
  world.answer = () => Response.json(aCardSet([aCard(), companion]));
  expect(notesIn(await readPage(world.call, seen))).toHaveLength(2);
  await markCard(world.call, { cardId: aCard().id, mark: 'hidden', on: true });
  expect(await readPage(world.call, seen)).toEqual({ kind: 'none', why: 'all_hidden' });
});

test('what is saved stays on the device and shows as saved', async () => {
  const world = await readyWorld();
  await readPage(world.call, seen);
  await markCard(world.call, { cardId: aCard().id, mark: 'kept', on: true });
  await seenCard(world.call, { cardId: aCard().id });
  expect(notesIn(await readPage(world.call, seen))).toMatchObject([{ kept: true }]);
  expect(await showDevice(world.call)).toMatchObject({
    kept: [{ title: 'Desk lamp, oak' }],
    counts: [{ day: '2026-11-03', seen: 1, opened: 0 }],
  });
  await markCard(world.call, { cardId: aCard().id, mark: 'kept', on: false });
  expect((await showDevice(world.call)).kept).toEqual([]);
  expect(world.requests).toHaveLength(1);
});

test('the content script runs on sites that are on and granted, and nowhere else', async () => {
  const world = await readyWorld();
  expect(world.runsOn).toEqual(['https://*.mara.example/*', 'http://*.mara.example/*']);
  await setSite(world.call, { site: 'https://www.other.example/path', on: true });
  expect(world.runsOn).toHaveLength(2);
  expect((await getSettings(world.call)).sites).toEqual([
    { site: 'mara.example', on: true, granted: true },
    { site: 'other.example', on: true, granted: false },
  ]);
  await answerConsent(world.call, { given: false });
  expect(world.runsOn).toEqual([]);
});

test('erasing everything asks for consent anew and leaves every page', async () => {
  const world = await readyWorld();
  await readPage(world.call, seen);
  await forgetDevice(world.call, { what: 'everything' });
  expect(await getSettings(world.call)).toMatchObject({ consent: null, isAgreed: false, choices: items.choices.start, sites: [] });
  expect(await showDevice(world.call)).toEqual({
    sent: [],
    kept: [],
    dismissed: [],
    prices: [],
    counts: [],
    observed: [],
    taste: [],
    visits: [],
    activations: [],
    arrivals: [],
  });
  expect(world.runsOn).toEqual([]);
});

test('a picture is fetched from the worker only', async () => {
  const world = await readyWorld();
  const fromShop = aCard({}, { imageUrl: 'https://nordlicht.example/lamp.jpg' });
  world.answer = () => Response.json(aCardSet([fromShop]));
  expect(notesIn(await readPage(world.call, seen))).toMatchObject([{ hasPicture: false }]);
  expect(await world.call.api.picture('https://nordlicht.example/lamp.jpg')).toBeUndefined();
  expect(world.requests).toHaveLength(1);
  world.answer = () => new Response(new Uint8Array([1, 2, 3]), { headers: { 'content-type': 'image/png' } });
  expect(await world.call.api.picture(`${workerOrigin}/pictures/1`)).toEqual({ base64: 'AQID', type: 'image/png' });
  world.answer = () => new Response('<svg/>', { headers: { 'content-type': 'image/svg+xml' } });
  expect(await world.call.api.picture(`${workerOrigin}/pictures/2`)).toBeUndefined();
});

test('a note says what its earner gets in money, after the shopper’s own discount', async () => {
  const world = await readyWorld();
  expect(notesIn(await readPage(world.call, seen))[0]?.earning).toEqual({ amount: '8.46', currency: 'EUR' });
  const offer = aCard().offer as NonNullable<Card['offer']>;
  const flat = { amountMinor: 400, currency: 'EUR', per: 'order' as const };
  const cases: [Card, object | null][] = [
    [aCard({ offer: { ...offer, benefit: { kind: 'cashback', bps: 250 } } }), { amount: '8.90', currency: 'EUR' }],
    [aCard({ offer: { ...offer, flat } }), null],
    [aCard({}, { price: null }), null],
    [aCard({ offer: null }), null],
  ];
  for (const [card, earning] of cases) {
    world.later(5 * minuteMs);
    world.answer = () => Response.json(aCardSet([card]));
    expect(notesIn(await readPage(world.call, seen))[0]?.earning).toEqual(earning);
  }
});

test('a place that somebody paid for is labelled, also where nobody earns', async () => {
  const world = await readyWorld({}, false);
  world.answer = () => Response.json(aCardSet([aCard({ boostedBy: 'Nordlicht' })]));
  expect(notesIn(await readPage(world.call, seen))).toMatchObject([{ labelled: true, boostedBy: 'Nordlicht', link: { way: 'plain' } }]);
});

test('notes come with their moments, computed here from what was read; nothing of the parts leaves', async () => {
  const world = await readyWorld();
  const sections = [
    { atSeconds: 0, heading: 'Hello', links: [] },
    { atSeconds: 61, heading: 'A secret of the desk lamp', links: [] },
  ];
  const creator = { platform: 'web' as const, name: 'Mara Lind' };
  const answer = await readPage(world.call, { ...seen, snapshot: aSnapshot({ sections, creator }) });
  expect(answer).toMatchObject({ author: 'Mara Lind', isPartial: false, moments: [{ id: 1, atSeconds: 61 }], notes: [{ moment: 1 }] });
  expect(JSON.stringify(world.requests)).not.toContain('secret');
});

test('a page that was cut says that it was read in part', async () => {
  const world = await readyWorld();
  const answer = await readPage(world.call, { ...seen, snapshot: aSnapshot({ text: 'lamp '.repeat(1000) }) });
  expect(answer).toMatchObject({ isPartial: true });
});

test('twelve cards are asked for', async () => {
  const world = await readyWorld();
  await readPage(world.call, seen);
  expect(world.requests[0]?.body).toMatchObject({ cardsMax: 12 });
});

test('prices that were seen become a history on the note; it can be erased product by product', async () => {
  const world = await readyWorld();
  await readPage(world.call, seen);
  world.later(3 * dayMs);
  const price = { amountMinor: 8500, currency: 'EUR', asOf: world.call.now - 1 };
  world.answer = () => Response.json(aCardSet([aCard({}, { price })]));
  const [note] = notesIn(await readPage(world.call, seen));
  expect(note?.history).toMatchObject({ daysSeen: 2, daysOf: 30, lowest: { amount: '85.00', now: 'lowest' } });
  const { prices } = await showDevice(world.call);
  expect(prices).toMatchObject([{ title: 'Desk lamp, oak', currency: 'EUR', seen: [{ amountMinor: 8900 }, { amountMinor: 8500 }] }]);
  expect(await forgetDevice(world.call, { what: 'prices', productId: aCard().product.id })).toMatchObject({ prices: [] });
  expect(world.requests.some(({ url }) => !url.endsWith('/v1/recommend/cards'))).toBe(false);
});

test('where the tab stands is kept for every page', async () => {
  const world = await readyWorld();
  await keepDock(world.call, { side: 'left', isSmall: true });
  expect(await readPage(world.call, seen)).toMatchObject({ dock: { side: 'left', isSmall: true } });
});
