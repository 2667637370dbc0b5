import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { shopify } from './shopify.ts';
import type { Remembered } from './source.ts';

const secret = 'shpss_test_0123456789';
const encode = (text: string) => new TextEncoder().encode(text);
const arrived = (headers: Record<string, string>, body = '{}') => ({
  header: (name: string) => headers[name] ?? null,
  body: encode(body),
  nowMs: 0,
});
const signed = (body: string, key = secret) =>
  arrived({ 'x-shopify-hmac-sha256': createHmac('sha256', key).update(body).digest('base64') }, body);

describe('a signature', () => {
  test('by the secret is believed, by the old one too', async () => {
    expect(await shopify.problem(signed('{"id":1}'), [secret])).toBeUndefined();
    expect(await shopify.problem(signed('{"id":1}', 'old'), [secret, 'old'])).toBeUndefined();
  });
  test('of RFC 4231, case 2, is believed', async () => {
    const mac = Buffer.from('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843', 'hex').toString('base64');
    expect(await shopify.problem(arrived({ 'x-shopify-hmac-sha256': mac }, 'what do ya want for nothing?'), ['Jefe'])).toBeUndefined();
  });
  test.each([
    ['by another key', signed('{"id":1}', 'other')],
    ['of another body', { ...signed('{"id":1}'), body: encode('{"id":2}') }],
    ['in hex', arrived({ 'x-shopify-hmac-sha256': createHmac('sha256', secret).update('{}').digest('hex') })],
    ['that is missing', arrived({})],
    ['that is cut', arrived({ 'x-shopify-hmac-sha256': 'AAAA' })],
  ])('%s is not', async (_, message) => {
    expect(await shopify.problem(message, [secret])).toEqual(expect.any(String));
  });
  test('without any secret is not', async () => {
    expect(await shopify.problem(signed('{}'), [])).toEqual(expect.any(String));
  });
});

const item = (id: number, changes: object = {}) => ({ id, sku: `SKU-${id}`, quantity: 2, price: '10.00', ...changes });
const order = (changes: object = {}) => ({
  id: 450789469,
  currency: 'USD',
  created_at: '2026-01-10T11:00:00-05:00',
  updated_at: '2026-01-11T11:00:00-05:00',
  line_items: [item(1)],
  ...changes,
});
const none = async (): Promise<Remembered | undefined> => undefined;
const told = async (): Promise<Remembered> => ({ netMinor: 2000, totalMinor: 0, isTaxIncluded: false });
const read = (topic: string, body: unknown, remembered: typeof none = told) =>
  shopify.read(arrived({ 'x-shopify-topic': topic }), body, remembered);

describe('an order', () => {
  test('has goods after discounts, codes, receipts of cart and landing page', async () => {
    const body = order({
      line_items: [item(1, { discount_allocations: [{ amount: '1.50' }, { amount: '0.25' }] }), item(2, { sku: '', variant_id: 77 })],
      discount_codes: [{ code: ' MARA10 ' }, { code: 'x'.repeat(41) }],
      note_attributes: [
        { name: 'gloss', value: 'v1.a.b.c v1.d.e.f' },
        { name: 'gift', value: 'yes' },
      ],
      landing_site: '/products/mug?gloss=v1.g.h.i&utm=x',
    });
    expect(await read('orders/create', body)).toEqual({
      message: {
        type: 'order.created',
        data: {
          orderId: '450789469',
          placedAt: '2026-01-10T11:00:00-05:00',
          currency: 'USD',
          lines: [
            { lineId: '1', sku: 'SKU-1', quantity: 2, netMinor: 1825 },
            { lineId: '2', sku: '77', quantity: 2, netMinor: 2000 },
          ],
          receipts: ['v1.a.b.c', 'v1.d.e.f', 'v1.g.h.i'],
          codes: ['MARA10'],
        },
      },
      remember: { netMinor: 3825, totalMinor: 0, isTaxIncluded: false },
    });
  });
  test('carries signs of its buyer that say nothing by themselves', async () => {
    const body = order({ email: ' Some.Body+shop@gmail.com', landing_site: '/x?gclid=1' });
    const said = await shopify.read(arrived({ 'x-shopify-topic': 'orders/create', 'x-shopify-shop-domain': 'shop.example' }), body, told);
    expect(said).toMatchObject({
      message: {
        data: {
          customer: { emailSha256: createHash('sha256').update('somebody@gmail.com').digest('hex'), emailDomain: 'gmail.com' },
          landingUrl: 'https://shop.example/x?gclid=1',
        },
      },
    });
    expect(JSON.stringify(said)).not.toContain('Some.Body');
  });
  test('whose prices contain the tax is without it', async () => {
    const body = order({ taxes_included: true, line_items: [item(1, { tax_lines: [{ price: '3.19' }] })] });
    expect(await read('orders/create', body)).toMatchObject({
      message: { data: { lines: [{ netMinor: 1681 }] } },
      remember: { isTaxIncluded: true },
    });
  });
  test('in a currency without smaller units', async () => {
    expect(await read('orders/create', order({ currency: 'JPY', line_items: [item(1, { price: '1200' })] }))).toMatchObject({
      message: { data: { currency: 'JPY', lines: [{ netMinor: 2400 }] } },
    });
  });
  test('discounted below nothing is nothing', async () => {
    expect(await read('orders/create', order({ line_items: [item(1, { discount_allocations: [{ amount: '99.00' }] })] }))).toMatchObject({
      message: { data: { lines: [{ netMinor: 0 }] } },
    });
  });
  test.each([
    ['with an amount of too many digits', { line_items: [item(1, { price: '10.001' })] }, 'price'],
    ['with an amount that is none', { line_items: [item(1, { price: 'ten' })] }, 'price'],
    ['without a currency', { currency: undefined }, 'currency'],
    ['of another form', { line_items: 'none' }, 'line_items'],
  ])('%s is refused, naming the field', async (_, changes, field) => {
    await expect(read('orders/create', order(changes))).rejects.toMatchObject({
      code: 'unprocessable',
      facts: { field: expect.stringContaining(field) },
    });
  });
});

describe('later messages', () => {
  test('an update is the whole order as it is then', async () => {
    expect(await read('orders/updated', order({ line_items: [item(1, { quantity: 3 })] }))).toMatchObject({
      message: {
        type: 'order.edited',
        data: {
          editId: '450789469@2026-01-11T11:00:00-05:00',
          editedAt: '2026-01-11T11:00:00-05:00',
          lines: [{ quantity: 3, netMinor: 3000 }],
        },
      },
    });
  });
  test('a cancellation', async () => {
    expect(await read('orders/cancelled', order({ cancelled_at: '2026-01-12T00:00:00Z' }))).toMatchObject({
      message: { type: 'order.cancelled', data: { orderId: '450789469', cancelledAt: '2026-01-12T00:00:00Z' } },
    });
    await expect(read('orders/cancelled', order())).rejects.toMatchObject({ code: 'unprocessable' });
  });
  const back = (line: number, amount: string | number, tax: string) => ({
    line_item_id: line,
    subtotal: amount,
    total_tax: tax,
    subtotal_set: { shop_money: { amount: String(amount), currency_code: 'USD' } },
  });
  const refund = (...lines: object[]) => ({ id: 9, order_id: 450789469, created_at: '2026-01-13T00:00:00Z', refund_line_items: lines });
  test('a refund, the same line twice together', async () => {
    expect(await read('refunds/create', refund(back(1, 5, '0.40'), back(1, '2.50', '0.20'), back(2, '1.00', '0')))).toMatchObject({
      message: {
        data: {
          refundId: '9',
          orderId: '450789469',
          currency: 'USD',
          lines: [
            { lineId: '1', netMinor: 750 },
            { lineId: '2', netMinor: 100 },
          ],
        },
      },
    });
  });
  test('a refund of prices that contain the tax is without it', async () => {
    const withTax = async (): Promise<Remembered> => ({ netMinor: 1, totalMinor: 1, isTaxIncluded: true });
    expect(await read('refunds/create', refund(back(1, '11.90', '1.90')), withTax)).toMatchObject({
      message: { data: { lines: [{ netMinor: 1000 }] } },
    });
  });
  test('a refund before its order comes again later', async () => {
    expect(await read('refunds/create', refund(back(1, '1.00', '0')), none)).toMatchObject({
      needs: 'order',
      orderId: '450789469',
      at: Date.parse('2026-01-13T00:00:00Z'),
    });
  });
  test.each([
    ['refunds/create', refund(), 'shipping'],
    ['refunds/create', refund(back(1, '0.00', '0')), 'cost nothing'],
    ['app/uninstalled', {}, 'removed'],
    ['customers/redact', {}, 'Nothing is kept'],
    ['customers/data_request', {}, 'Nothing is kept'],
    ['shop/redact', {}, 'Nothing is kept'],
    ['themes/publish', {}, 'themes/publish'],
    ['orders/updated', order({ cancelled_at: '2026-01-12T00:00:00Z' }), 'told by itself'],
    ['orders/create', order({ line_items: [] }), 'without goods'],
  ])('%s that moves nothing says why', async (topic, body, why) => {
    expect(await read(topic, body)).toEqual({ ignored: expect.stringContaining(why) });
  });
});
