import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { feedOf } from './feed.ts';
import type { Shop } from './goods.ts';
import { isFromGloss } from './heard.ts';
import { layout } from './layout.ts';
import { orderPage, ordersPage } from './office.ts';
import { cartPage, homePage, productHead, productPage, thanksPage } from './pages.ts';
import { photoFile, pictureOf } from './pictures.ts';
import { addToCart, keepReceipt, placeOrder, refund, ShopError } from './sales.ts';
import type { Settings } from './settings.ts';
import type { Cart, Store } from './store.ts';
import { sumsOf } from './sums.ts';

const bodyBytesMax = 20_000;

export interface ShopServer {
  shop: Shop;
  store: Store;
  settings: () => Settings;
  /** Told when there is something to send. */
  nudge: () => void;
}
interface Visit extends ShopServer {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  cart: Cart;
}

export function makeServer(parts: ShopServer): Server {
  return createServer((request, response) => {
    visit(parts, request, response).catch((error: unknown) => {
      const known = error instanceof ShopError;
      if (!known) console.error(error);
      send(response, known ? error.status : 500, 'text/plain', known ? error.message : 'Something went wrong here.');
    });
  });
}

async function visit(parts: ShopServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
  const cartId = cookieOf(request, `${parts.shop.id}_cart`) ?? randomBytes(18).toString('base64url');
  const here: Visit = { ...parts, request, response, url, cart: parts.store.cart(cartId) };
  response.setHeader('Set-Cookie', `${parts.shop.id}_cart=${cartId}; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000`);
  // Anything on the way in may carry the click: it is kept with the cart until the order.
  const receipt = url.searchParams.get('gloss');
  if (receipt && keepReceipt(here.cart, receipt)) parts.store.saveCart(here.cart);
  const route = `${request.method} ${url.pathname}`;
  if (route === 'POST /hooks/gloss') await heardFromGloss(here);
  else if (request.method === 'POST') await changed(here, route);
  else await shown(here, url.pathname);
}

async function shown(here: Visit, path: string): Promise<void> {
  const { shop, store, url, response, cart } = here;
  if (path === '/') return page(here, `${shop.name}: ${shop.claim}`, { body: homePage(shop) });
  if (path === '/cart') return page(here, 'Cart', { body: cartPage(shop, cart, sumsOf(shop, cart), randomBytes(12).toString('hex')) });
  if (path === '/feed.xml') return send(response, 200, 'application/xml', feedOf(shop, url.origin));
  if (path === '/healthz') return send(response, 200, 'text/plain', 'ok');
  if (path === '/.well-known/gloss.txt') return send(response, 200, 'text/plain', here.settings().proof);
  if (path === '/admin') return page(here, 'Orders', { body: ordersPage(shop, store.orders(), store.deliveries, store.heard()) });
  if (path === '/admin/heard.json') return send(response, 200, 'application/json', JSON.stringify(store.heard(10_000)));
  if (path === '/admin/orders.json') return send(response, 200, 'application/json', JSON.stringify(ordersJson(store)));
  const [, kind, name = ''] = /^\/(products|pictures|orders|admin\/orders)\/([\w.-]{1,60})$/.exec(path) ?? [];
  const good = shop.goods.find(({ sku }) => sku.toLowerCase() === name.replace(/\.(svg|png)$/, ''));
  if (kind === 'products' && good)
    return page(here, `${good.maker} ${good.model} · ${shop.name}`, {
      head: productHead(shop, good, url.origin),
      body: productPage(shop, good),
    });
  if (kind === 'pictures' && good && name.endsWith('.png')) return send(response, 200, 'image/png', readFileSync(photoFile(good)));
  if (kind === 'pictures' && good) return send(response, 200, 'image/svg+xml', pictureOf(good, shop.look.soft));
  const order = kind?.endsWith('orders') ? store.order(name) : undefined;
  if (order && kind === 'orders') return page(here, 'Thank you', { body: thanksPage(shop, order) });
  if (order)
    return page(here, order.orderId, { body: orderPage(shop, order, store.deliveries(order.orderId), randomBytes(8).toString('hex')) });
  throw new ShopError(404, 'This page is not here.');
}

/** Kept before it is answered: what was answered with 2xx is not told again. */
async function heardFromGloss({ request, response, store, settings }: Visit): Promise<void> {
  const { hookSecret } = settings();
  const header = (name: string): string | undefined => request.headers[name]?.toString();
  const message = {
    id: header('webhook-id'),
    timestamp: header('webhook-timestamp'),
    signature: header('webhook-signature'),
    body: await bodyOf(request),
  };
  if (!hookSecret || !message.id || !isFromGloss(message, hookSecret, Math.floor(Date.now() / 1000)))
    throw new ShopError(401, 'This message is not signed with our secret.');
  store.keepHeard(message.id, message.body);
  response.writeHead(204).end();
}

async function changed(here: Visit, route: string): Promise<void> {
  const { shop, store, request, response, cart, url } = here;
  if (request.headers.origin && request.headers.origin !== url.origin) throw new ShopError(403, 'This form belongs to another site.');
  const form = new URLSearchParams(await bodyOf(request));
  const field = (name: string): string => form.get(name) ?? '';
  if (route === 'POST /cart') {
    store.saveCart(addToCart(shop, cart, field('sku'), Number(field('quantity'))));
    return redirect(response, '/cart');
  }
  if (route === 'POST /coupon') {
    const coupon = field('coupon').trim().toUpperCase();
    store.saveCart({ ...cart, coupon: Object.hasOwn(shop.coupons, coupon) ? coupon : '' });
    return redirect(response, '/cart');
  }
  if (route === 'POST /checkout') {
    const order = placeOrder(here, { cart, checkout: field('checkout'), buyer: field('name') });
    here.nudge();
    return redirect(response, `/orders/${order.orderId}`);
  }
  const orderId = /^POST \/admin\/orders\/([\w-]{1,60})\/refund$/.exec(route)?.[1];
  if (!orderId) throw new ShopError(404, 'This page is not here.');
  refund(here, { orderId, refundId: field('refundId'), amounts: Object.fromEntries(form) });
  here.nudge();
  return redirect(response, `/admin/orders/${orderId}`);
}

const ordersJson = (store: Store) => store.orders().map((order) => ({ ...order, deliveries: store.deliveries(order.orderId) }));

function page(here: Visit, title: string, parts: Pick<Parameters<typeof layout>[0], 'head' | 'body'>): void {
  const pieces = Object.values(here.cart.items).reduce((total, quantity) => total + quantity, 0);
  send(here.response, 200, 'text/html', layout({ shop: here.shop, title, pieces, ...parts }));
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, {
    'Content-Type': typeof body === 'string' ? `${type}; charset=utf-8` : type,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
  response.end(body);
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { Location: to });
  response.end();
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = pairs.find(([key]) => key === name)?.[1];
  return value && /^[\w-]{20,40}$/.test(value) ? value : undefined;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > bodyBytesMax) throw new ShopError(413, 'That is too long.');
  }
  return text;
}
