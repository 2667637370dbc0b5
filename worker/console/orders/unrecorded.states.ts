import type { UnrecordedSale } from '#shared/contracts/creators.ts';
import { noCreditReasons, type UnrecordedOrder } from '#shared/contracts/orders.ts';
import { busy, day, id, idle, longName, longUrl, nothing, now, offlineTrouble, refused } from '../samples.ts';
import type { Line, Unrecorded, UnrecordedPage } from './unrecorded.tsx';

const order = (number: number, changes: Partial<UnrecordedOrder> = {}): Line => ({
  side: 'brand',
  id: id('ord', number),
  orderId: `#${10_240 - number}`,
  placedAt: now - number * day,
  recordedAt: now - number * day,
  currency: 'USD',
  grossMinor: 12_900 + number,
  refundedMinor: 0,
  skus: ['NK-KETTLE-12'],
  cancelledAt: null,
  reason: 'no_click',
  ...changes,
});
const sale = (number: number, changes: Partial<UnrecordedSale> = {}): Line => ({
  side: 'creator',
  id: id('ord', number),
  brand: { id: id('brd', 1), name: 'Nook & Kettle' },
  placedAt: now - number * day,
  clickedAt: now - number * day - 3_600_000,
  contentUrl: 'https://www.youtube.com/watch?v=gloss000001',
  reason: 'window_over',
  ...changes,
});
const counts: UnrecordedPage['counts'] = [
  { reason: 'no_click', month: '2026-11', orders: 31 },
  { reason: 'window_over', month: '2026-11', orders: 4 },
  { reason: 'no_click', month: '2026-10', orders: 58 },
  { reason: 'fraud_hold', month: '2026-10', orders: 1 },
];
const state = (side: Line['side'], lines: readonly Line[] | null, changes: Partial<Unrecorded> = {}): Unrecorded => ({
  side,
  loaded: lines ? { state: 'ready', value: { lines, counts, next: null } } : { state: 'loading' },
  choice: { reason: 'all', month: 'all' },
  now,
  more: idle,
  exporting: idle,
  onChoice: nothing,
  onMore: nothing,
  onExport: nothing,
  onRetry: nothing,
  ...changes,
});
const statesOf = (side: Line['side'], line: (number: number, changes?: Partial<Line>) => Line, long: Line, chinese: Line) => ({
  few: state(side, [line(1), line(2, { reason: 'window_over' }), line(30, { reason: 'fraud_hold' })]),
  'every reason': state(
    side,
    noCreditReasons.map((reason, at) => line(at + 1, { reason })),
  ),
  chosen: state(side, [line(32, { reason: 'fraud_hold' })], { choice: { reason: 'fraud_hold', month: '2026-10' } }),
  'none of these': state(side, [], { choice: { reason: 'duplicate', month: '2026-11' } }),
  many: state(side, [], {
    loaded: { state: 'ready', value: { lines: Array.from({ length: 50 }, (_, at) => line(at + 1)), counts, next: '1.ord' } },
  }),
  'loading more': state(side, [line(1)], { more: busy }),
  'export refused': state(side, [line(1)], { exporting: refused('offline') }),
  'long text': state(side, [long]),
  Chinese: state(side, [chinese]),
  empty: state(side, [], { loaded: { state: 'ready', value: { lines: [], counts: [], next: null } } }),
  loading: state(side, null),
  offline: state(side, null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
});

export const unrecordedStates: Readonly<Record<string, Unrecorded>> = statesOf(
  'brand',
  (number, changes) => order(number, changes as Partial<UnrecordedOrder>),
  order(1, { orderId: longName, skus: Array.from({ length: 20 }, (_, at) => `SKU-${at}-LONG`), grossMinor: 9_876_543_210 }),
  order(1, { orderId: '半山-2026-001', skus: ['盖碗-白瓷-150毫升'], currency: 'CNY', reason: 'others_code' }),
);
export const creatorUnrecordedStates: Readonly<Record<string, Unrecorded>> = statesOf(
  'creator',
  (number, changes) => sale(number, changes as Partial<UnrecordedSale>),
  sale(1, { brand: { id: id('brd', 3), name: longName }, contentUrl: longUrl }),
  sale(1, { brand: { id: id('brd', 4), name: '半山茶具旗舰店' }, contentUrl: null, clickedAt: null }),
);
