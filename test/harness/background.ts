/** The extension's background in a made-up browser: storage in memory, a worker that answers what it is told, every request written down. */

import type { PageCall, Platform } from '#extension/background/call.ts';
import type { Api } from '#extension/base/api.ts';
import { makeApi } from '#extension/base/api.ts';
import { type Area, makeStore } from '#extension/base/store.ts';
import type { Card, CardSet } from '#shared/contracts/recommend.ts';
import type { PageSnapshot } from '#shared/page.ts';
import { aReceipt } from './receipt.ts';

export const workerOrigin = 'https://api.gloss.example';
export const startAt = Date.UTC(2026, 10, 3, 12);

export interface Sent {
  url: string;
  body: unknown;
  /** Who is signed in at the worker in this browser was said with it. */
  signed: boolean;
}
export interface FakeWorld {
  call: PageCall;
  /** Every request that left. */
  requests: Sent[];
  opened: { url: string; behind: boolean }[];
  badges: Map<number, string>;
  /** Patterns our scripts run on. */
  runsOn: readonly string[];
  granted: Set<string>;
  answer: (body: unknown, url: string) => Response | Promise<Response>;
  later: (ms: number) => void;
}

export function fakeWorld({ isSendingAllowed = true, uiLanguage = 'en-GB' } = {}): FakeWorld {
  const world: FakeWorld = {
    requests: [],
    opened: [],
    badges: new Map(),
    runsOn: [],
    granted: new Set(),
    answer: () => Response.json(aCardSet([aCard()])),
    later: (ms) => {
      world.call = { ...world.call, now: world.call.now + ms };
    },
    call: undefined as unknown as PageCall,
  };
  world.call = {
    now: startAt,
    store: makeStore({ local: memoryArea(), session: memoryArea() }),
    api: fakeApi(world),
    workerOrigin,
    platform: fakePlatform(world, isSendingAllowed, uiLanguage),
    sitesOn: [],
    tabId: 7,
    address: 'https://mara.example/lamps?utm_source=news&user=4711',
  };
  return world;
}

export const aCard = (change: Partial<Card> = {}, product: Partial<Card['product']> = {}): Card => ({
  id: 'car_01h2xcejqtf2nbrexx3vqjhp41',
  product: {
    id: 'prd_01h2xcejqtf2nbrexx3vqjhp41',
    title: 'Desk lamp, oak',
    merchant: 'Nordlicht',
    price: { amountMinor: 8900, currency: 'EUR', asOf: startAt - 60_000 },
    availability: 'in_stock',
    url: 'https://nordlicht.example/products/desk-lamp',
    ...product,
  },
  score: 0.92,
  reasons: ['linked_on_page'],
  offer: {
    benefit: { kind: 'discount', bps: 500, code: 'MARA5' },
    earner: { id: 'crt_01h2xcejqtf2nbrexx3vqjhp41', name: 'Mara Lind' },
    rateBps: 1000,
    clickUrl: `${workerOrigin}/c/v1.k2.payload.mac`,
    expiresAt: startAt + 30 * 60_000,
  },
  ...change,
});

export const aCardSet = (cards: Card[], nothing: CardSet['nothing'] = null): CardSet => ({
  cards,
  nothing: cards.length > 0 ? null : nothing,
  receipt: aReceipt(cards.map(({ id, product }) => ({ card: id, product: product.id }))),
});

export const aSnapshot = (change: Partial<PageSnapshot> = {}): PageSnapshot => ({
  platform: 'web',
  kind: 'article',
  url: 'https://mara.example/lamps',
  title: 'Three lamps for a desk',
  products: [],
  shopLinks: ['https://nordlicht.example/products/desk-lamp?session=abc#buy'],
  ...change,
});

function fakePlatform(world: FakeWorld, isSendingAllowed: boolean, uiLanguage: string): Platform {
  return {
    uiLanguage: () => uiLanguage,
    version: '0.0.0',
    ownPage: (path) => `chrome-extension://gloss${path}`,
    openTab: async ({ url, behind }) => {
      world.opened.push({ url, behind });
    },
    isSendingAllowed: async () => isSendingAllowed,
    isTellingAllowed: async () => isSendingAllowed,
    areGranted: async (patterns) => patterns.every((pattern) => world.granted.has(pattern)),
    giveBack: async (patterns) => {
      for (const pattern of patterns) world.granted.delete(pattern);
    },
    runOn: async (scripts) => {
      world.runsOn = scripts.flatMap(({ matches }) => matches);
    },
    drawIn: async () => true,
    tell: async () => true,
    badge: async (tabId, text) => {
      world.badges.set(tabId, text);
    },
  };
}

function fakeApi(world: FakeWorld): Api {
  return makeApi(workerOrigin, async (url, init) => {
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    world.requests.push({ url: String(url), body, signed: init?.credentials === 'include' });
    return await world.answer(body, String(url));
  });
}

function memoryArea(): Area {
  let values: Record<string, unknown> = {};
  return {
    get: async (key) => structuredClone({ [key]: values[key] }),
    set: async (more) => {
      values = { ...values, ...structuredClone(more) };
    },
    clear: async () => {
      values = {};
    },
  };
}
