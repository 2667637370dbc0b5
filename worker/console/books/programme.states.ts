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
  'in force': state({ current: version(3), earlier }),
  'just saved': state({ current: version(3), earlier }, { saved: 3 }),
  first: state({ current: null, earlier: [] }),
  'with fee': state({ current: version(1, { windowDays: 1, holdDays: 1 }, 150), earlier: [] }),
  donation: state({ current: version(1, { benefit: { kind: 'donation', bps: 100, to: 'Sea Rescue' } }), earlier: [] }),
  'without benefit': state({ current: version(1, { benefit: null }), earlier: [] }),
  'long text': state({
    current: version(1, {
      benefit: { kind: 'donation', bps: 1_234, to: longName },
      excludedSkus: Array.from({ length: 40 }, (_, at) => `SKU-${at}`),
    }),
    earlier: [],
  }),
  saving: state({ current: version(3), earlier }, { saving: busy }),
  'role refused': state({ current: version(3), earlier }, { saving: refused('forbidden') }),
  loading: state(null),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
};
