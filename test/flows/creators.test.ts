import { env } from 'cloudflare:test';
import { expect, test, vi } from 'vitest';
import type { BookEvent } from '#shared/book/events.ts';
import { contentFigures, listEarnings, listNotices } from '#shared/contracts/creators.ts';
import { keyHash } from '#shared/presence.ts';
import { dayMs, minuteMs } from '#shared/time.ts';
import { aTouch, orderEvent, termsEvent } from '#test/harness/book.ts';
import { aBook, freeClock, holdClock } from '#test/harness/book-object.ts';
import { setClock } from '#test/harness/caller.ts';
import {
  aBrand,
  aCreator,
  anOrder,
  aPage,
  type BrandWorld,
  type CreatorWorld,
  cardsFor,
  eventually,
  follow,
  receiptIn,
  sendOrder,
} from '#test/harness/world.ts';
import { findTerms } from '#worker/clicks/index.ts';

const jacket = (model: string) => ({
  sku: 'sku-1',
  title: `Havn Rain Jacket ${model}`,
  maker: 'Havn',
  price: { amountMinor: 12_900, currency: 'USD' },
});

async function sell(brand: BrandWorld, creator: CreatorWorld, model: string, netMinor: number): Promise<void> {
  const page = aPage({
    url: 'https://www.youtube.com/watch?v=havn0000001',
    title: `Havn Rain Jacket ${model} in a storm`,
    text: `A day with the Havn Rain Jacket ${model}.`,
    creator: { platform: 'youtube', handle: creator.handle },
  });
  const { cards } = await eventually(
    () => cardsFor(page),
    (set) => set.cards.some((card) => card.offer && card.product.url.includes(brand.host)),
  );
  const card = cards.find((entry) => entry.product.url.includes(brand.host));
  const receipt = receiptIn(await follow(card?.offer?.clickUrl ?? ''));
  await sendOrder(brand, anOrder({ receipts: [receipt ?? ''], lines: [{ lineId: '1', sku: 'sku-1', quantity: 1, netMinor }] }));
}

test('a creator sees each commission with base, rate, amount, state and date, and the sums by state', async () => {
  const creator = await aCreator();
  const held = await aBrand({ products: [jacket('HR-77')] });
  const released = await aBrand({ products: [jacket('HX-310')], terms: { holdDays: 0, rateBps: 1250 } });
  await sell(held, creator, 'HR-77', 12_900);
  await sell(released, creator, 'HX-310', 10_000);
  // Its hold ends at once, which is after the shop's time of the order.
  setClock(Date.now() + minuteMs);
  await aBook(released.id).ring();
  vi.restoreAllMocks();
  const earnings = await eventually(
    () => creator.client(listEarnings, {}),
    ({ lines }) => lines.length === 2 && lines.some((line) => line.state === 'payable'),
  );
  expect(earnings.totals).toMatchObject([{ currency: 'USD', heldMinor: 1290, payableMinor: 1250, reversedMinor: 0 }]);
  const line = earnings.lines.find((entry) => entry.state === 'held');
  expect(line).toMatchObject({
    contentUrl: 'https://www.youtube.com/watch?v=havn0000001',
    baseMinor: 12_900,
    rateBps: 1000,
    amountMinor: 1290,
    skus: ['sku-1'],
    releasedAt: null,
  });
  expect(line?.releaseAt).toBeGreaterThan(Date.now() + 13 * 86_400_000);
  expect(earnings.lines.find((entry) => entry.state === 'payable')?.releasedAt).not.toBeNull();
});

test('a creator sees what one content earned, under any of its addresses; others see nothing of it', async () => {
  const [creator, other] = [await aCreator(), await aCreator()];
  const brand = await aBrand({ products: [jacket('HQ-12')] });
  await sell(brand, creator, 'HQ-12', 10_000);
  const address = 'https://m.youtube.com/watch?app=m&v=havn0000001&t=12s';
  const figures = await eventually(
    () => creator.client(contentFigures, { address }),
    ({ orders }) => orders === 1,
  );
  expect(figures).toMatchObject({
    sums: [{ currency: 'USD', baseMinor: 10_000, heldMinor: 1000, releasedMinor: 0, reversedMinor: 0 }],
    band: null,
  });
  expect(await other.client(contentFigures, { address })).toMatchObject({ orders: 0, sums: [], band: null });
  expect(await creator.client(contentFigures, { address: 'https://www.youtube.com/watch?v=havn0000002' })).toMatchObject({
    orders: 0,
    sums: [],
  });
  await expect(creator.client(contentFigures, { address: 'https://www.youtube.com/' })).rejects.toMatchObject({ code: 'unprocessable' });
  expect(figures.cards).toEqual({ seen: 0, opened: 0 });
  const day = Math.floor(Date.now() / dayMs);
  const counted = env.DB.prepare('INSERT INTO learning_content (creator_id, key_hash, day, seen, opened) VALUES (?1, ?2, ?3, 7, 2)');
  await env.DB.batch([day, day - 89, day - 200].map((on) => counted.bind(creator.id, keyHash('youtube:havn0000001'), on)));
  expect((await creator.client(contentFigures, { address })).cards).toEqual({ seen: 14, opened: 4 });
  expect((await other.client(contentFigures, { address })).cards).toEqual({ seen: 0, opened: 0 });
});

test('a commission under review is held, and what was taken back of others is said', async () => {
  const creator = await aCreator();
  const brand = await aBrand({ products: [jacket('HQ-13')] });
  await sell(brand, creator, 'HQ-13', 10_000);
  const address = 'https://www.youtube.com/watch?v=havn0000001';
  const figures = () => creator.client(contentFigures, { address });
  await eventually(figures, ({ orders }) => orders === 1);
  const become = (state: string, reversedMinor: number) =>
    env.DB.prepare('UPDATE orders_credit SET state = ?1, reversed_minor = ?2 WHERE creator_id = ?3')
      .bind(state, reversedMinor, creator.id)
      .run();
  await become('in_review', 0);
  expect((await figures()).sums).toMatchObject([{ heldMinor: 1000, releasedMinor: 0, reversedMinor: 0 }]);
  await become('payable', 400);
  expect((await figures()).sums).toMatchObject([{ baseMinor: 10_000, heldMinor: 0, releasedMinor: 600, reversedMinor: 400 }]);
  await become('reversed', 1000);
  expect((await figures()).sums).toMatchObject([{ heldMinor: 0, releasedMinor: 0, reversedMinor: 1000 }]);
});

test("another creator's earnings are never shown", async () => {
  const [one, other] = [await aCreator(), await aCreator()];
  const brand = await aBrand({ products: [jacket('HZ-55')] });
  await sell(brand, one, 'HZ-55', 5000);
  await eventually(
    () => one.client(listEarnings, {}),
    ({ lines }) => lines.length === 1,
  );
  expect(await other.client(listEarnings, {})).toEqual({ lines: [], next: null, totals: [] });
});

test('terms that a book kept before late reports were one are read, too', async () => {
  const brand = await aBrand({ terms: null });
  expect(await aBook(brand.id).told(termsEvent(1))).toEqual({ result: 'recorded' });
  const found = await eventually(
    async () => {
      await aBook(brand.id).ring();
      return findTerms(env, [brand.id], Date.now());
    },
    (terms) => terms.length === 1,
  );
  expect(found[0]?.terms).toMatchObject({ rateBps: 1000, reportDaysMax: 100_000 });
});

test('a creator who earned with a brand is told of its coming cuts, nearer in the last two days, and nobody else is', async () => {
  const start = Date.UTC(2026, 10, 2, 9);
  const [creator, stranger] = [await aCreator(), await aCreator()];
  const brand = await aBrand({ terms: null });
  const book = aBook(brand.id);
  const happen = async (...events: BookEvent[]): Promise<void> => {
    for (const event of events) expect(await book.told(event)).toEqual({ result: 'recorded' });
    await eventually(
      async () => {
        await book.ring();
        return book.rows('SELECT seq FROM outbox');
      },
      (waiting) => waiting.length === 0,
    );
  };
  const told = async (person: CreatorWorld) => (await person.client(listNotices, {})).notices;
  const at = async (time: number): Promise<void> => {
    holdClock(time);
    await env.DB.prepare('UPDATE accounts_session SET created_at = ?1, seen_at = ?1').bind(time).run();
  };
  const number = Math.floor(Math.random() * 1e6);
  try {
    await at(start);
    await happen(termsEvent(1, {}, start), orderEvent(number, { touches: [aTouch(number, { creatorId: creator.id })], at: start }));
    expect(await told(creator)).toEqual([]);
    await happen(termsEvent(2, { rateBps: 800 }, start + 1));
    const from = start + 1 + 30 * dayMs;
    const rate = { before: { kind: 'share', bps: 1000 }, after: { kind: 'share', bps: 800 } };
    expect(await told(creator)).toMatchObject([{ brand: { id: brand.id }, setAt: start + 1, from, isNear: false, changes: { rate } }]);
    expect(await told(stranger)).toEqual([]);
    await at(from - 2 * dayMs);
    expect(await told(creator)).toMatchObject([{ isNear: true }]);
    await at(from);
    expect(await told(creator)).toEqual([]);
    await at(from - dayMs);
    await happen(termsEvent(3, { rateBps: 1200 }, from - dayMs));
    expect(await told(creator)).toEqual([]);
  } finally {
    freeClock();
  }
});
