import { expect, test } from 'vitest';
import { listEarnings } from '#shared/contracts/creators.ts';
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

const product = { sku: 'sku-1', title: 'Havn Rain Jacket HR-77', maker: 'Havn', price: { amountMinor: 12_900, currency: 'USD' } };

async function sell(brand: BrandWorld, creator: CreatorWorld, netMinor: number): Promise<void> {
  const page = aPage({
    url: 'https://www.youtube.com/watch?v=havn0000001',
    title: 'Havn Rain Jacket HR-77 in a storm',
    text: 'A day with the Havn Rain Jacket HR-77.',
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
  const [held, released] = [
    await aBrand({ products: [product] }),
    await aBrand({ products: [product], terms: { holdDays: 0, rateBps: 1250 } }),
  ];
  await sell(held, creator, 12_900);
  await sell(released, creator, 10_000);
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
  const brand = await aBrand({ products: [product] });
  await sell(brand, one, 5000);
  await eventually(
    () => one.client(listEarnings, {}),
    ({ lines }) => lines.length === 1,
  );
  expect(await other.client(listEarnings, {})).toEqual({ lines: [], next: null, totals: [] });
});
