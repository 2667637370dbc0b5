/** Double entry: a posting moves a positive amount from one account to another, so every currency sums to zero whatever is posted. */
import type { Id } from '../ids.ts';
import { subtractMinor } from '../money.ts';
import type { Adjustment } from './events.ts';
import type { CreditState, OrderState, PayoutState } from './state.ts';

export interface Posting {
  /** `<seq of its event>.<place>`: found by reading, the same for everyone who recomputes. */
  id: string;
  from: string;
  to: string;
  /** Above zero. */
  amountMinor: number;
  currency: string;
  /** Null for payouts, and for adjustments that are about no commission. */
  creditId: Id<'crd'> | null;
  /** The posting that this one takes back, in whole or in part. */
  reverses: string | null;
}

/** Account names are addresses: they say whose money it is and where it stands. */
export const accounts = {
  brandCommission: 'brand:commission',
  brandFee: 'brand:fee',
  brandAdjustment: 'brand:adjustment',
  creatorHeld: (creatorId: Id<'crt'>): string => `creator:${creatorId}:held`,
  creatorPayable: (creatorId: Id<'crt'>): string => `creator:${creatorId}:payable`,
  /** In a payout that is not at its end yet. */
  creatorPaying: (creatorId: Id<'crt'>): string => `creator:${creatorId}:paying`,
  creatorPaid: (creatorId: Id<'crt'>): string => `creator:${creatorId}:paid`,
  feeHeld: 'platform:fee:held',
  fee: 'platform:fee',
} as const;

/** What is held or on its way can never be less than nothing; a payable balance can, after a refund of what was paid. */
export const isNeverNegative = (account: string): boolean => account.endsWith(':held') || account.endsWith(':paying');

export interface Move {
  from: string;
  to: string;
  amountMinor: number;
  creditId: Id<'crd'> | null;
  reverses?: string;
}

export function creditMoves(credit: CreditState): Move[] {
  const { id: creditId, creatorId, amountMinor, feeMinor } = credit;
  return [
    { from: accounts.brandCommission, to: accounts.creatorHeld(creatorId), amountMinor, creditId },
    { from: accounts.brandFee, to: accounts.feeHeld, amountMinor: feeMinor, creditId },
  ];
}

/** What moves when an order changed from `before` to `after`: back to the brand, or on to the creator where an edit added goods. */
export function changeMoves(before: OrderState, after: OrderState): Move[] {
  return after.credits.flatMap((credit, at) => {
    const earlier = before.credits[at] ?? credit;
    const released = credit.releasedAt !== null;
    const { creatorId, id: creditId } = credit;
    const holder = released ? accounts.creatorPayable(creatorId) : accounts.creatorHeld(creatorId);
    return [
      change(subtractMinor(earlier.amountMinor, credit.amountMinor), {
        from: holder,
        to: accounts.brandCommission,
        creditId,
        reverses: commissionPosting(before.seq, at),
      }),
      change(subtractMinor(earlier.feeMinor, credit.feeMinor), {
        from: released ? accounts.fee : accounts.feeHeld,
        to: accounts.brandFee,
        creditId,
        reverses: feePosting(before.seq, at),
      }),
    ];
  });
}

function change(backMinor: number, { from, to, creditId, reverses }: Omit<Move, 'amountMinor'>): Move {
  if (backMinor < 0) return { from: to, to: from, amountMinor: -backMinor, creditId };
  return { from, to, amountMinor: backMinor, creditId, ...(reverses !== undefined && { reverses }) };
}

export function releaseMoves(credit: CreditState): Move[] {
  const { id: creditId, creatorId, amountMinor, feeMinor } = credit;
  return [
    { from: accounts.creatorHeld(creatorId), to: accounts.creatorPayable(creatorId), amountMinor, creditId },
    { from: accounts.feeHeld, to: accounts.fee, amountMinor: feeMinor, creditId },
  ];
}

export function adjustmentMoves({ creatorId, amountMinor, creditId }: Adjustment): Move[] {
  const payable = accounts.creatorPayable(creatorId);
  return amountMinor > 0
    ? [{ from: accounts.brandAdjustment, to: payable, amountMinor, creditId }]
    : [{ from: payable, to: accounts.brandAdjustment, amountMinor: -amountMinor, creditId }];
}

type PayoutMoney = Pick<PayoutState, 'creatorId' | 'amountMinor'>;
export const draftMoves = ({ creatorId, amountMinor }: PayoutMoney): Move[] => [
  { from: accounts.creatorPayable(creatorId), to: accounts.creatorPaying(creatorId), amountMinor, creditId: null },
];
export const paidMoves = ({ creatorId, amountMinor }: PayoutMoney): Move[] => [
  { from: accounts.creatorPaying(creatorId), to: accounts.creatorPaid(creatorId), amountMinor, creditId: null },
];
/** What did not reach the creator is owed again. */
export const returnMoves = ({ creatorId, amountMinor, seq }: PayoutMoney & Pick<PayoutState, 'seq'>): Move[] => [
  { from: accounts.creatorPaying(creatorId), to: accounts.creatorPayable(creatorId), amountMinor, creditId: null, reverses: `${seq}.1` },
];

/** Moves of nothing are no postings, but keep their place: a commission's place never depends on whether there was a fee. */
export function postingsOf(seq: number, currency: string, moves: readonly Move[]): Posting[] {
  return moves.flatMap(({ from, to, amountMinor, creditId, reverses }, at) =>
    amountMinor === 0 ? [] : [{ id: `${seq}.${at + 1}`, from, to, amountMinor, currency, creditId, reverses: reverses ?? null }],
  );
}

/** The order of `creditMoves`: two places a credit. */
const commissionPosting = (seq: number, creditAt: number): string => `${seq}.${2 * creditAt + 1}`;
const feePosting = (seq: number, creditAt: number): string => `${seq}.${2 * creditAt + 2}`;

/** A posting's place within its event, from its id. */
export const placeOf = (posting: Posting): number => Number(posting.id.slice(posting.id.indexOf('.') + 1));
