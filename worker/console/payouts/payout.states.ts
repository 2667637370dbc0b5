import type { Details, OwnPayout } from '#shared/contracts/payouts.ts';
import { day, id, idle, longName, nothing, now, offlineTrouble, refused } from '../samples.ts';
import type { OwnPayouts, OwnPayoutsPage } from './payout.tsx';

const details = (changes: Partial<Details> = {}): Details => ({
  kind: 'iban',
  hint: '… 7947',
  changedAt: now - 40 * day,
  usableAt: now - 37 * day,
  ...changes,
});
const payout = (number: number, changes: Partial<OwnPayout> = {}): OwnPayout => ({
  id: `${id('crt', 1)}.USD.2026-11-${10 + number}.1`,
  brand: { id: id('brd', 1), name: 'Nook & Kettle' },
  currency: 'USD',
  amountMinor: 31_240,
  state: 'paid',
  draftedAt: now - 9 * day,
  sentAt: now - 8 * day,
  endedAt: now - 7 * day,
  why: null,
  ...changes,
});
const state = (page: OwnPayoutsPage | null, changes: Partial<OwnPayouts> = {}): OwnPayouts => ({
  loaded: page ? { state: 'ready', value: page } : { state: 'loading' },
  now,
  saving: idle,
  onSave: nothing,
  onRetry: nothing,
  ...changes,
});
const few = [
  payout(4, { state: 'draft', sentAt: null, endedAt: null, brand: { id: id('brd', 2), name: '半山茶具旗舰店' }, currency: 'CNY' }),
  payout(3, { state: 'sent', endedAt: null }),
  payout(2),
  payout(1, { state: 'failed', why: 'account closed' }),
];

export const ownPayoutsStates: Readonly<Record<string, OwnPayouts>> = {
  few: state({ details: details(), payouts: few }),
  many: state({ details: details(), payouts: Array.from({ length: 40 }, (_, at) => payout(at, { amountMinor: 1_000 + at * 977 })) }),
  'just changed': state({ details: details({ changedAt: now, usableAt: now + 3 * day }), payouts: few }),
  'sign in again': state({ details: details(), payouts: [] }, { saving: refused('forbidden', { why: 'sign_in_again' }) }),
  'long text': state({
    details: details({ kind: 'account', hint: '… 8812' }),
    payouts: [payout(1, { brand: { id: id('brd', 3), name: longName }, amountMinor: 98_765_432_1 })],
  }),
  empty: state({ details: null, payouts: [] }),
  loading: state(null),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
};
