/** Double entry: a posting moves a positive amount from one account to another, so every currency sums to zero whatever is posted. */
import type { Id } from '../ids.ts';
import { subtractMinor } from '../money.ts';
import type { CreditState, OrderState } from './state.ts';

export interface Posting {
  /** `<seq of its event>.<place>`: found by reading, the same for everyone who recomputes. */
  id: string;
  from: string;
  to: string;
  /** Above zero. */
  amountMinor: number;
  currency: string;
  creditId: Id<'crd'>;
  /** The posting that this one takes back, in whole or in part. */
  reverses: string | null;
}

/** Account names are addresses: they say whose money it is and where it stands. */
const accounts = {
  brandCommission: 'brand:commission',
  brandFee: 'brand:fee',
  creatorHeld: (creatorId: Id<'crt'>): string => `creator:${creatorId}:held`,
  creatorPayable: (creatorId: Id<'crt'>): string => `creator:${creatorId}:payable`,
  feeHeld: 'platform:fee:held',
  fee: 'platform:fee',
} as const;

/** What is held can never be less than nothing. */
export const isHeldAccount = (account: string): boolean => account.endsWith(':held');

export interface Move {
  from: string;
  to: string;
  amountMinor: number;
  creditId: Id<'crd'>;
  reverses?: string;
}

export function creditMoves(credit: CreditState): Move[] {
  const { id: creditId, creatorId, amountMinor, feeMinor } = credit;
  return [
    { from: accounts.brandCommission, to: accounts.creatorHeld(creatorId), amountMinor, creditId },
    { from: accounts.brandFee, to: accounts.feeHeld, amountMinor: feeMinor, creditId },
  ];
}

/** What goes back when an order changed from `before` to `after` by a refund. */
export function reversalMoves(before: OrderState, after: OrderState): Move[] {
  return after.credits.flatMap((credit, at) => {
    const earlier = before.credits[at] ?? credit;
    const released = credit.releasedAt !== null;
    const { creatorId, id: creditId } = credit;
    return [
      {
        from: released ? accounts.creatorPayable(creatorId) : accounts.creatorHeld(creatorId),
        to: accounts.brandCommission,
        amountMinor: subtractMinor(earlier.amountMinor, credit.amountMinor),
        creditId,
        reverses: commissionPosting(before.seq, at),
      },
      {
        from: released ? accounts.fee : accounts.feeHeld,
        to: accounts.brandFee,
        amountMinor: subtractMinor(earlier.feeMinor, credit.feeMinor),
        creditId,
        reverses: feePosting(before.seq, at),
      },
    ];
  });
}

export function releaseMoves(credit: CreditState): Move[] {
  const { id: creditId, creatorId, amountMinor, feeMinor } = credit;
  return [
    { from: accounts.creatorHeld(creatorId), to: accounts.creatorPayable(creatorId), amountMinor, creditId },
    { from: accounts.feeHeld, to: accounts.fee, amountMinor: feeMinor, creditId },
  ];
}

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
