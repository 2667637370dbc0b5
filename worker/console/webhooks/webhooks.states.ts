import type { Attempt, Delivery, HookEndpoint } from '#shared/contracts/webhooks.ts';
import { busy, day, id, idle, longUrl, nothing, now, offlineTrouble, refused } from '../samples.ts';
import type { DeliveriesPage, OneDelivery, Webhooks } from './webhooks.tsx';

const minute = 60_000;
const endpoint = (number: number, changes: Partial<HookEndpoint> = {}): HookEndpoint => ({
  id: id('hok', number),
  url: 'https://nook.example/hooks/gloss',
  eventTypes: ['order.credited', 'order.not_credited', 'commission.released', 'payout.paid'],
  state: 'on',
  stateAt: now - 40 * day,
  createdAt: now - 40 * day,
  secretVersion: 1,
  overlapUntil: null,
  counts: { waiting: 0, delivered: 1204, failed: 0 },
  pausedUntil: null,
  ...changes,
});
const delivery = (number: number, changes: Partial<Delivery> = {}): Delivery => ({
  eventId: id('evt', number),
  type: 'order.credited',
  happenedAt: now - number * 17 * minute,
  madeAt: now - number * 17 * minute,
  state: 'delivered',
  attempts: 1,
  nextAt: null,
  lastStatus: 204,
  lastProblem: null,
  lastAt: now - number * 17 * minute,
  ...changes,
});
const attempt = (number: number, changes: Partial<Attempt> = {}): Attempt => ({
  number,
  at: now - (4 - number) * 30 * minute,
  durationMs: 83,
  status: 500,
  problem: 'status',
  headers: {
    'content-type': 'application/json',
    'webhook-id': id('evt', 3),
    'webhook-timestamp': '1795431900',
    'webhook-signature': 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
    'user-agent': 'Gloss (+https://gloss.example)',
  },
  answer: '{"error":"out of order"}',
  ...changes,
});
const deliveries = [
  delivery(1, { type: 'endpoint.tested' }),
  delivery(2, { type: 'commission.released' }),
  delivery(3, { state: 'waiting', attempts: 3, lastStatus: 500, lastProblem: 'status', nextAt: now + 90 * minute }),
  delivery(4, { state: 'waiting', attempts: 0, lastStatus: null, nextAt: now }),
  delivery(5, {
    type: 'order.not_credited',
    state: 'waiting',
    attempts: 1,
    lastStatus: null,
    lastProblem: 'timeout',
    nextAt: now + 5 * minute,
  }),
  delivery(6, { type: 'payout.paid', state: 'failed', attempts: 10, lastStatus: 302, lastProblem: 'redirect' }),
  delivery(7, { type: 'terms.changed', state: 'failed', attempts: 0, lastStatus: null, lastProblem: 'off', lastAt: null }),
];
const one: OneDelivery = {
  delivery: deliveries[2] as Delivery,
  body: JSON.stringify({
    type: 'order.credited',
    timestamp: '2026-11-23T10:14:00.000Z',
    data: {
      seq: 4711,
      brandId: id('brd', 1),
      order: { id: id('ord', 9), orderId: 'NK-10422', currency: 'EUR', grossMinor: 18_950, skus: ['PAN-28', 'LID-28'], skusCount: 2 },
      commissions: [{ id: id('crd', 9), creatorId: id('crt', 1), baseMinor: 18_950, rateBps: 800, amountMinor: 1516 }],
      commissionsCount: 1,
    },
  }),
  attempts: [attempt(3), attempt(2, { status: null, problem: 'timeout', durationMs: 20_000, answer: '' }), attempt(1)],
};
const page = (changes: Partial<DeliveriesPage> = {}): Webhooks['log'] => ({
  state: 'ready',
  value: { deliveries, next: null, ...changes },
});
const state = (endpoints: readonly HookEndpoint[] | null, changes: Partial<Webhooks> = {}): Webhooks => ({
  kind: 'brand',
  loaded: endpoints ? { state: 'ready', value: endpoints } : { state: 'loading' },
  now,
  adding: idle,
  acting: { ...idle, id: null },
  newSecret: null,
  tested: null,
  open: null,
  filter: 'all',
  log: { state: 'loading' },
  more: idle,
  replaying: { ...idle, id: null },
  replayed: null,
  detail: null,
  onAdd: nothing,
  onSecretStored: nothing,
  onSwitch: nothing,
  onRotate: nothing,
  onRemove: nothing,
  onTest: nothing,
  onOpen: nothing,
  onFilter: nothing,
  onMore: nothing,
  onRefresh: nothing,
  onDetail: nothing,
  onReplay: nothing,
  onReplayFailed: nothing,
  onRetry: nothing,
  ...changes,
});
const shop = endpoint(1, { counts: { waiting: 3, delivered: 1204, failed: 2 } });
const few = [
  shop,
  endpoint(2, { url: 'https://ledger.nook.example/in', eventTypes: ['payout.paid', 'payout.failed'], overlapUntil: now + day / 2 }),
  endpoint(3, {
    url: `https://nook.example/${longUrl.slice(24)}`,
    state: 'failing',
    stateAt: now - 2 * day,
    counts: { waiting: 0, delivered: 12, failed: 348 },
  }),
];
const secret = 'whsec_Zm9yIHRoZSBnYWxsZXJ5IG9ubHksIG5vdCBhIHNlY3JldA==';
const many = Array.from({ length: 10 }, (_, at) =>
  endpoint(at + 1, {
    url: `https://nook.example/hooks/${at + 1}`,
    state: (['on', 'off', 'failing', 'gone', 'on'] as const)[at % 5] ?? 'on',
    pausedUntil: at === 0 ? now + 8 * minute : null,
  }),
);

export const webhooksStates: Readonly<Record<string, Webhooks>> = {
  few: state(few),
  empty: state([]),
  many: state(many),
  'new secret': state([shop], { newSecret: { url: shop.url, secret } }),
  'tested well': state([shop], { tested: { id: shop.id, delivery: delivery(1, { type: 'endpoint.tested' }) } }),
  'tested badly': state([shop], {
    tested: {
      id: shop.id,
      delivery: delivery(1, { type: 'endpoint.tested', state: 'waiting', lastStatus: 404, lastProblem: 'status', nextAt: now }),
    },
  }),
  'log open': state([shop], { open: shop, log: page({ next: 'more' }) }),
  'log loading': state([shop], { open: shop }),
  'log empty': state([shop], { open: shop, filter: 'failed', log: page({ deliveries: [] }) }),
  'one delivery': state([shop], { open: shop, log: page(), detail: { eventId: id('evt', 3), loaded: { state: 'ready', value: one } } }),
  'never sent': state([shop], {
    open: shop,
    log: page(),
    detail: { eventId: id('evt', 7), loaded: { state: 'ready', value: { ...one, delivery: deliveries[6] as Delivery, attempts: [] } } },
  }),
  replayed: state([shop], { open: shop, log: page(), replayed: 2 }),
  'replay refused': state([shop], { open: shop, log: page(), replaying: { ...refused('rate_limited'), id: null } }),
  'address refused': state([shop], { adding: refused('unprocessable') }),
  'address taken': state([shop], { adding: refused('conflict') }),
  'role refused': state([shop], { acting: { ...refused('forbidden'), id: shop.id } }),
  working: state([shop], { adding: busy, acting: { ...busy, id: shop.id } }),
  loading: state(null),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
};

export const creatorWebhooksStates: Readonly<Record<string, Webhooks>> = {
  few: state(
    [endpoint(1, { url: 'https://hooks.lina.example/gloss', eventTypes: ['commission.held', 'commission.released', 'terms.changed'] })],
    {
      kind: 'creator',
    },
  ),
  empty: state([], { kind: 'creator' }),
};
