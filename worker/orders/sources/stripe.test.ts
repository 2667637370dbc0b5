import fc from 'fast-check';
import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import type { Remembered, Said } from './source.ts';
import { stripe } from './stripe.ts';

const secret = 'whsec_test_0123456789';
const nowMs = 1_767_225_600_000;
const now = nowMs / 1000;
/** Signed as Stripe's own library signs. */
const arrived = (body: string, { timestamp = now, key = secret, header }: { timestamp?: number; key?: string; header?: string } = {}) => ({
  header: (name: string) =>
    name === 'stripe-signature' ? (header ?? Stripe.webhooks.generateTestHeaderString({ payload: body, secret: key, timestamp })) : null,
  body: new TextEncoder().encode(body),
  nowMs,
});

describe("a signature of Stripe's own library", () => {
  test.each([
    ['of now', {}],
    ['of 300 s ago', { timestamp: now - 300 }],
    ['of 300 s ahead', { timestamp: now + 300 }],
  ])('%s is believed', async (_, changes) => {
    expect(await stripe.problem(arrived('{"a":1}', changes), ['new', secret])).toBeUndefined();
  });
  test.each([
    ['of 301 s ago', arrived('{}', { timestamp: now - 301 })],
    ['of 301 s ahead', arrived('{}', { timestamp: now + 301 })],
    ['by another key', arrived('{}', { key: 'whsec_other' })],
    ['of another body', { ...arrived('{"a":1}'), body: new TextEncoder().encode('{"a":2}') }],
    ['without a time', arrived('{}', { header: `v1=${'0'.repeat(64)}` })],
    ['of the old scheme only', arrived('{}', { header: `t=${now},v0=${'0'.repeat(64)}` })],
    ['that is nothing', arrived('{}', { header: '' })],
  ])('%s is not', async (_, message) => {
    expect(await stripe.problem(message, [secret])).toEqual(expect.any(String));
  });
  test('one of several is enough', async () => {
    const good = Stripe.webhooks.generateTestHeaderString({ payload: '{}', secret, timestamp: now });
    const header = `${good.replace(',v1=', `,v1=${'0'.repeat(64)},v1=`)}`;
    expect(await stripe.problem(arrived('{}', { header }), [secret])).toBeUndefined();
  });
});

const session = (changes: object = {}) => ({
  type: 'checkout.session.completed',
  created: now,
  data: {
    object: {
      id: 'cs_1',
      payment_intent: 'pi_1',
      payment_status: 'paid',
      amount_total: 12_900,
      currency: 'usd',
      created: now,
      metadata: { gloss: 'v1.a.b.c', sku: 'MUG' },
      total_details: { amount_discount: 0, amount_shipping: 900, amount_tax: 2000 },
      ...changes,
    },
  },
});
const charge = (refunded: number, before: number | undefined, changes: object = {}) => ({
  type: 'charge.refunded',
  created: now + 60,
  data: {
    object: { id: 'ch_1', payment_intent: 'pi_1', amount: 12_900, amount_refunded: refunded, currency: 'usd', ...changes },
    ...(before !== undefined && { previous_attributes: { amount_refunded: before } }),
  },
});
const kept: Remembered = { netMinor: 10_000, totalMinor: 12_900, isTaxIncluded: false };
const read = (body: unknown, remembered: Remembered | undefined = kept) => stripe.read(arrived('{}'), body, async () => remembered);
const netOf = (said: Said): number =>
  'message' in said && said.message.type === 'order.refunded' ? (said.message.data.lines[0]?.netMinor ?? 0) : 0;

describe('a checkout', () => {
  test('is an order of its payment, without tax and shipping', async () => {
    expect(await read(session())).toEqual({
      message: {
        type: 'order.created',
        data: {
          orderId: 'pi_1',
          placedAt: '2026-01-01T00:00:00.000Z',
          currency: 'USD',
          lines: [{ lineId: 'goods', sku: 'MUG', quantity: 1, netMinor: 10_000 }],
          receipts: ['v1.a.b.c'],
        },
      },
      remember: { netMinor: 10_000, totalMinor: 12_900, isTaxIncluded: false },
    });
  });
  test('of a payment link carries its receipt as reference', async () => {
    expect(await read(session({ metadata: null, client_reference_id: 'v1.x.y.z' }))).toMatchObject({
      message: { data: { receipts: ['v1.x.y.z'] } },
    });
    expect(await read(session({ metadata: null, client_reference_id: 'customer-7' }))).toMatchObject({
      message: { data: { receipts: [] } },
    });
  });
  test('whose money has not come waits; when it comes, it is an order', async () => {
    expect(await read(session({ payment_status: 'unpaid' }))).toEqual({ ignored: expect.stringContaining('not come') });
    expect(await read({ ...session(), type: 'checkout.session.async_payment_succeeded' })).toMatchObject({
      message: { type: 'order.created' },
    });
  });
  test('without payment is named by itself', async () => {
    expect(await read(session({ payment_intent: null }))).toMatchObject({ message: { data: { orderId: 'cs_1' } } });
  });
  test('counts a currency in hundredths that has none', async () => {
    expect(await read(session({ currency: 'isk', amount_total: 500_000, total_details: null }))).toMatchObject({
      message: { data: { lines: [{ netMinor: 5000 }] } },
    });
    await expect(read(session({ currency: 'isk', amount_total: 50, total_details: null }))).rejects.toMatchObject({
      code: 'unprocessable',
    });
  });
  test.each([
    ['of an unknown currency', session({ currency: 'xxx' })],
    ['with an amount below zero', session({ amount_total: -1 })],
    ['of another form', { type: 'checkout.session.completed' }],
    ['that is no object', 'text'],
  ])('%s is refused', async (_, body) => {
    await expect(read(body)).rejects.toMatchObject({ code: 'unprocessable' });
  });
});

describe('a refund', () => {
  test("is the goods' part of it", async () => {
    expect(await read(charge(6450, 0))).toMatchObject({
      message: { data: { refundId: 'ch_1:6450', orderId: 'pi_1', lines: [{ lineId: 'goods', netMinor: 5000 }] } },
    });
  });
  test('in any steps, in any order, is together what all at once is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 12_899 }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 12_900 }),
        async (cuts, netMinor) => {
          const steps = [0, ...[...new Set(cuts)].sort((a, b) => a - b), 12_900];
          const told = steps.slice(1).map((refunded, at) => charge(refunded, steps[at]));
          let sum = 0;
          for (const one of told.reverse()) sum += netOf(await read(one, { ...kept, netMinor }));
          expect(sum).toBe(netMinor);
        },
      ),
      { numRuns: 100 },
    );
  });
  test('before its order comes again later', async () => {
    expect(await stripe.read(arrived('{}'), charge(1, 0), async () => undefined)).toEqual({
      needs: 'order',
      orderId: 'pi_1',
      at: nowMs + 60_000,
    });
  });
  test.each([
    ['of a charge without checkout', charge(1, 0, { payment_intent: null }), 'no checkout'],
    ['of shipping alone', charge(5, 5), 'No part of the goods'],
    ['of another type', { type: 'invoice.paid', created: now, data: { object: {} } }, 'invoice.paid'],
  ])('%s moves nothing, and says why', async (_, body, why) => {
    expect(await read(body)).toEqual({ ignored: expect.stringContaining(why) });
  });
});
