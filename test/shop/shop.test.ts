import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeShopper } from '#test/harness/seed/shopper.ts';
import { startDelivering } from './deliver.ts';
import { outdoor } from './outdoor.ts';
import { makeServer } from './server.ts';
import { readSettings } from './settings.ts';
import { openStore } from './store.ts';

const secret = `whsec_${Buffer.from('a secret of thirty-two letters!!').toString('base64')}`;

interface Heard {
  id: string;
  message: { type: string; data: Record<string, unknown> };
}

let folder = '';
const open: (() => void)[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'shop-'));
});
afterEach(() => {
  for (const close of open.splice(0).reverse()) close();
  rmSync(folder, { recursive: true });
});

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    open.push(() => {
      server.closeAllConnections();
      server.close();
    });
  });

/** A receiver as Gloss is one: it believes only what is signed. @param statuses answered one after the other, then 200 */
async function aReceiver(statuses: number[] = []) {
  const heard: Heard[] = [];
  const origin = await listen(
    createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        const message = new Webhook(secret).verify(body, request.headers as Record<string, string>) as Heard['message'];
        heard.push({ id: String(request.headers['webhook-id']), message });
        response.writeHead(statuses.shift() ?? 200).end('{}');
      });
    }),
  );
  return { heard, origin };
}

async function aShop(webhookUrl: string) {
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ webhookUrl, webhookSecret: secret, proof: 'gloss-code' }));
  const store = openStore(path.join(folder, 'shop.sqlite'));
  const settings = () => readSettings(path.join(folder, 'settings.json'));
  const delivering = startDelivering(store, settings);
  const origin = await listen(makeServer({ shop: outdoor, store, settings, nudge: delivering.nudge }));
  open.push(() => {
    delivering.stop();
    store.close();
  });
  return { origin, store, delivering };
}

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 400 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 25));
  expect(holds()).toBe(true);
};

test('an order tells Gloss its goods, and every click that its cart saw', async () => {
  const { heard, origin: gloss } = await aReceiver();
  const shop = await aShop(gloss);
  const shopper = makeShopper(shop.origin);
  for (const receipt of ['one', 'two', 'one']) await shopper.visit(`${shop.origin}/products/vh-rdg-38?gloss=${receipt}`);
  const orderId = await shopper.buy(['VH-RDG-38', 'OF-MTS-1'], 'margin5');
  await until(() => heard.length === 1);
  expect(heard[0]?.message).toMatchObject({
    type: 'order.created',
    data: {
      orderId,
      currency: 'USD',
      receipts: ['one', 'two'],
      lines: [
        { lineId: 'L1', sku: 'VH-RDG-38', quantity: 1, netMinor: 17_955 },
        { lineId: 'L2', sku: 'OF-MTS-1', quantity: 1, netMinor: 2280 },
      ],
    },
  });
  expect(JSON.stringify(heard)).not.toContain('shopper@demo.example');
});

test('the newest ten clicks of a cart are kept, and another cart has none of them', async () => {
  const { heard, origin: gloss } = await aReceiver();
  const shop = await aShop(gloss);
  const shopper = makeShopper(shop.origin);
  for (let click = 1; click <= 12; click++) await shopper.visit(`${shop.origin}/?gloss=click-${click}`);
  await shopper.visit(`${shop.origin}/?gloss=${'x'.repeat(1001)}`);
  await shopper.buy(['OF-MTS-1']);
  await makeShopper(shop.origin).buy(['OF-MTS-1']);
  await until(() => heard.length === 2);
  expect(heard[0]?.message.data['receipts']).toEqual(Array.from({ length: 10 }, (_, at) => `click-${at + 3}`));
  expect(heard[1]?.message.data['receipts']).toEqual([]);
});

test('a message that is not taken is sent again with the same id and the same body', async () => {
  const { heard, origin: gloss } = await aReceiver([503, 500]);
  const shop = await aShop(gloss);
  await makeShopper(shop.origin).buy(['OF-MTS-1']);
  await until(() => heard.length === 3);
  expect(new Set(heard.map(({ id }) => id)).size).toBe(1);
  expect(new Set(heard.map(({ message }) => JSON.stringify(message))).size).toBe(1);
  await until(() => shop.store.waiting().length === 0);
});

test('what was not taken when the shop died is sent after it comes back', async () => {
  const before = await aShop('');
  const orderId = await makeShopper(before.origin).buy(['OF-MTS-1']);
  before.delivering.stop();
  const { heard, origin: gloss } = await aReceiver();
  await aShop(gloss);
  await until(() => heard.length === 1);
  expect(heard[0]?.message.data['orderId']).toBe(orderId);
});

test('a message that is refused for good waits for a person and is not repeated', async () => {
  const { heard, origin: gloss } = await aReceiver([409]);
  const shop = await aShop(gloss);
  const orderId = await makeShopper(shop.origin).buy(['OF-MTS-1']);
  await until(() => shop.store.waiting().length === 0);
  expect(heard).toHaveLength(1);
  expect(shop.store.deliveries(orderId)[0]?.state).toBe('refused');
});

test('checking out twice with one form gives one order', async () => {
  const shop = await aShop('');
  const shopper = makeShopper(shop.origin);
  await shopper.visit(`${shop.origin}/`);
  const checkout = 'a'.repeat(24);
  const make = (number: number) => ({
    order: { orderId: `FG-${number}`, placedAt: 1, buyer: 'b', lines: [], receipts: [], coupon: '', taxMinor: 0, shippingMinor: 0 },
    delivery: { id: `msg_${number}`, body: '{}' },
  });
  const [first, second] = [shop.store.placeOrder(checkout, 'c', make), shop.store.placeOrder(checkout, 'c', make)];
  expect(second).toEqual(first);
  expect(shop.store.orders()).toHaveLength(1);
});

test('an order that fails half-way leaves nothing behind', async () => {
  const shop = await aShop('');
  const fails = () => {
    throw new Error('the power went out');
  };
  expect(() => shop.store.placeOrder('b'.repeat(24), 'c', fails)).toThrow('the power went out');
  expect(shop.store.orders()).toEqual([]);
  expect(shop.store.waiting()).toEqual([]);
});

test('a line is given back once, told once, and never for more than was paid', async () => {
  const { heard, origin: gloss } = await aReceiver();
  const shop = await aShop(gloss);
  const shopper = makeShopper(shop.origin);
  const orderId = await shopper.buy(['OF-MTS-1', 'KW-MUG-350']);
  await shopper.giveBack(orderId, ['KW-MUG-350']);
  await until(() => heard.length === 2);
  expect(heard[1]?.message).toMatchObject({ type: 'order.refunded', data: { orderId, lines: [{ lineId: 'L2', netMinor: 1950 }] } });
  await expect(shopper.giveBack(orderId, ['KW-MUG-350'])).rejects.toThrow('give back an amount between');
  expect(heard).toHaveLength(2);
});

test('a form of another site changes nothing', async () => {
  const shop = await aShop('');
  const body = new URLSearchParams({ sku: 'OF-MTS-1', quantity: '1' });
  const answer = await fetch(`${shop.origin}/cart`, {
    method: 'POST',
    body,
    headers: { origin: 'https://elsewhere.example' },
    redirect: 'manual',
  });
  expect(answer.status).toBe(403);
});

test('the shop shows its proof, its feed, and what a machine can read of each product', async () => {
  const shop = await aShop('');
  const read = async (place: string): Promise<string> => (await fetch(shop.origin + place)).text();
  expect(await read('/.well-known/gloss.txt')).toBe('gloss-code');
  expect((await read('/feed.xml')).match(/<item>/g)).toHaveLength(outdoor.goods.length);
  const page = await read('/products/kw-trk-9');
  const data = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page)?.[1];
  expect(JSON.parse(data ?? '')).toMatchObject({ '@type': 'Product', sku: 'KW-TRK-9', offers: { price: '62.00', priceCurrency: 'USD' } });
  expect((await fetch(`${shop.origin}/products/nothing`)).status).toBe(404);
});

test('what Gloss tells is kept once, and shown; what anybody else tells is refused', async () => {
  const store = openStore(path.join(folder, 'shop.sqlite'));
  const hookSecret = `whsec_${Buffer.from('another one of thirty-two letter').toString('base64')}`;
  const settings = () => ({ webhookUrl: '', webhookSecret: secret, proof: '', hookSecret });
  const origin = await listen(makeServer({ shop: outdoor, store, settings, nudge: () => undefined }));
  const body = '{"type":"order.credited","data":{}}';
  const tell = (signedWith: string, id: string): Promise<Response> =>
    fetch(`${origin}/hooks/gloss`, {
      method: 'POST',
      headers: {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
        'webhook-signature': new Webhook(signedWith).sign(id, new Date(), body),
      },
      body,
    });
  expect([
    (await tell(secret, 'evt_1')).status,
    (await tell(hookSecret, 'evt_1')).status,
    (await tell(hookSecret, 'evt_1')).status,
  ]).toEqual([401, 204, 204]);
  expect(await (await fetch(`${origin}/admin/heard.json`)).json()).toEqual([{ id: 'evt_1', body, times: 2 }]);
  expect(await (await fetch(`${origin}/admin`)).text()).toContain('order.credited');
  store.close();
});
