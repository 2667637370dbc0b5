import { type CreditLine, type NoCreditReason, noCreditReasons, type OrderLine } from '#shared/contracts/orders.ts';
import { shareOf } from '#shared/money.ts';
import { busy, day, id, idle, longName, nothing, now, offlineTrouble } from '../samples.ts';
import type { Orders, OrdersPage } from './orders.tsx';

export const credit = (number: number, changes: Partial<CreditLine> = {}): CreditLine => {
  const baseMinor = changes.baseMinor ?? 12_900;
  const rateBps = changes.rateBps ?? 800;
  return {
    id: id('crd', number),
    creator: { id: id('crt', 1), name: 'Lina Cooks' },
    baseMinor,
    rateBps,
    parts: [{ rate: { bps: rateBps }, baseMinor, amountMinor: shareOf(baseMinor, rateBps) }],
    weight: null,
    code: null,
    review: [],
    rejected: null,
    amountMinor: shareOf(baseMinor, rateBps),
    reversedMinor: 0,
    feeMinor: 0,
    currency: 'USD',
    state: 'held',
    clickedAt: now - number * day - 3_600_000,
    releaseAt: now - number * day + 30 * day,
    releasedAt: null,
    ...changes,
  };
};
export const order = (number: number, changes: Partial<OrderLine> = {}): OrderLine => ({
  id: id('ord', number),
  orderId: `#${10_240 - number}`,
  placedAt: now - number * day,
  recordedAt: now - number * day + 2_000,
  currency: 'USD',
  grossMinor: 12_900,
  refundedMinor: 0,
  skus: ['NK-KETTLE-12'],
  cancelledAt: null,
  credits: [credit(number)],
  reason: null,
  ...changes,
});
const without = (number: number, reason: NoCreditReason, changes: Partial<OrderLine> = {}): OrderLine =>
  order(number, { credits: [], reason, ...changes });

const few: OrderLine[] = [
  order(1, { grossMinor: 18_950, skus: ['NK-KETTLE-12', 'NK-SCALE-1'], credits: [credit(1, { baseMinor: 18_950, feeMinor: 189 })] }),
  without(2, 'no_click', { grossMinor: 4_250, skus: ['NK-FILTER-100'] }),
  order(3, { grossMinor: 31_400, credits: [credit(3, { creator: { id: id('crt', 2), name: 'Papier & Feder' }, baseMinor: 31_400 })] }),
  order(4, { refundedMinor: 5_150, credits: [credit(4, { baseMinor: 7_750, reversedMinor: 412 })] }),
  without(5, 'window_over'),
  order(6, { refundedMinor: 12_900, credits: [credit(6, { baseMinor: 0, amountMinor: 0, reversedMinor: 1_032, state: 'reversed' })] }),
  without(7, 'stand_down'),
  order(34, { credits: [credit(34, { state: 'payable', releaseAt: now - 4 * day, releasedAt: now - 4 * day })] }),
];

const state = (page: OrdersPage | null, changes: Partial<Orders> = {}): Orders => ({
  loaded: page ? { state: 'ready', value: page } : { state: 'loading' },
  now,
  more: idle,
  onMore: nothing,
  onRetry: nothing,
  onExport: nothing,
  ...changes,
});

export const ordersStates: Readonly<Record<string, Orders>> = {
  few: state({ orders: few, next: null }),
  'every reason': state({ orders: noCreditReasons.map((reason, at) => without(at + 1, reason)), next: null }),
  'being settled': state({ orders: [order(1, { credits: [] })], next: null }),
  many: state({
    orders: Array.from({ length: 50 }, (_, at) => (at % 4 === 2 ? without(at + 1, 'no_click') : order(at + 1))),
    next: '1.ord',
  }),
  'loading more': state({ orders: few, next: '1.ord' }, { more: busy }),
  'long text': state({
    orders: [
      order(1, {
        orderId: 'WEB-2026-11-23-0000000000000000000000000000000000000000-A',
        grossMinor: 98_765_432_10,
        skus: Array.from({ length: 30 }, (_, at) => `SKU-${at}-LONG`),
        credits: [credit(1, { creator: { id: id('crt', 3), name: longName }, baseMinor: 98_765_432_10 })],
      }),
    ],
    next: null,
  }),
  Chinese: state({
    orders: [
      order(1, {
        orderId: '订单-20261123-001',
        currency: 'CNY',
        grossMinor: 23_800,
        skus: ['盖碗-白瓷-150毫升'],
        credits: [credit(1, { creator: { id: id('crt', 4), name: '小林的厨房' }, currency: 'CNY', baseMinor: 23_800 })],
      }),
    ],
    next: null,
  }),
  empty: state({ orders: [], next: null }),
  loading: state(null),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
};
