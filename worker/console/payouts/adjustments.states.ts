import type { Adjustment } from '#shared/contracts/payouts.ts';
import { busy, day, id, idle, longName, nothing, now, offlineTrouble, refused } from '../samples.ts';
import type { Adjustments, AdjustmentsPage } from './adjustments.tsx';

const [you, other] = [
  { id: id('usr', 1), name: 'books@nook.example' },
  { id: id('usr', 2), name: 'finance@nook.example' },
] as const;
const adjustment = (number: number, changes: Partial<Adjustment> = {}): Adjustment => ({
  id: id('adj', number),
  creator: { id: id('crt', 1), name: 'Lina Cooks' },
  currency: 'USD',
  amountMinor: 2_500,
  reason: 'goodwill',
  note: 'the parcel was late',
  creditId: null,
  madeBy: you,
  madeAt: now - number * day,
  approvedBy: null,
  state: 'recorded',
  ...changes,
});
const few = [
  adjustment(1, { amountMinor: 120_000, state: 'waiting', madeBy: other, reason: 'fixed_fee', note: 'autumn video' }),
  adjustment(2, { amountMinor: 90_000, state: 'waiting', reason: 'missed_sale', note: 'order 1187' }),
  adjustment(3),
  adjustment(4, { amountMinor: -1_250, reason: 'correction', creator: { id: id('crt', 2), name: '半山喝茶' }, currency: 'CNY' }),
  adjustment(5, { amountMinor: 75_000, approvedBy: other }),
  adjustment(6, { amountMinor: 900_000, state: 'rejected', madeBy: other }),
];
const creators = [
  { id: id('crt', 1), name: 'Lina Cooks' },
  { id: id('crt', 2), name: '半山喝茶' },
] as const;
const state = (page: AdjustmentsPage | null, changes: Partial<Adjustments> = {}): Adjustments => ({
  loaded: page ? { state: 'ready', value: page } : { state: 'loading' },
  now,
  doing: idle,
  onPropose: nothing,
  onApprove: nothing,
  onReject: nothing,
  onRetry: nothing,
  ...changes,
});

export const adjustmentsStates: Readonly<Record<string, Adjustments>> = {
  few: state({ adjustments: few, creators, userId: you.id }),
  many: state({ adjustments: Array.from({ length: 60 }, (_, at) => adjustment(at + 1)), creators, userId: you.id }),
  busy: state({ adjustments: few, creators, userId: you.id }, { doing: busy }),
  refused: state({ adjustments: few, creators, userId: you.id }, { doing: refused('forbidden') }),
  'long text': state({
    adjustments: [adjustment(1, { creator: { id: id('crt', 3), name: longName }, note: longName.repeat(3), amountMinor: 98_765_432_1 })],
    creators,
    userId: you.id,
  }),
  empty: state({ adjustments: [], creators: [], userId: you.id }),
  loading: state(null),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
};
