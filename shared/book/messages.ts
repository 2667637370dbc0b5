/** What a book tells others after an event: bodies of its outbox messages. A message may come twice or late; the greater seq is the newer. */
import type { Terms } from '../contracts/books.ts';
import type { NoCreditReason } from '../contracts/orders.ts';
import type { Id } from '../ids.ts';
import type { AdjustmentReason } from './events.ts';
import type { CreditPart, PayoutState } from './state.ts';

/** `terms.set`: the terms in force from `from` on, for quotes made from then on. */
export interface TermsSet {
  version: number;
  setAt: number;
  /** UTC milliseconds. */
  from: number;
  feeBps: number;
  terms: Terms;
}

export const creditStateNames = ['held', 'in_review', 'payable', 'reversed', 'rejected'] as const;
export type CreditStateName = (typeof creditStateNames)[number];

export interface SettledCredit {
  id: Id<'crd'>;
  creatorId: Id<'crt'>;
  contentUrl: string | null;
  /** By a creator's own code instead of a click. */
  code: string | null;
  /** Its part of the order, when others have parts too. */
  weight: { is: number; of: number } | null;
  /** What the rates were applied to: its part of the order's goods without excluded products, less refunds. */
  baseMinor: number;
  /** Null when there are several rates or a flat amount: see `parts`. */
  rateBps: number | null;
  parts: readonly CreditPart[];
  /** After refunds. */
  amountMinor: number;
  /** What refunds took back. */
  reversedMinor: number;
  /** After refunds; on top of the commission, paid by the brand. */
  feeMinor: number;
  state: CreditStateName;
  /** Why it is under review. */
  review: readonly string[];
  /** Why a review rejected it. */
  rejected: NoCreditReason | null;
  clickedAt: number | null;
  releaseAt: number;
  releasedAt: number | null;
  /** The place in the log of the event that released it. */
  releasedSeq: number | null;
}

/** A creator whose click stood before an order. */
export interface TouchedBy {
  creatorId: Id<'crt'>;
  /** The newest. */
  clickedAt: number;
  contentUrl: string | null;
}

/** `order.settled`: the whole current state of one order, after anything that touched it. Either credits that count or `reason`. */
export interface OrderSettled {
  ref: Id<'ord'>;
  source: string;
  orderId: string;
  placedAt: number;
  recordedAt: number;
  cancelledAt: number | null;
  currency: string;
  grossMinor: number;
  refundedMinor: number;
  skus: string[];
  credits: SettledCredit[];
  reason: NoCreditReason | null;
  /** Only of an order that earned nobody anything: whose clicks it had, whatever they were. */
  touchedBy?: TouchedBy[];
}

/** `payout.settled`: the whole current state of one payout. */
export type PayoutSettled = PayoutState;

/** `adjustment.settled` */
export interface AdjustmentSettled {
  adjustmentId: Id<'adj'>;
  creatorId: Id<'crt'>;
  currency: string;
  amountMinor: number;
  reason: AdjustmentReason;
  note: string;
  by: string;
  approvedBy: string | null;
  creditId: Id<'crd'> | null;
  at: number;
}
