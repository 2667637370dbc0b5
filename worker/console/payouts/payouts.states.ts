import type { DueLine, Payout, StepResult } from '#shared/contracts/payouts.ts';
import { busy, day, id, idle, longName, nothing, now, offlineTrouble, refused } from '../samples.ts';
import type { Payouts, PayoutsPage } from './payouts.tsx';

const [you, other] = ['books@nook.example', 'finance@nook.example'].map((name, at) => ({ id: id('usr', at + 1), name }));
const creatorOf = (number: number, name = 'Lina Cooks') => ({ id: id('crt', number), name });

const due = (number: number, changes: Partial<DueLine> = {}): DueLine => {
  const payableMinor = changes.payableMinor ?? 31_240;
  return {
    creator: creatorOf(number),
    currency: 'USD',
    heldMinor: 8_710,
    payableMinor,
    payingMinor: 0,
    paidMinor: 0,
    balances: { postedMinor: payableMinor, pendingMinor: payableMinor + 8_710, availableMinor: payableMinor },
    minimumMinor: 2_500,
    live: null,
    isDue: payableMinor >= 2_500,
    ...changes,
  };
};
const payout = (number: number, changes: Partial<Payout> = {}): Payout => ({
  id: `${id('crt', number)}.USD.2026-11-20.1`,
  creator: creatorOf(number),
  currency: 'USD',
  amountMinor: 31_240,
  state: 'draft',
  draftedAt: now - 2 * day,
  draftedBy: you ?? creatorOf(1),
  approvedAt: null,
  approvedBy: null,
  sentAt: null,
  provider: null,
  endedAt: null,
  providerRef: null,
  why: null,
  warning: null,
  ...changes,
});
const approved = { state: 'approved', approvedAt: now - day, approvedBy: other ?? null } as const;
const sent = { ...approved, state: 'sent', sentAt: now - day, provider: `csv:${id('pfl', 1)}` } as const;

const page = (changes: Partial<PayoutsPage> = {}): PayoutsPage => ({
  due: [
    due(1),
    due(2, { creator: creatorOf(2, '半山喝茶'), payableMinor: 1_200 }),
    due(3, { creator: creatorOf(3, 'Fjell & Fjord'), payableMinor: -1_032, heldMinor: 0 }),
  ],
  health: { checkedAt: now - 3_600_000, events: 12_408, isSound: true, first: null },
  payouts: [
    payout(4, { draftedBy: other ?? creatorOf(1) }),
    payout(5, { amountMinor: 9_900 }),
    payout(6, approved),
    payout(7, sent),
    payout(8, { ...sent, provider: 'webhook', amountMinor: 120_075 }),
    payout(9, { ...sent, state: 'paid', endedAt: now - day, providerRef: 'BANK-2026-1187' }),
    payout(10, { ...sent, state: 'failed', endedAt: now - day, why: 'account closed' }),
    payout(11, { state: 'cancelled', endedAt: now - 30 * day, why: 'wrong month' }),
  ],
  files: [{ id: id('pfl', 1), madeAt: now - day, madeBy: other ?? creatorOf(1), payouts: 14 }],
  provider: {
    url: 'https://pay.nook.example/gloss',
    secret: 'whsec_Zm9yIHRoZSBnYWxsZXJ5IG9ubHksIG5vdCBhIHNlY3JldA==',
    callbackUrl: `https://gloss.example/v1/payouts/callback/${id('brd', 1)}`,
    version: 1,
  },
  userId: you?.id ?? '',
  ...changes,
});
const state = (shown: PayoutsPage | null, changes: Partial<Payouts> = {}): Payouts => ({
  loaded: shown ? { state: 'ready', value: shown } : { state: 'loading' },
  now,
  doing: idle,
  refused: [],
  onDraft: nothing,
  onApprove: nothing,
  onCancel: nothing,
  onFile: nothing,
  onSend: nothing,
  onResult: nothing,
  onProvider: nothing,
  onRetry: nothing,
  ...changes,
});
const no: StepResult = { payoutId: payout(4).id, result: 'refused', code: 'forbidden', why: 'Whoever drafted a payout cannot approve it.' };

export const payoutsStates: Readonly<Record<string, Payouts>> = {
  few: state(page()),
  many: state(
    page({
      due: Array.from({ length: 40 }, (_, at) => due(at + 1, { payableMinor: 2_000 + at * 731 })),
      payouts: Array.from({ length: 30 }, (_, at) => payout(at + 1, { draftedBy: other ?? creatorOf(1) })),
    }),
  ),
  'not sound': state(
    page({
      health: {
        checkedAt: now,
        events: 12_408,
        isSound: false,
        first: { seq: 341, what: 'Event 341: postings.0.amountMinor is 1371, but 1370 follows.' },
      },
    }),
    { doing: refused('unavailable') },
  ),
  'some refused': state(page(), { refused: [no, { ...no, code: 'unprocessable' }] }),
  'provider says otherwise': state(
    page({ payouts: [payout(10, { ...sent, state: 'failed', endedAt: now - day, why: 'account closed', warning: 'Payout is failed.' })] }),
  ),
  'sign in again': state(page(), { doing: refused('forbidden', { why: 'sign_in_again' }) }),
  busy: state(page(), { doing: busy }),
  'long text': state(
    page({
      due: [due(1, { creator: creatorOf(1, longName), payableMinor: 98_765_432_1 })],
      payouts: [payout(1, { creator: creatorOf(1, longName), draftedBy: other ?? creatorOf(1), amountMinor: 98_765_432_1 })],
    }),
  ),
  empty: state(
    page({
      due: [],
      payouts: [],
      files: [],
      health: { checkedAt: null, events: 0, isSound: true, first: null },
      provider: { ...(page().provider ?? { secret: '', callbackUrl: '', version: 1 }), url: null },
    }),
  ),
  loading: state(null),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
};
