import type { ExplainedClick, ExplainedOrder, OrderHappening } from '#shared/contracts/orders.ts';
import { day, id, longName, longUrl, nothing, now, offlineTrouble } from '../samples.ts';
import type { OneOrder } from './order.tsx';
import { credit, order } from './orders.states.ts';

const lina = { id: id('crt', 1), name: 'Lina Cooks' };
const papier = { id: id('crt', 2), name: 'Papier & Feder' };
const placedAt = now - 3 * day;

const click = (number: number, daysBefore: number, changes: Partial<ExplainedClick> = {}): ExplainedClick => ({
  id: id('clk', number),
  creator: lina,
  sku: 'NK-KETTLE-12',
  contentUrl: 'https://www.youtube.com/watch?v=gloss000001',
  clickedAt: placedAt - daysBefore * day,
  windowEndsAt: placedAt - daysBefore * day + 30 * day,
  traffic: 'valid',
  verdict: 'counts',
  quote: { version: 3, rateBps: 800, flat: null, windowDays: 30, holdDays: 30, feeBps: 0, model: 'last' },
  ...changes,
});
const happening = (seq: number, changes: Partial<OrderHappening> = {}): OrderHappening => ({
  seq,
  hash: `${String(seq).padStart(4, '0')}9f3a6c`.padEnd(64, '7'),
  at: placedAt + seq * 60_000,
  type: 'order.recorded',
  amountMinor: null,
  creditId: null,
  rule: null,
  verdict: null,
  postings: [],
  ...changes,
});
const moved = (from: string, to: string, amountMinor: number) => ({ from, to, amountMinor, currency: 'USD' });
const held = `creator:${lina.id}:held`;

const two: ExplainedOrder = {
  order: order(3, { grossMinor: 12_900, refundedMinor: 2_900, credits: [credit(3, { baseMinor: 10_000, reversedMinor: 232 })] }),
  source: 'shopify',
  lines: [
    { lineId: '1', sku: 'NK-KETTLE-12', quantity: 1, netMinor: 10_000, refundedMinor: 0, earns: true },
    { lineId: '2', sku: 'NK-SCALE-1', quantity: 2, netMinor: 2_900, refundedMinor: 2_900, earns: true },
    { lineId: '3', sku: 'NK-GIFT-CARD', quantity: 1, netMinor: 2_500, refundedMinor: 0, earns: false },
  ],
  codes: [],
  clicks: [
    click(1, 31, { creator: papier, verdict: 'window_over' }),
    click(2, 12, { creator: papier, verdict: 'no_part', contentUrl: null }),
    click(3, 4, { traffic: 'stand_down', verdict: 'not_valid' }),
    click(4, 0.2),
  ],
  model: 'last',
  models: [
    { model: 'last', shares: [{ creator: lina, amountMinor: 800, feeMinor: 0 }] },
    { model: 'first', shares: [{ creator: papier, amountMinor: 800, feeMinor: 0 }] },
    {
      model: 'linear',
      shares: [
        { creator: papier, amountMinor: 400, feeMinor: 0 },
        { creator: lina, amountMinor: 400, feeMinor: 0 },
      ],
    },
    {
      model: 'position',
      shares: [
        { creator: papier, amountMinor: 400, feeMinor: 0 },
        { creator: lina, amountMinor: 400, feeMinor: 0 },
      ],
    },
    {
      model: 'decay',
      shares: [
        { creator: papier, amountMinor: 190, feeMinor: 0 },
        { creator: lina, amountMinor: 610, feeMinor: 0 },
      ],
    },
  ],
  history: [
    happening(212, { postings: [moved('brand:commission', held, 1_032)] }),
    happening(214, { type: 'review.opened', rule: 'too_fast@1' }),
    happening(220, { type: 'review.decided', verdict: 'clear' }),
    happening(231, { type: 'refund.recorded', amountMinor: 2_900, postings: [moved(held, 'brand:commission', 232)] }),
    happening(260, { type: 'hold.released', at: now - day, postings: [moved(held, `creator:${lina.id}:payable`, 800)] }),
  ],
};
const one: ExplainedOrder = {
  ...two,
  order: order(3),
  lines: two.lines.slice(0, 1),
  clicks: [click(4, 0.2)],
  models: two.models.map(({ model }) => ({ model, shares: [{ creator: lina, amountMinor: 1_032, feeMinor: 0 }] })),
  history: two.history.slice(0, 1),
};
const nobody: ExplainedOrder = {
  ...one,
  order: order(3, { credits: [], reason: 'window_over' }),
  clicks: [click(1, 31, { verdict: 'window_over' })],
  model: null,
  models: [],
  history: [happening(212)],
};

const state = (value: ExplainedOrder | null, changes: Partial<OneOrder> = {}): OneOrder => ({
  loaded: value ? { state: 'ready', value } : { state: 'loading' },
  now,
  onRetry: nothing,
  onExport: nothing,
  ...changes,
});

export const orderStates: Readonly<Record<string, OneOrder>> = {
  'two creators': state(two),
  'one creator': state(one),
  'by a code': state({
    ...one,
    order: order(3, { credits: [credit(3, { code: 'LINA10', clickedAt: null })] }),
    codes: ['LINA10'],
    clicks: [],
    model: null,
    models: [],
  }),
  nobody: state(nobody),
  'no click': state({ ...nobody, order: order(3, { credits: [], reason: 'no_click' }), clicks: [] }),
  'being settled': state({ ...nobody, order: order(3, { credits: [] }) }),
  'every happening': state({
    ...two,
    history: [
      ...two.history,
      happening(270, { type: 'order.edited' }),
      happening(271, { type: 'review.decided', verdict: 'reject', rule: 'fraud_hold' }),
      happening(272, { type: 'review.reversed' }),
      happening(273, {
        type: 'adjustment.recorded',
        amountMinor: -500,
        postings: [moved(`creator:${lina.id}:payable`, 'brand:adjustment', 500)],
      }),
      happening(274, {
        type: 'order.cancelled',
        postings: [moved('platform:fee:held', 'brand:fee', 12), moved('somebody:else', 'brand:commission', 1)],
      }),
    ],
    clicks: [
      ...two.clicks,
      ...(['duplicate', 'givt', 'suspect', 'consent_off'] as const).map((traffic, at) =>
        click(10 + at, 2, { traffic, verdict: 'not_valid' }),
      ),
      click(20, -1, { verdict: 'after_order' }),
      click(21, 28, { verdict: 'too_many', quote: { ...click(21, 28).quote, flat: { amountMinor: 250, currency: 'USD', per: 'piece' } } }),
    ],
  }),
  'long text': state({
    ...two,
    order: {
      ...two.order,
      orderId: 'WEB-2026-11-23-0000000000000000000000000000000000000000-A',
      credits: [credit(1, { creator: { ...lina, name: longName }, baseMinor: 98_765_432_10 })],
    },
    clicks: [
      click(1, 1, {
        creator: { ...lina, name: longName },
        contentUrl: longUrl,
        sku: 'A-VERY-LONG-ARTICLE-NUMBER-OF-A-VERY-CAREFUL-SHOP-000000001',
      }),
    ],
  }),
  loading: state(null),
  gone: state(null, { loaded: { state: 'failed', trouble: { code: 'not_found', facts: {} } } }),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
};
