/** A test's own world, made through the contracts: brands with terms and products, creators with verified handles, clicks and signed orders. */
import { SELF } from 'cloudflare:test';
import { toBase64 } from '#shared/base64.ts';
import { makeClient } from '#shared/client.ts';
import * as accounts from '#shared/contracts/accounts.ts';
import { setTerms, Terms } from '#shared/contracts/books.ts';
import { importProducts } from '#shared/contracts/catalogue.ts';
import type { OrderMessage } from '#shared/contracts/orders.ts';
import { type CardSet, recommendCards } from '#shared/contracts/recommend.ts';
import type { Id } from '#shared/ids.ts';
import type { PageSnapshot } from '#shared/page.ts';
import { hourMs, secondMs } from '#shared/time.ts';
import { clock } from '#worker/base/call.ts';

export const origin = 'https://gloss.test';
export const browserAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** A caller with its own headers: a session's cookie, a key, or nothing. */
export function clientWith(headers: Record<string, string> = {}) {
  const client = makeClient(async ({ method, path, body }) =>
    SELF.fetch(`${origin}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  /** For answers that are not JSON. */
  const raw = (path: string): Promise<Response> => SELF.fetch(`${origin}${path}`, { headers });
  return Object.assign(client, { raw });
}
export type TestClient = ReturnType<typeof clientWith>;
export const anyone: TestClient = clientWith();

let counter = 0;
const unique = (word: string): string => `${word}-${++counter}-${crypto.randomUUID().slice(0, 8)}`;

/** Signs in with a fresh link and keeps the session's cookie. */
export async function signedIn(email: string): Promise<TestClient> {
  const { link } = await anyone(accounts.requestSignIn, { email });
  return confirm(link);
}

async function confirm(link: string | undefined): Promise<TestClient> {
  const code = new URLSearchParams(new URL(link ?? '').hash.slice(1)).get('code') ?? '';
  const answer = await SELF.fetch(`${origin}${accounts.confirmSignIn.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const session = answer.headers.getSetCookie().find((line) => line.startsWith('__Host-gloss='));
  if (!session) throw new Error(`no session: ${await answer.text()}`);
  return clientWith({ cookie: session.split(';')[0] ?? '' });
}

let operatorClient: { client: Promise<TestClient>; at: number } | undefined;
/** One sign-in for a whole file: an address may ask for five links an hour. A test that moves the clock by half a day needs another one. */
export const operator = (): Promise<TestClient> => {
  const now = clock.now();
  if (!operatorClient || Math.abs(now - operatorClient.at) > 10 * hourMs)
    operatorClient = { client: signedIn('operator@gloss.test'), at: now };
  return operatorClient.client;
};

export interface BrandWorld {
  id: Id<'brd'>;
  host: string;
  client: TestClient;
  secret: string;
}

export const termsOf = (changes: Partial<Terms> = {}): Terms =>
  Terms.parse({
    rateBps: 1000,
    windowDays: 30,
    model: 'last',
    holdDays: 14,
    benefit: { kind: 'discount', bps: 500, code: 'GLOSS5' },
    excludedSkus: [],
    ...changes,
  });

/** @param products rows as of a feed; their links lead to the brand's host. */
export async function aBrand({
  terms,
  products = [],
}: {
  terms?: Partial<Terms> | null;
  products?: ProductRow[];
} = {}): Promise<BrandWorld> {
  const [name, host] = [unique('Brand'), `${unique('shop')}.example`];
  const { link } = await anyone(accounts.signUp, { kind: 'brand', name, email: `${name}@gloss.test` });
  const client = await confirm(link);
  const { tenant } = await client(accounts.getMe, {});
  const domain = await client(accounts.addDomain, { host });
  await (await operator())(accounts.approveDomain, { domainId: domain.id, reason: 'seen in a test' });
  if (terms !== null) await client(setTerms, { terms: termsOf(terms), requestId: unique('terms') });
  if (products.length > 0) {
    const imported = await client(importProducts, {
      rows: products.map((product) => ({ availability: 'in_stock', ...product, url: `https://${host}/p/${product.sku}` })),
    });
    if (imported.refused.length > 0) throw new Error(`refused: ${JSON.stringify(imported.refused)}`);
  }
  const { secret } = await client(accounts.getWebhookSecret, {});
  return { id: tenant.id as Id<'brd'>, host, client, secret };
}
export interface ProductRow {
  sku: string;
  title: string;
  maker?: string;
  description?: string;
  price?: { amountMinor: number; currency: string } | null;
}

export interface CreatorWorld {
  id: Id<'crt'>;
  name: string;
  handle: string;
  client: TestClient;
}

export async function aCreator(): Promise<CreatorWorld> {
  const [name, handle] = [unique('Creator'), unique('handle')];
  const { link } = await anyone(accounts.signUp, { kind: 'creator', name, email: `${name}@gloss.test` });
  const client = await confirm(link);
  const { tenant } = await client(accounts.getMe, {});
  const claimed = await client(accounts.addHandle, { platform: 'youtube', handle: `@${handle}` });
  await (await operator())(accounts.approveHandle, { handleId: claimed.id, reason: 'seen in a test' });
  return { id: tenant.id as Id<'crt'>, name, handle, client };
}

export const aPage = (changes: Partial<PageSnapshot>): PageSnapshot => ({
  platform: 'youtube',
  kind: 'video',
  url: 'https://www.youtube.com/watch?v=gloss000001',
  products: [],
  shopLinks: [],
  ...changes,
});

export const cardsFor = (page: PageSnapshot): Promise<CardSet> => anyone(recommendCards, { page });

/** Follows a card's link as a person's browser does, without going to the shop. */
export function follow(clickUrl: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return SELF.fetch(clickUrl, { method, redirect: 'manual', headers: { 'user-agent': browserAgent, ...headers } });
}

export const receiptIn = (answer: Response): string | null =>
  new URL(answer.headers.get('location') ?? 'https://nowhere.test').searchParams.get('gloss');

export interface Sending {
  webhookId?: string;
  timestampSeconds?: number;
  secret?: string;
  /** Sent in place of the message's own JSON. */
  rawBody?: string;
}

/** Either form: what was done, or why not. */
export interface WebhookAnswer {
  result?: string;
  notes?: string[];
  error?: { code: string; message: string };
}

export async function sendOrder(
  brand: BrandWorld,
  message: OrderMessage | object,
  sending: Sending = {},
): Promise<{ status: number; body: WebhookAnswer }> {
  const body = sending.rawBody ?? JSON.stringify(message);
  const id = sending.webhookId ?? unique('msg');
  const timestamp = String(sending.timestampSeconds ?? Math.floor(Date.now() / 1000));
  const secret = Uint8Array.from(atob((sending.secret ?? brand.secret).replace(/^whsec_/, '')), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${id}.${timestamp}.${body}`)));
  const answer = await SELF.fetch(`${origin}/v1/orders/webhook/${brand.id}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${toBase64(mac)}`,
    },
    body,
  });
  return { status: answer.status, body: await answer.json<WebhookAnswer>() };
}

export const anOrder = (changes: Partial<Extract<OrderMessage, { type: 'order.created' }>['data']> = {}): OrderMessage => ({
  type: 'order.created',
  data: {
    codes: [],
    orderId: unique('order'),
    // As long after the click as somebody needs to buy.
    placedAt: new Date(Date.now() + 20 * secondMs).toISOString(),
    currency: 'USD',
    lines: [{ lineId: '1', sku: 'sku-1', quantity: 1, netMinor: 10_000 }],
    receipts: [],
    ...changes,
  },
});

export const aRefund = (
  orderId: string,
  changes: Partial<Extract<OrderMessage, { type: 'order.refunded' }>['data']> = {},
): OrderMessage => ({
  type: 'order.refunded',
  data: {
    refundId: unique('refund'),
    orderId,
    refundedAt: new Date().toISOString(),
    currency: 'USD',
    lines: [{ lineId: '1', netMinor: 10_000 }],
    ...changes,
  },
});

/** Read models follow the book within moments: asks until the answer fits, and fails with the last answer when it never does. */
export async function eventually<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  let answer = await ask();
  for (let tries = 0; tries < 100 && !fits(answer); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answer = await ask();
  }
  if (!fits(answer)) throw new Error(`never came: ${JSON.stringify(answer).slice(0, 2000)}`);
  return answer;
}
