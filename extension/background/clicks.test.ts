import fc from 'fast-check';
import { expect, test } from 'vitest';
import { items } from '#extension/base/storage.ts';
import { networkOf } from '#extension/standdown/detect.ts';
import type { Step } from '#extension/standdown/evidence.ts';
import { minuteMs } from '#shared/time.ts';
import { aCard, aCardSet, aSnapshot, type FakeWorld, fakeWorld, startAt, workerOrigin } from '#test/harness/background.ts';
import { openCard } from './clicks.ts';
import { seenCard } from './marks.ts';
import { readPage } from './recommend.ts';
import { answerConsent, setChoices, setSite } from './settings.ts';
import { tabState } from './tabs.ts';

const page = 'https://mara.example/lamps';
const isPaid = (url: string) => url.startsWith(`${workerOrigin}/c/`);

async function readyWorld(support: boolean): Promise<FakeWorld> {
  const world = fakeWorld();
  world.call = { ...world.call, address: page };
  await answerConsent(world.call, { given: true });
  await setChoices(world.call, { support });
  await setSite(world.call, { site: 'mara.example', on: true });
  return world;
}
const read = (world: FakeWorld, address = page, shopLinks: string[] = []) =>
  readPage(
    { ...world.call, address },
    { address, reader: 'article', snapshot: aSnapshot({ url: address, shopLinks }), why: null, canDraw: true },
  );

const shop = 'https://nordlicht.example/products/desk-lamp';
const offer = aCard().offer;
const mostly = <T>(usual: T, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
const circumstances = fc.record({
  support: mostly(true, fc.boolean()),
  offer: fc.constantFrom(
    offer,
    offer,
    null,
    offer && { ...offer, expiresAt: startAt - 1 },
    offer && { ...offer, clickUrl: 'https://elsewhere.example/c/x' },
  ),
  url: fc.constantFrom(shop, shop, 'https://www.amazon.de/dp/B0?tag=x-21', 'https://www.ebay.de/itm/1'),
  availability: mostly<'in_stock' | 'out_of_stock'>('in_stock', fc.constant('out_of_stock')),
  links: fc.constantFrom<string[]>([], [], [shop], [`${shop}?irclickid=1`]),
  came: fc.constantFrom<string | undefined>(undefined, undefined, 'https://nordlicht.example/?awc=1', `${page}?utm_medium=affiliate`),
  press: fc.record({
    trusted: mostly(true, fc.boolean()),
    clearMs: mostly(9000, fc.constantFrom(0, 499, 500)),
    clearNow: mostly(true, fc.boolean()),
    behind: fc.boolean(),
  }),
});

test('property: over all ways to press, a paid link is opened only by a person’s press in plain sight, with a benefit, and for nobody else’s sale', async () => {
  const ways = { paid: 0, own: 0, plain: 0 };
  await fc.assert(
    fc.asyncProperty(circumstances, async ({ support, offer: given, url, availability, links, came, press }) => {
      const world = await readyWorld(support);
      const card = aCard({ offer: given }, { url, availability });
      world.answer = () => Response.json(aCardSet([card]));
      if (came) await world.call.store.change(items.arrivals, (): Step[] => [{ address: came, at: startAt - minuteMs }]);
      await read(world, page, links);
      const { way } = await openCard(world.call, { cardId: card.id, ...press });
      ways[way] += 1;
      const [opened] = world.opened;
      const [entry] = await world.call.store.read(items.activations);
      expect(isPaid(opened?.url ?? '')).toBe(way === 'paid');
      expect(entry?.way).toBe(way);
      if (way === 'paid') {
        expect(press).toMatchObject({ trusted: true, clearNow: true });
        expect(press.clearMs).toBeGreaterThanOrEqual(500);
        expect([support, availability]).toEqual([true, 'in_stock']);
        // A referral to another shop than the card's is none of its business.
        expect(came === undefined || (came.includes('nordlicht') && url.includes('ebay'))).toBe(true);
        expect(given?.benefit).toBeTruthy();
        expect(entry?.benefit).toEqual(given?.benefit);
        expect(url).not.toContain('amazon');
      }
      if (way === 'own') expect(links).toContain(opened?.url);
      if (way === 'plain') expect(networkOf(opened?.url ?? '')).toBeUndefined();
    }),
    { numRuns: 600 },
  );
  for (const count of Object.values(ways)) expect(count).toBeGreaterThan(20);
});

test('a thousand page views without a press open nothing and ask for cards only', async () => {
  const world = await readyWorld(true);
  for (let view = 0; view < 1000; view += 1) {
    world.later(4000);
    const address = `https://mara.example/${view}`;
    await read(world, address);
    await seenCard({ ...world.call, address }, { cardId: aCard().id });
    await tabState(world.call, { tabId: world.call.tabId, address });
  }
  expect(world.opened).toEqual([]);
  expect(world.requests).toHaveLength(1000);
  expect(new Set(world.requests.map(({ url }) => url))).toEqual(new Set([`${workerOrigin}/v1/recommend/cards`]));
});
