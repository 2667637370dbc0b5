import { Webhook } from 'standardwebhooks';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkBook } from '#shared/contracts/books.ts';
import { listProducts } from '#shared/contracts/catalogue.ts';
import { getOrder, listBaskets, listOrders, type OrderLine } from '#shared/contracts/orders.ts';
import type { Id } from '#shared/ids.ts';
import {
  aBrand,
  aCreator,
  anOrder,
  aPage,
  aRefund,
  type BrandWorld,
  type CreatorWorld,
  cardsFor,
  eventually,
  follow,
  operator,
  receiptIn,
  sendOrder,
} from '#test/harness/world.ts';
import { signatureProblem } from '#worker/base/signature.ts';

const product = { sku: 'sku-1', title: 'Fjordlys Headlamp FH-210', maker: 'Fjordlys', price: { amountMinor: 5900, currency: 'USD' } };
let brand: BrandWorld;
let creator: CreatorWorld;

beforeAll(async () => {
  brand = await aBrand({ products: [product] });
  creator = await aCreator();
});

async function aReceipt(of: BrandWorld = brand, by: CreatorWorld = creator, model = 'FH-210'): Promise<string> {
  const page = aPage({
    title: `Fjordlys Headlamp ${model} on a night walk`,
    text: `The Fjordlys Headlamp ${model} lights the way.`,
    creator: { platform: 'youtube', handle: by.handle },
  });
  const set = await eventually(
    () => cardsFor(page),
    ({ cards }) => cards.some((card) => card.offer && card.product.url.includes(of.host)),
  );
  const card = set.cards.find((entry) => entry.offer && entry.product.url.includes(of.host));
  return receiptIn(await follow(card?.offer?.clickUrl ?? '')) ?? '';
}

async function orderOf(orderId: string, fits: (order: OrderLine) => boolean = () => true): Promise<OrderLine> {
  const find = async () => (await brand.client(listOrders, { limit: 100 })).orders.find((order) => order.orderId === orderId);
  const found = await eventually(find, (order) => order !== undefined && fits(order));
  if (!found) throw new Error('not found');
  return found;
}

describe('an order', () => {
  test('with a receipt earns its creator base x rate under the terms of the quote', async () => {
    const order = anOrder({ receipts: [await aReceipt()], lines: [{ lineId: '1', sku: 'sku-1', quantity: 2, netMinor: 11_800 }] });
    const { orderId } = order.data;
    expect(await sendOrder(brand, order)).toEqual({ status: 200, body: { result: 'recorded', notes: [] } });
    const line = await orderOf(orderId);
    expect(line).toMatchObject({
      grossMinor: 11_800,
      refundedMinor: 0,
      reason: null,
      credits: [{ creator: { id: creator.id, name: creator.name }, baseMinor: 11_800, rateBps: 1000, amountMinor: 1180, state: 'held' }],
    });
    expect((line.credits[0]?.releaseAt ?? 0) - line.placedAt).toBe(14 * 86_400_000);
  });

  test('without a receipt says why nobody earns', async () => {
    const order = anOrder();
    await sendOrder(brand, order);
    expect(await orderOf(order.data.orderId)).toMatchObject({ credits: [], reason: 'no_click' });
  });

  test('the same message again, and again under another webhook id, is there once', async () => {
    const order = anOrder({ receipts: [await aReceipt()] });
    expect((await sendOrder(brand, order, { webhookId: 'msg-once' })).body.result).toBe('recorded');
    expect((await sendOrder(brand, order, { webhookId: 'msg-once' })).body.result).toBe('exists');
    expect((await sendOrder(brand, order)).body.result).toBe('exists');
    await orderOf(order.data.orderId);
    const { orders } = await brand.client(listOrders, { limit: 100 });
    expect(orders.filter((entry) => entry.orderId === order.data.orderId)).toHaveLength(1);
  });

  test('twenty at once are there once', async () => {
    const order = anOrder({ receipts: [await aReceipt()] });
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendOrder(brand, order)));
    expect(answers.map(({ body }) => body.result).sort()).toEqual([...Array.from({ length: 19 }, () => 'exists'), 'recorded']);
  });

  test('the same number with other content is a conflict that names the field', async () => {
    const order = anOrder();
    await sendOrder(brand, order);
    const changed = { ...order, data: { ...order.data, currency: 'EUR' } };
    const answer = await sendOrder(brand, changed);
    expect(answer.status).toBe(409);
    expect(answer.body.error?.message).toContain('currency');
  });

  test('in another currency than the price is kept in its own', async () => {
    const order = anOrder({
      currency: 'JPY',
      receipts: [await aReceipt()],
      lines: [{ lineId: '1', sku: 'sku-1', quantity: 1, netMinor: 8825 }],
    });
    await sendOrder(brand, order);
    expect(await orderOf(order.data.orderId)).toMatchObject({ currency: 'JPY', credits: [{ amountMinor: 882, currency: 'JPY' }] });
  });

  test('with a product we do not know counts, and the answer says so', async () => {
    const order = anOrder({ receipts: [await aReceipt()], lines: [{ lineId: '1', sku: 'never-seen', quantity: 1, netMinor: 1000 }] });
    const answer = await sendOrder(brand, order);
    expect(answer.body.notes).toEqual(['sku never-seen is not in the catalogue; the order counts all the same']);
    expect((await orderOf(order.data.orderId)).credits[0]?.amountMinor).toBe(100);
  });

  test("another brand's receipt and a changed one are named and do not count", async () => {
    const other = await aBrand({ products: [{ ...product, title: 'Fjordlys Headlamp QX-880' }] });
    const [foreign, own] = [await aReceipt(other, creator, 'QX-880'), await aReceipt()];
    const order = anOrder({ receipts: [foreign, own.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), 'nonsense'] });
    const answer = await sendOrder(brand, order);
    expect(answer.body.notes).toHaveLength(3);
    expect(answer.body.notes?.[0]).toContain('another brand');
    expect(await orderOf(order.data.orderId)).toMatchObject({ credits: [], reason: 'no_click' });
  });
});

describe('one order explained', () => {
  test('its clicks, what each model would have given, and all that happened with its postings', async () => {
    const other = await aCreator();
    const order = anOrder({
      receipts: [await aReceipt(brand, other), await aReceipt()],
      lines: [{ lineId: '1', sku: 'sku-1', quantity: 2, netMinor: 10_000 }],
    });
    await sendOrder(brand, order);
    await sendOrder(brand, aRefund(order.data.orderId, { lines: [{ lineId: '1', netMinor: 2000 }] }));
    const line = await orderOf(order.data.orderId, ({ refundedMinor }) => refundedMinor === 2000);
    const explained = await brand.client(getOrder, { orderRef: line.id });
    expect(explained).toMatchObject({
      order: line,
      source: 'webhook',
      codes: [],
      lines: [{ lineId: '1', sku: 'sku-1', quantity: 2, netMinor: 10_000, refundedMinor: 2000, earns: true }],
      clicks: [
        { creator: { id: other.id, name: other.name }, verdict: 'no_part', traffic: 'valid', quote: { rateBps: 1000, windowDays: 30 } },
        { creator: { id: creator.id, name: creator.name }, verdict: 'counts', traffic: 'valid' },
      ],
      model: 'last',
    });
    const given = Object.fromEntries(
      explained.models.map(({ model, shares }) => [model, shares.map((one) => [one.creator.id, one.amountMinor])]),
    );
    expect(given).toMatchObject({
      last: [[creator.id, 800]],
      first: [[other.id, 800]],
      linear: [
        [other.id, 400],
        [creator.id, 400],
      ],
    });
    expect(explained.history.map(({ type, amountMinor }) => [type, amountMinor])).toEqual([
      ['order.recorded', null],
      ['refund.recorded', 2000],
    ]);
    const held = `creator:${creator.id}:held`;
    expect(explained.history.flatMap(({ postings }) => postings)).toEqual([
      { from: 'brand:commission', to: held, amountMinor: 1000, currency: 'USD' },
      { from: held, to: 'brand:commission', amountMinor: 200, currency: 'USD' },
    ]);
    for (const { hash } of explained.history) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('one that earned nobody anything has its reason and no models', async () => {
    const order = anOrder();
    await sendOrder(brand, order);
    const { id } = await orderOf(order.data.orderId);
    expect(await brand.client(getOrder, { orderRef: id })).toMatchObject({
      order: { reason: 'no_click' },
      clicks: [],
      models: [],
      model: null,
    });
  });

  test("another brand's order is not there", async () => {
    const order = anOrder();
    await sendOrder(brand, order);
    const { id } = await orderOf(order.data.orderId);
    const other = await aBrand({ products: [{ ...product, title: 'Fjordlys Headlamp QX-881' }] });
    await expect(other.client(getOrder, { orderRef: id })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a refund', () => {
  test('takes back exactly its share, and all of it in the end', async () => {
    const order = anOrder({ receipts: [await aReceipt()], lines: [{ lineId: '1', sku: 'sku-1', quantity: 3, netMinor: 9999 }] });
    const { orderId } = order.data;
    await sendOrder(brand, order);
    expect((await sendOrder(brand, aRefund(orderId, { lines: [{ lineId: '1', netMinor: 3333 }] }))).body.result).toBe('recorded');
    expect(await orderOf(orderId, (line) => line.refundedMinor === 3333)).toMatchObject({
      credits: [{ amountMinor: 667, reversedMinor: 333, state: 'held' }],
    });
    await sendOrder(brand, aRefund(orderId, { lines: [{ lineId: '1', netMinor: 6666 }] }));
    expect(await orderOf(orderId, (line) => line.refundedMinor === 9999)).toMatchObject({
      credits: [{ amountMinor: 0, reversedMinor: 1000, state: 'reversed' }],
    });
  });

  test('of more than the line is refused and changes nothing', async () => {
    const order = anOrder();
    await sendOrder(brand, order);
    const answer = await sendOrder(brand, aRefund(order.data.orderId, { lines: [{ lineId: '1', netMinor: 10_001 }] }));
    expect(answer.status).toBe(409);
    expect((await orderOf(order.data.orderId)).refundedMinor).toBe(0);
  });

  test('that comes before its order waits for it', async () => {
    const order = anOrder({ receipts: [await aReceipt()] });
    expect((await sendOrder(brand, aRefund(order.data.orderId, { lines: [{ lineId: '1', netMinor: 4000 }] }))).body.result).toBe(
      'waiting_for_order',
    );
    await sendOrder(brand, order);
    expect(await orderOf(order.data.orderId, (line) => line.refundedMinor === 4000)).toMatchObject({ credits: [{ amountMinor: 600 }] });
  });
});

describe('what is not believed', () => {
  const now = () => Math.floor(Date.now() / 1000);
  test.each([
    ['a wrong secret', () => ({ secret: `whsec_${btoa('x'.repeat(32))}` })],
    ['301 s old', () => ({ timestampSeconds: now() - 301 })],
    ['302 s ahead', () => ({ timestampSeconds: now() + 302 })],
  ])('%s answers 401', async (_, sending) => {
    const order = anOrder();
    expect((await sendOrder(brand, order, sending())).status).toBe(401);
  });

  test('within 300 s both ways it is believed', async () => {
    expect((await sendOrder(brand, anOrder(), { timestampSeconds: now() - 299 })).status).toBe(200);
    expect((await sendOrder(brand, anOrder(), { timestampSeconds: now() + 299 })).status).toBe(200);
  });

  test.each([
    ['not JSON', '{', 400],
    ['an unknown key', JSON.stringify({ ...anOrder(), more: 1 }), 400],
    ['an amount above 2^53', JSON.stringify(anOrder()).replace('10000', '9007199254740993'), 400],
    ['an amount with a fraction', JSON.stringify(anOrder()).replace('10000', '100.5'), 400],
    ['an unknown currency', JSON.stringify(anOrder({ currency: 'USD' })).replace('USD', 'XXX'), 400],
    ['a line twice', JSON.stringify(anOrder({ lines: [1, 2].map(() => ({ lineId: 'a', sku: 's', quantity: 1, netMinor: 1 })) })), 422],
    [
      'lines that together pass 2^53',
      JSON.stringify(
        anOrder({ lines: ['a', 'b'].map((lineId) => ({ lineId, sku: 's', quantity: 1, netMinor: Number.MAX_SAFE_INTEGER })) }),
      ),
      422,
    ],
    ['an order of tomorrow', JSON.stringify(anOrder({ placedAt: new Date(Date.now() + 86_400_000).toISOString() })), 422],
    ['65 KB', JSON.stringify(anOrder()).padEnd(65 * 1024, ' '), 413],
  ])('%s is refused with a sentence', async (_, rawBody, status) => {
    const answer = await sendOrder(brand, {}, { rawBody });
    expect(answer.status).toBe(status);
    expect(answer.body.error?.message.length).toBeGreaterThan(10);
  });

  test('an unknown brand cannot be told from a wrong signature', async () => {
    expect((await sendOrder({ ...brand, id: 'brd_01h2xcejqtf2nbrexx3vqjhp41' }, anOrder())).status).toBe(401);
  });

  test('the Standard Webhooks library signs what we accept', async () => {
    const body = JSON.stringify({ hello: 'world' });
    const stamp = new Date();
    const signature = new Webhook(brand.secret).sign('msg_1', stamp, body);
    const secret = Uint8Array.from(atob(brand.secret.replace('whsec_', '')), (letter) => letter.charCodeAt(0));
    const message = { id: 'msg_1', timestamp: String(Math.floor(stamp.getTime() / 1000)), signature, body: new TextEncoder().encode(body) };
    expect(await signatureProblem(message, [secret], stamp.getTime())).toBeUndefined();
    expect(await signatureProblem({ ...message, id: 'msg_2' }, [secret], stamp.getTime())).toContain('No signature matches');
    expect(await signatureProblem({ ...message, signature: `v1,AAAA ${signature}` }, [secret], stamp.getTime())).toBeUndefined();
    expect(await signatureProblem({ ...message, signature: null }, [secret], stamp.getTime())).toContain('webhook-signature');
  });
});

test('after all this the book finds no difference in itself', async () => {
  expect(await brand.client(checkBook, {})).toMatchObject({ differences: [] });
});

test('a brand sees only its own orders, and pages through them without loss', async () => {
  const other = await aBrand();
  expect((await other.client(listOrders, {})).orders).toEqual([]);
  const all = (await brand.client(listOrders, { limit: 100 })).orders.map((order) => order.id);
  const paged: string[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await brand.client(listOrders, { limit: 3, ...(after ? { after } : {}) });
    paged.push(...page.orders.map((order) => order.id));
    after = page.next;
  }
  expect(paged).toEqual(all);
  await expect(brand.client(listOrders, { after: 'nowhere' })).rejects.toMatchObject({ code: 'invalid_request' });
});

describe('what was bought together', () => {
  const goods = ['a', 'b', 'c'].map((sku) => ({
    sku,
    title: `Kestermoor ${sku.toUpperCase()}-10 lantern`,
    price: { amountMinor: 100, currency: 'USD' },
  }));
  const lines = (...skus: string[]) => skus.map((sku, at) => ({ lineId: String(at), sku, quantity: 1, netMinor: 100 }));

  test('is told as products, in the order of the lines, once each; single goods, unknown ones and cancelled orders are left out', async () => {
    const shop = await aBrand({ products: goods });
    const skuOf = new Map((await shop.client(listProducts, {})).products.map(({ id, sku }) => [id as string, sku]));
    const cancelled = anOrder({ lines: lines('b', 'c') });
    const orders = [
      anOrder({ lines: lines('c', 'a', 'c') }),
      anOrder({ lines: lines('b') }),
      anOrder({ lines: lines('b', 'never-seen') }),
      cancelled,
      anOrder({ lines: lines('a', 'never-seen', 'b') }),
    ];
    for (const order of orders) await sendOrder(shop, order);
    await sendOrder(shop, {
      type: 'order.cancelled',
      data: { orderId: (cancelled.data as { orderId: string }).orderId, cancelledAt: new Date(Date.now() + 30_000).toISOString() },
    });
    const told = async () => {
      const all: string[][] = [];
      for (let after: Id<'ord'> | undefined; ; ) {
        const { baskets, next } = await (await operator())(listBaskets, { limit: 2, ...(after && { after }) });
        all.push(...baskets.map((basket) => basket.map((id) => skuOf.get(id) ?? '')).filter((basket) => basket.some((sku) => sku !== '')));
        if (next === null) return all;
        after = next;
      }
    };
    expect(await eventually(told, (baskets) => baskets.length === 2)).toEqual([
      ['c', 'a'],
      ['a', 'b'],
    ]);
  });

  test('says nothing about who bought, or when', async () => {
    const answer = await (await operator()).raw('/v1/orders/baskets');
    const { baskets, ...rest } = await answer.json<{ baskets: unknown[] }>();
    expect(baskets.flat().every((product) => /^prd_\w{26}$/.test(String(product)))).toBe(true);
    expect(Object.keys(rest)).toEqual(['next']);
  });
});
