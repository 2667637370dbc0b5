import { Terms, type TermsVersion } from '#shared/contracts/books.ts';
import { busy, day, idle, longName, nothing, now, offlineTrouble, refused } from '../samples.ts';
import type { Programme, ProgrammePage } from './programme.tsx';

const version = (number: number, terms: Partial<Terms> = {}, feeBps = 0): TermsVersion => ({
  version: number,
  setAt: now - (40 - number * 10) * day,
  from: now - (40 - number * 10) * day,
  feeBps,
  terms: Terms.parse({
    rateBps: 800,
    windowDays: 30,
    model: 'last',
    holdDays: 30,
    benefit: { kind: 'discount', bps: 500, code: 'GLOSS5' },
    excludedSkus: [],
    ...terms,
  }),
});
const state = (page: ProgrammePage | null, changes: Partial<Programme> = {}): Programme => ({
  loaded: page ? { state: 'ready', value: page } : { state: 'loading' },
  now,
  saving: idle,
  saved: null,
  onSave: nothing,
  onRetry: nothing,
  ...changes,
});
const earlier = [
  version(2, { rateBps: 750, holdDays: 14, benefit: { kind: 'cashback', bps: 250 } }),
  version(1, { rateBps: 500, benefit: null }),
];

export const programmeStates: Readonly<Record<string, Programme>> = {
  'in force': state({ current: version(3), coming: null, earlier }),
  'just saved': state({ current: version(3), coming: null, earlier }, { saved: 3 }),
  first: state({ current: null, coming: null, earlier: [] }),
  'with fee': state({ current: version(1, { windowDays: 1, holdDays: 1 }, 150), coming: null, earlier: [] }),
  donation: state({ current: version(1, { benefit: { kind: 'donation', bps: 100, to: 'Sea Rescue' } }), coming: null, earlier: [] }),
  'without benefit': state({ current: version(1, { benefit: null }), coming: null, earlier: [] }),
  'long text': state({
    current: version(1, {
      benefit: { kind: 'donation', bps: 1_234, to: longName },
      excludedSkus: Array.from({ length: 40 }, (_, at) => `SKU-${at}`),
    }),
    coming: null,
    earlier: [],
  }),
  'cut to come': state({ current: version(3), coming: { ...version(4, { rateBps: 600 }), from: now + 30 * day }, earlier }),
  'every term': state({
    current: version(3, {
      rates: [
        { skus: ['SKU-1', 'SKU-2'], rate: { kind: 'share', bps: 1200 } },
        { category: 'Sport > Tents', rate: { kind: 'flat', amountMinor: 500, currency: 'USD', per: 'order' } },
        { creatorIds: ['crt_01k00000000000000000000001'], rate: { kind: 'share', bps: 1500 } },
      ],
      model: 'decay',
      halfLifeDays: 5,
      codes: { use: 'priority', creatorCodes: [{ code: 'MIA10', creatorId: 'crt_01k00000000000000000000001' }], othersCode: 'deny' },
      minimumPayouts: [{ currency: 'USD', amountMinor: 5000 }],
      paidTraffic: 'forbidden',
      reportDaysMax: 30,
    }),
    coming: null,
    earlier: [],
  }),
  assists: state({ current: version(3, { assists: { bps: 1000, countMax: 2 } }), coming: null, earlier: [] }),
  saving: state({ current: version(3), coming: null, earlier }, { saving: busy }),
  'role refused': state({ current: version(3), coming: null, earlier }, { saving: refused('forbidden') }),
  loading: state(null),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
};
