/** A small outside world for tests of the extension's face: any host, a worker that answers with fixed cards, and a list of who was asked. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Id } from '#shared/ids.ts';
import { aReceipt } from '#test/harness/receipt.ts';
import { testOrigin } from './launch.ts';

export interface Heard {
  method: string;
  /** `host/path`, or the name that a TLS connection asked for. */
  address: string;
  body: string;
  referer: string;
}
export interface World {
  port: number;
  heard: Heard[];
  /** html by `host/path`. */
  pages: Map<string, string>;
  /** What the worker answers to a recommendation, or its status. */
  cards: (body: { page: { url: string } }) => unknown;
  close: () => Promise<void>;
}

export const workerHost = new URL(testOrigin).host;

export async function outsideWorld(): Promise<World> {
  const heard: Heard[] = [];
  const world: World = { port: 0, heard, pages: new Map(), cards: () => cardSet([]), close: async () => undefined };
  const server = createServer((request, response) => {
    void answer(world, request, response);
  });
  // A browser that wants https here says whom it looks for in its first, unencrypted message.
  server.on('clientError', (error: Error & { rawPacket?: Buffer }, socket) => {
    const address = serverName(error.rawPacket);
    if (!isBrowsersOwn(address)) heard.push({ method: 'CONNECT', address, body: '', referer: '' });
    socket.destroy();
  });
  server.on('connect', ({ url = '' }, socket) => {
    if (!isBrowsersOwn(url)) heard.push({ method: 'CONNECT', address: url.replace(/:\d+$/, ''), body: '', referer: '' });
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  world.port = (server.address() as AddressInfo).port;
  world.close = () => closed(server);
  return world;
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  // To a proxy a browser says the whole address.
  const path = (request.url ?? '/').replace(/^http:\/\/[^/]*/, '').replace(/[?#].*$/, '');
  const address = `${request.headers.host}${path}`;
  if (!isBrowsersOwn(address)) world.heard.push({ method: request.method ?? '', address, body, referer: request.headers.referer ?? '' });
  if (address === `${workerHost}/v1/recommend/cards`) {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(world.cards(JSON.parse(body) as { page: { url: string } })));
    return;
  }
  const html = world.pages.get(address);
  response.writeHead(html === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(html ?? 'nothing here');
}

/** The server name extension of a TLS ClientHello: type 0, two lengths, name type 0, the name's length, the name. */
function serverName(packet: Buffer = Buffer.alloc(0)): string {
  for (let at = 0; at + 9 < packet.length; at += 1) {
    if (packet.readUInt16BE(at) !== 0 || packet.readUInt16BE(at + 2) !== packet.readUInt16BE(at + 4) + 2 || packet[at + 6] !== 0) continue;
    const name = packet.toString('latin1', at + 9, at + 9 + packet.readUInt16BE(at + 7));
    if (/^[a-z0-9.-]+$/.test(name)) return name;
  }
  return 'unknown';
}

/** What the browsers ask for by themselves, with no extension as well. */
const isBrowsersOwn = (address: string): boolean =>
  /(^|\.)((google|googleapis|gstatic|gvt1|firefox)\.com|mozilla\.(com|net|org))(\/|:|$)/.test(address);

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

export function cardSet(cards: Record<string, unknown>[]): unknown {
  return {
    cards,
    nothing: cards.length > 0 ? null : 'no_match',
    receipt: aReceipt(cards.map(({ id, product }) => ({ card: id as Id<'car'>, product: (product as { id: Id<'prd'> }).id }))),
  };
}

const ids = ['01h2xcejqtf2nbrexx3vqjhp41', '01h2xcejqtf2nbrexx3vqjhp42', '01h2xcejqtf2nbrexx3vqjhp43'];

/** A card that may earn; `at` tells several apart. */
export function aCard(at = 0, change: Record<string, unknown> = {}, product: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: `car_${ids[at]}`,
    product: {
      id: `prd_${ids[at]}`,
      title: ['Desk lamp, oiled oak, dimmable', 'Linen lampshade, 30 cm', 'E27 bulb, 806 lm'][at],
      maker: 'Ljus',
      merchant: 'Nordlicht',
      price: { amountMinor: 8900, currency: 'EUR', asOf: Date.now() - 60_000 },
      availability: 'in_stock',
      url: `http://shop.example/products/${at}`,
      ...product,
    },
    score: 0.9,
    reasons: ['named_on_page'],
    offer: {
      benefit: { kind: 'discount', bps: 500, code: 'MARA5' },
      earner: { id: `crt_${ids[0]}`, name: 'Mara Lind' },
      rateBps: 1000,
      clickUrl: `${testOrigin}/c/v1.k2.card${at}`,
      expiresAt: Date.now() + 30 * 60_000,
    },
    ...change,
  };
}

/** A content page that names something to buy. */
export const article = (more = ''): string => `<!doctype html>
<html lang="en"><head><title>Three lamps for a small desk</title><meta name="author" content="Mara Lind"></head>
<body><article><h1>Three lamps for a small desk</h1>
<p>A desk wants light from the side, not from above. The lamp I have used for two winters is a plain oak arm with a dimmer. It does not buzz, and it stays where you put it.</p>
<p>The one that stayed is a <a href="http://shop.example/products/0?variant=oak">desk lamp of oiled oak</a>, and the bulb matters more than the lamp: eight hundred lumens of warm white are plenty.</p>
<p>${'Whatever you choose, look at the bulb first, then at the joint, and only then at the shade. '.repeat(12)}</p>
</article>${more}</body></html>`;
