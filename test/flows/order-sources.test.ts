/** Shop systems in workerd: their signatures over the raw body, their words in the book, and what they may not do. */
import { SELF } from 'cloudflare:test';
import Stripe from 'stripe';
import { beforeAll, describe, expect, test } from 'vitest';
import { toBase64 } from '#shared/base64.ts';
import { checkBook } from '#shared/contracts/books.ts';
import { listOrders, listSources, type OrderLine, type OrderSource, setSource } from '#shared/contracts/orders.ts';
import { hourMs, minuteMs } from '#shared/time.ts';
import { origin } from '#test/harness/caller.ts';
import { aBrand, anOrder, type BrandWorld, eventually, sendOrder } from '#test/harness/world.ts';

const secrets: Record<OrderSource, string> = { shopify: 'shpss_aaaa', stripe: 'whsec_bbbb' };
let brand: BrandWorld;
let other: BrandWorld;

beforeAll(async () => {
  brand = await aBrand({ products: [{ sku: 'MUG', title: 'A mug of clay', price: { amountMinor: 2000, currency: 'USD' } }] });
  other = await aBrand();
  for (const source of ['shopify', 'stripe'] as const) await brand.client(setSource, { source, secret: secrets[source] });
});

const post = async (to: BrandWorld, source: OrderSource, body: string, headers: Record<string, string>) => {
  const answer = await SELF.fetch(`${origin}/v1/orders/${source}/${to.id}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return {
    status: answer.status,
    body: await answer.json<{ result?: string; notes?: string[]; error?: { code: string; message: string } }>(),
  };
};
const text = (value: string) => new TextEncoder().encode(value);

async function tellShopify(topic: string, value: unknown, { to = brand, secret = secrets.shopify } = {}) {
  const body = JSON.stringify(value);
  const key = await crypto.subtle.importKey('raw', text(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const mac = toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, text(body))));
  return post(to, 'shopify', body, { 'x-shopify-topic': topic, 'x-shopify-hmac-sha256': mac, 'x-shopify-shop-domain': 'shop.example' });
}
async function tellStripe(value: unknown, { to = brand, secret = secrets.stripe, timestamp = Math.floor(Date.now() / 1000) } = {}) {
  const body = JSON.stringify(value);
  const signature = await Stripe.webhooks.generateTestHeaderStringAsync({ payload: body, secret, timestamp });
  return post(to, 'stripe', body, { 'stripe-signature': signature });
}

const orderOf = async (orderId: string, fits: (order: OrderLine) => boolean = () => true): Promise<OrderLine | undefined> =>
  eventually(
    async () => (await brand.client(listOrders, { limit: 100 })).orders.find((order) => order.orderId === orderId),
    (order) => order !== undefined && fits(order),
  );

let number = 1000;
const shopOrder = (changes: object = {}) => ({
  id: ++number,
  currency: 'USD',
  created_at: new Date(Date.now() - minuteMs).toISOString(),
  updated_at: new Date().toISOString(),
  email: 'somebody@example.com',
  landing_site: '/?utm_source=x',
  line_items: [{ id: 1, sku: 'MUG', quantity: 2, price: '20.00', discount_allocations: [{ amount: '4.00' }] }],
  ...changes,
});

describe('Shopify', () => {
  test('tells an order, its edit, its refund and its cancellation; told again nothing changes', async () => {
    const order = shopOrder();
    const orderId = String(order.id);
    expect(await tellShopify('orders/create', order)).toMatchObject({ status: 200, body: { result: 'recorded' } });
    expect(await tellShopify('orders/create', order)).toMatchObject({ status: 200, body: { result: 'exists' } });
    expect(await orderOf(orderId)).toMatchObject({ grossMinor: 3600, reason: 'no_click', currency: 'USD' });

    const line = { id: 1, sku: 'MUG', quantity: 3, price: '20.00' };
    const later = new Date(Date.now() + 1000).toISOString();
    expect(await tellShopify('orders/updated', { ...order, updated_at: later, line_items: [line] })).toMatchObject({
      body: { result: 'recorded' },
    });
    expect(await orderOf(orderId, (one) => one.grossMinor === 6000)).toMatchObject({ grossMinor: 6000 });

    const refund = {
      id: order.id * 10,
      order_id: order.id,
      created_at: new Date().toISOString(),
      refund_line_items: [{ line_item_id: 1, subtotal: '20.00', subtotal_set: { shop_money: { amount: '20.00', currency_code: 'USD' } } }],
    };
    expect(await tellShopify('refunds/create', refund)).toMatchObject({ body: { result: 'recorded' } });
    expect(await tellShopify('refunds/create', refund)).toMatchObject({ body: { result: 'exists' } });
    expect(await orderOf(orderId, (one) => one.refundedMinor === 2000)).toMatchObject({ refundedMinor: 2000 });

    expect(await tellShopify('orders/cancelled', { ...order, cancelled_at: new Date().toISOString() })).toMatchObject({
      body: { result: 'recorded' },
    });
    expect(await orderOf(orderId, (one) => one.cancelledAt !== null)).toMatchObject({ grossMinor: 6000, refundedMinor: 6000 });
    expect((await brand.client(checkBook, {})).differences).toEqual([]);
  });
  test('a refund before its order is asked for again, and taken then', async () => {
    const order = shopOrder();
    const refund = {
      id: order.id * 10,
      order_id: order.id,
      created_at: new Date().toISOString(),
      refund_line_items: [{ line_item_id: 1, subtotal: '1.00', subtotal_set: { shop_money: { amount: '1.00', currency_code: 'USD' } } }],
    };
    expect(await tellShopify('refunds/create', refund)).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } });
    await tellShopify('orders/create', order);
    expect(await tellShopify('refunds/create', refund)).toMatchObject({ status: 200, body: { result: 'recorded' } });
  });
  test('a refund of an order that was never told here is let go after a while', async () => {
    const line = { line_item_id: 1, subtotal: '1.00', subtotal_set: { shop_money: { amount: '1.00', currency_code: 'USD' } } };
    const old = { id: 5, order_id: 4, created_at: new Date(Date.now() - 3 * hourMs).toISOString(), refund_line_items: [line] };
    expect(await tellShopify('refunds/create', old)).toMatchObject({
      status: 200,
      body: { result: 'ignored', notes: [expect.stringContaining('never told')] },
    });
  });
  test('what moves no money is answered with why', async () => {
    expect(await tellShopify('customers/redact', { shop_id: 1 })).toMatchObject({
      status: 200,
      body: { result: 'ignored', notes: [expect.stringContaining('Nothing is kept')] },
    });
  });
});

const checkout = (payment: string, changes: object = {}) => ({
  id: `evt_${payment}`,
  type: 'checkout.session.completed',
  created: Math.floor(Date.now() / 1000),
  data: {
    object: {
      id: `cs_${payment}`,
      payment_intent: payment,
      payment_status: 'paid',
      amount_total: 12_900,
      currency: 'usd',
      created: Math.floor(Date.now() / 1000) - 60,
      metadata: { sku: 'MUG' },
      total_details: { amount_discount: 0, amount_shipping: 900, amount_tax: 2000 },
      ...changes,
    },
  },
});
const refunded = (payment: string, now: number, before: number) => ({
  id: `evt_r${payment}${now}`,
  type: 'charge.refunded',
  created: Math.floor(Date.now() / 1000),
  data: {
    object: { id: `ch_${payment}`, payment_intent: payment, amount: 12_900, amount_refunded: now, currency: 'usd' },
    previous_attributes: { amount_refunded: before },
  },
});

describe('Stripe', () => {
  test("tells a checkout and its refunds in steps, late and in any order: the goods' part of each", async () => {
    const payment = `pi_${++number}`;
    expect(await tellStripe(refunded(payment, 12_900, 6450))).toMatchObject({ status: 503 });
    expect(await tellStripe(checkout(payment))).toMatchObject({ status: 200, body: { result: 'recorded' } });
    expect(await orderOf(payment)).toMatchObject({ grossMinor: 10_000, skus: ['MUG'] });
    expect(await tellStripe(refunded(payment, 12_900, 6450))).toMatchObject({ body: { result: 'recorded' } });
    expect(await tellStripe(refunded(payment, 6450, 0))).toMatchObject({ body: { result: 'recorded' } });
    expect(await tellStripe(refunded(payment, 6450, 0))).toMatchObject({ body: { result: 'exists' } });
    expect(await orderOf(payment, (one) => one.refundedMinor === 10_000)).toMatchObject({ refundedMinor: 10_000 });
  });
  test.each([301, -301])('a signature %i s away is refused', async (away) => {
    const timestamp = Math.floor(Date.now() / 1000) - away - Math.sign(away);
    expect(await tellStripe(checkout('pi_old'), { timestamp })).toMatchObject({
      status: 401,
      body: { error: { code: 'invalid_signature' } },
    });
  });
});

describe('whoever cannot sign is refused', () => {
  test.each([
    ['Shopify, another secret', () => tellShopify('orders/create', shopOrder(), { secret: 'other' })],
    ['Stripe, another secret', () => tellStripe(checkout('pi_x'), { secret: 'other' })],
    ['Shopify, a brand that set none', () => tellShopify('orders/create', shopOrder(), { to: other })],
    ['Stripe, a brand that set none', () => tellStripe(checkout('pi_x'), { to: other })],
    ['Shopify, no signature', () => post(brand, 'shopify', '{}', {})],
    ['Stripe, no signature', () => post(brand, 'stripe', '{}', {})],
  ])('%s', async (_, tell) => {
    expect(await tell()).toMatchObject({ status: 401, body: { error: { code: 'invalid_signature' } } });
  });
  test('a body that is signed but malformed is refused, naming what is wrong', async () => {
    expect(await tellShopify('orders/create', { id: 1 })).toMatchObject({
      status: 422,
      body: { error: { message: expect.stringContaining('currency') } },
    });
    expect(await tellStripe({ nothing: true })).toMatchObject({
      status: 422,
      body: { error: { message: expect.stringContaining('type') } },
    });
  });
});

describe('secrets of shop systems', () => {
  test('are never shown; the old one stays good for a while; forgotten they are gone', async () => {
    const fresh = await aBrand();
    const before = await fresh.client(listSources, {});
    expect(before.sources.map(({ source, isSet, url }) => [source, isSet, url])).toEqual([
      ['shopify', false, `${origin}/v1/orders/shopify/${fresh.id}`],
      ['stripe', false, `${origin}/v1/orders/stripe/${fresh.id}`],
    ]);
    await fresh.client(setSource, { source: 'stripe', secret: 'first' });
    const set = await fresh.client(setSource, { source: 'stripe', secret: 'second' });
    expect(JSON.stringify(set)).not.toMatch(/first|second/);
    for (const [secret, status] of [
      ['first', 200],
      ['second', 200],
      ['third', 401],
    ] as const)
      expect(await tellStripe(checkout(`pi_${secret}`), { to: fresh, secret })).toMatchObject({ status });
    await eventually(
      async () => (await fresh.client(listSources, {})).sources.find(({ source }) => source === 'stripe')?.heardAt ?? null,
      (at) => at !== null,
    );
    await fresh.client(setSource, { source: 'stripe', secret: null });
    expect(await tellStripe(checkout('pi_after'), { to: fresh, secret: 'second' })).toMatchObject({ status: 401 });
  });
});

describe('the Standard Webhook', () => {
  test('edits and cancels too', async () => {
    const order = anOrder();
    const { orderId } = (order as { data: { orderId: string } }).data;
    await sendOrder(brand, order);
    const edit = {
      type: 'order.edited',
      data: {
        editId: 'e1',
        orderId,
        editedAt: new Date().toISOString(),
        currency: 'USD',
        lines: [{ lineId: '1', sku: 'sku-1', quantity: 1, netMinor: 12_000 }],
      },
    };
    expect(await sendOrder(brand, edit)).toMatchObject({ status: 200, body: { result: 'recorded' } });
    expect(await sendOrder(brand, edit)).toMatchObject({ body: { result: 'exists' } });
    expect(await sendOrder(brand, { ...edit, data: { ...edit.data, currency: 'EUR' } })).toMatchObject({ status: 409 });
    expect(await orderOf(orderId, (one) => one.grossMinor === 12_000)).toMatchObject({ grossMinor: 12_000 });
    expect(await sendOrder(brand, { type: 'order.cancelled', data: { orderId, cancelledAt: new Date().toISOString() } })).toMatchObject({
      body: { result: 'recorded' },
    });
    expect(await orderOf(orderId, (one) => one.cancelledAt !== null)).toMatchObject({ refundedMinor: 12_000 });
  });
});
