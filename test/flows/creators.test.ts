import { expect, test, vi } from 'vitest';
import { listEarnings } from '#shared/contracts/creators.ts';
import { minuteMs } from '#shared/time.ts';
import { aBook } from '#test/harness/book-object.ts';
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
