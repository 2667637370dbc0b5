import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { OrderMessage } from '#shared/contracts/orders.ts';
import { orderBody, outcomeOf, refundBody, signedHeaders, waitMs } from './webhook.ts';

const secret = 'whsec_Z2xvc3MtZG9jdW1lbnRhdGlvbi1leGFtcGxlLWtleSE=';
const documentation = readFileSync(path.resolve(import.meta.dirname, '../../docs/WEBHOOKS.md'), 'utf8');
const vectors = [...documentation.matchAll(/\| `(msg_\w+)` \| `(\d+)` \| `(.*?)` \| `(v1,\S+)` \|/g)].map(
  ([, id = '', seconds = '', body = '', signature = '']) => ({ id, seconds: Number(seconds), body, signature }),
);

test('the documentation has test vectors and names their secret', () => {
  expect(vectors.map(({ id }) => id)).toEqual(['msg_order', 'msg_refund', 'msg_utf8']);
  expect(documentation).toContain(secret);
});

test.each(vectors)(
  'the documented signature of $id is the right one, and its body fits the contract',
  ({ id, seconds, body, signature }) => {
    expect(signedHeaders({ id, body }, secret, seconds)['webhook-signature']).toBe(signature);
    expect(new Webhook(secret).sign(id, new Date(seconds * 1000), body)).toBe(signature);
    expect(OrderMessage.safeParse(JSON.parse(body)).error).toBeUndefined();
  },
);

test('the reference library believes what the shop signs, and nothing that was changed', () => {
  const now = Math.floor(Date.now() / 1000);
  const body = orderBody({ orderId: 'A-1', placedAt: new Date().toISOString(), currency: 'USD', lines: [], receipts: [] });
  const headers = signedHeaders({ id: 'msg_1', body }, secret, now);
  const library = new Webhook(secret);
  expect(library.verify(body, headers)).toEqual(JSON.parse(body));
  expect(() => library.verify(`${body} `, headers)).toThrow();
  expect(() => library.verify(body, { ...headers, 'webhook-id': 'msg_2' })).toThrow();
  expect(() => library.verify(body, signedHeaders({ id: 'msg_1', body }, secret, now - 301))).toThrow();
});

test('every example of what a shop sends is a message that is taken', () => {
  const [sent = ''] = documentation.split('\n# What Gloss tells you');
  const examples = [...sent.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => OrderMessage.safeParse(JSON.parse(text)));
  expect(examples).toHaveLength(4);
  expect(examples.map((example) => example.error)).toEqual(Array(4).fill(undefined));
});

test('orders and refunds have the documented form', () => {
  const line = { lineId: 'L1', netMinor: 100 };
  const order = orderBody({
    orderId: 'A-1',
    placedAt: '2026-11-02T09:30:00.000Z',
    currency: 'USD',
    lines: [{ ...line, sku: 'S', quantity: 1 }],
    receipts: ['r'],
  });
  const refund = refundBody({ refundId: 'R', orderId: 'A-1', refundedAt: '2026-11-02T09:30:00.000Z', currency: 'USD', lines: [line] });
  expect([order, refund].map((body) => OrderMessage.parse(JSON.parse(body)).type)).toEqual(['order.created', 'order.refunded']);
});

test.each([
  ['taken', 200, 'delivered'],
  ['taken without words', 204, 'delivered'],
  ['a redirect is not an answer', 302, 'again'],
  ['wrong content', 400, 'refused'],
  ['the clock or the secret can be mended', 401, 'again'],
  ['not known yet', 404, 'again'],
  ['told before with other content', 409, 'refused'],
  ['switched off', 410, 'refused'],
  ['too large', 413, 'refused'],
  ['cannot be', 422, 'refused'],
  ['too often', 429, 'again'],
  ['broken', 500, 'again'],
  ['no answer', undefined, 'again'],
] as const)('%s: %s means %s', (_label, status, outcome) => {
  expect(outcomeOf(status)).toBe(outcome);
});

test('the shop waits longer after each failure, and never longer than a minute', () => {
  const waits = Array.from({ length: 12 }, (_, at) => waitMs(at + 1));
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(waits[0]).toBe(1000);
  expect(Math.max(...waits)).toBe(60_000);
});
