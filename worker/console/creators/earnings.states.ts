import type { EarningLine, EarningTotal, TermsChanges, TermsNotice } from '#shared/contracts/creators.ts';
import { shareOf } from '#shared/money.ts';
import { busy, day, id, idle, longName, longUrl, nothing, now, offlineTrouble, refused } from '../samples.ts';
import type { Earnings, EarningsPage } from './earnings.tsx';

const line = (number: number, changes: Partial<EarningLine> = {}): EarningLine => {
  const baseMinor = changes.baseMinor ?? 12_900;
  const rateBps = changes.rateBps ?? 800;
  const placedAt = changes.placedAt ?? now - number * 2 * day;
  return {
    id: id('crd', number),
    brand: { id: id('brd', 1), name: 'Nook & Kettle' },
    contentUrl: 'https://www.youtube.com/watch?v=gloss000001',
    skus: ['NK-KETTLE-12'],
    placedAt,
    baseMinor,
    rateBps,
    parts: [{ rate: { bps: rateBps }, baseMinor, amountMinor: shareOf(baseMinor, rateBps) }],
    weight: null,
    code: null,
    review: [],
    rejected: null,
    amountMinor: shareOf(baseMinor, rateBps),
    reversedMinor: 0,
    currency: 'USD',
    state: 'held',
    releaseAt: placedAt + 30 * day,
    releasedAt: null,
    paidAt: null,
    ...changes,
  };
};
const total = (changes: Partial<EarningTotal> = {}): EarningTotal => ({
  currency: 'USD',
  heldMinor: 8_710,
  firstReleaseAt: now + 10 * day,
  lastReleaseAt: now + 28 * day,
  payableMinor: 31_240,
  payingMinor: 0,
  paidMinor: 12_960,
  adjustedMinor: 0,
  balances: { postedMinor: 31_240, pendingMinor: 39_950, availableMinor: 31_240 },
  debts: [],
  reversedMinor: 412,
  asOf: now,
  ...changes,
});
const payable = (number: number, changes: Partial<EarningLine> = {}): EarningLine =>
  line(number, { state: 'payable', releaseAt: now - 4 * day, releasedAt: now - 4 * day, ...changes });

const few: EarningLine[] = [
  line(1, { contentUrl: 'https://lina.example/posts/pour-over-at-home', skus: ['NK-KETTLE-12', 'NK-SCALE-1'], baseMinor: 18_950 }),
  line(2),
  line(3, { brand: { id: id('brd', 2), name: 'Fjell Outdoor' }, baseMinor: 24_900, rateBps: 1_050, skus: ['FJ-TENT-2P'] }),
  line(4, { baseMinor: 4_350, reversedMinor: 412, contentUrl: null, skus: ['NK-FILTER-100', 'NK-CUP-2', 'NK-CUP-4'] }),
  line(5, { state: 'reversed', baseMinor: 0, amountMinor: 0, reversedMinor: 1_032 }),
  payable(18, { baseMinor: 129_900, skus: ['NK-MACHINE-PRO'] }),
  payable(20, { brand: { id: id('brd', 2), name: 'Fjell Outdoor' }, baseMinor: 8_900, rateBps: 1_050, skus: ['FJ-LAMP'] }),
  payable(23, { placedAt: Date.UTC(2025, 11, 30, 12), releasedAt: Date.UTC(2026, 0, 29, 12), releaseAt: Date.UTC(2026, 0, 29, 12) }),
];

const notice = (
  inDays: number,
  changes: Partial<TermsChanges> = {},
  brand: TermsNotice['brand'] = few[0]?.brand ?? line(1).brand,
): TermsNotice => ({
  brand,
  setAt: now + (inDays - 30) * day,
  from: now + inDays * day,
  isNear: inDays <= 2,
  changes: {
    rate: null,
    windowDays: null,
    holdDays: null,
    model: null,
    newlyExcludedCount: 0,
    minimumPayouts: [],
    others: [],
    ...changes,
  },
});
const lowerRate = { rate: { before: { kind: 'share', bps: 1000 }, after: { kind: 'share', bps: 800 } } } as const;
const everything: TermsChanges = {
  rate: { before: { kind: 'share', bps: 1000 }, after: { kind: 'flat', amountMinor: 250, currency: 'USD', per: 'order' } },
  windowDays: { before: 30, after: 14 },
  holdDays: { before: 14, after: 30 },
  model: { before: 'last', after: 'linear' },
  newlyExcludedCount: 3,
  minimumPayouts: [{ currency: 'USD', beforeMinor: 0, afterMinor: 2_500 }],
  others: ['rates', 'codes', 'assists', 'decay', 'paidTraffic', 'reportDays'],
};

type Page = Omit<EarningsPage, 'notices'> & Partial<Pick<EarningsPage, 'notices'>>;
const state = (page: Page | null, changes: Partial<Earnings> = {}): Earnings => ({
  loaded: page ? { state: 'ready', value: { notices: [], ...page } } : { state: 'loading' },
  now,
  more: idle,
  onMore: nothing,
  onRetry: nothing,
  onExport: nothing,
  ...changes,
});

export const earningsStates: Readonly<Record<string, Earnings>> = {
  few: state({ lines: few, totals: [total()], next: null }),
  many: state({
    lines: Array.from({ length: 50 }, (_, at) => line(at + 1, { baseMinor: 2_000 + at * 731 })),
    totals: [total()],
    next: '1.crd',
  }),
  'loading more': state({ lines: few, totals: [total()], next: '1.crd' }, { more: busy }),
  'more refused': state({ lines: few, totals: [total()], next: '1.crd' }, { more: refused('offline') }),
  'nothing held': state({
    lines: few.slice(5),
    totals: [total({ heldMinor: 0, firstReleaseAt: null, lastReleaseAt: null, reversedMinor: 0 })],
    next: null,
  }),
  'two currencies': state({
    lines: [line(1), line(2, { currency: 'JPY', baseMinor: 12_000 }), line(3, { currency: 'CNY', baseMinor: 1_299_00 })],
    totals: [total({ currency: 'CNY', lastReleaseAt: now + 10 * day }), total(), total({ currency: 'JPY', payableMinor: 125_000 })],
    next: null,
  }),
  'long text': state({
    lines: [
      line(1, {
        brand: { id: id('brd', 3), name: longName },
        contentUrl: longUrl,
        skus: Array.from({ length: 30 }, (_, at) => `SKU-${at}-LONG`),
      }),
      payable(2, { baseMinor: 9_876_543_210, rateBps: 850 }),
    ],
    totals: [total({ payableMinor: 12_187_654_32, heldMinor: 98_765_432_1 })],
    next: null,
  }),
  Chinese: state({
    lines: [
      line(1, {
        brand: { id: id('brd', 4), name: '半山茶具旗舰店' },
        contentUrl: 'https://www.xiaohongshu.com/explore/64f1a2b3000000001e02c3d4',
        skus: ['盖碗-白瓷-150毫升'],
        currency: 'CNY',
        baseMinor: 23_800,
      }),
    ],
    totals: [total({ currency: 'CNY', lastReleaseAt: now + 10 * day })],
    next: null,
  }),
  'owes a brand': state({
    lines: [
      line(1),
      payable(9, { state: 'paid', paidAt: now - 2 * day }),
      line(30, { state: 'reversed', baseMinor: 0, amountMinor: 0, reversedMinor: 1_032, releasedAt: now - 9 * day }),
    ],
    totals: [
      total({
        payableMinor: -1_032,
        payingMinor: 4_410,
        balances: { postedMinor: 3_378, pendingMinor: 12_088, availableMinor: -1_032 },
        debts: [{ brand: { id: id('brd', 1), name: 'Nook & Kettle' }, amountMinor: 1_032 }],
      }),
    ],
    next: null,
  }),
  'terms coming': state({ lines: few, totals: [total()], next: null, notices: [notice(30, lowerRate)] }),
  'terms near': state({
    lines: few,
    totals: [total()],
    next: null,
    notices: [notice(2, lowerRate), notice(12, { holdDays: { before: 14, after: 30 } }, { id: id('brd', 2), name: 'Fjell Outdoor' })],
  }),
  'many terms': state({
    lines: few,
    totals: [total()],
    next: null,
    notices: Array.from({ length: 8 }, (_, at) => notice(at + 1, everything, { id: id('brd', at + 1), name: longName })),
  }),
  empty: state({ lines: [], totals: [], next: null }),
  loading: state(null),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
  failed: state(null, { loaded: { state: 'failed', trouble: { code: 'internal', facts: {} } } }),
};
