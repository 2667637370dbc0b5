/** Where things stand: an order with its lines and credits, a payout, and the facts a decision may ask for. Plain JSON, never changed in place. */
import type { NoCreditReason } from '../contracts/orders.ts';
import type { Id } from '../ids.ts';
import type { Claim } from './attribute.ts';
import type { OrderChange, OrderedLine } from './events.ts';
import type { DatedTerms } from './terms.ts';

export interface LineState extends OrderedLine {
  refundedMinor: number;
  /** Whether it stands in the base of a commission: not for excluded products. */
  earns: boolean;
}

/** What one rate gave. A credit has one for each rate that its goods had. */
export interface CreditPart {
  rate: { bps: number } | { flatMinor: number; per: 'order' | 'piece' };
  baseMinor: number;
  amountMinor: number;
}

export interface CreditState extends Claim {
  id: Id<'crd'>;
  /** Its part of the goods as they were ordered, and after refunds. */
  orderedBaseMinor: number;
  baseMinor: number;
  /** The commission before refunds. */
  creditedMinor: number;
  /** Commission and fee after refunds. */
  amountMinor: number;
  feeMinor: number;
  parts: readonly CreditPart[];
  releaseAt: number;
  releasedAt: number | null;
  /** The event that released it: payouts take what was released before them. */
  releasedSeq: number | null;
  /** Why it is looked at, and by which review; it is not released meanwhile. */
  review: { reviewId: Id<'rev'> | null; rules: readonly string[] } | null;
  /** Set when a review rejected it: it is worth nothing, whatever happens to the order. */
  rejected: NoCreditReason | null;
}

export interface OrderState {
  /** Of the event that recorded it; its postings are named by it. */
  seq: number;
  ref: Id<'ord'>;
  source: string;
  orderId: string;
  placedAt: number;
  recordedAt: number;
  /** Of the newest edit: an older one that comes later changes nothing. */
  editedAt: number | null;
  cancelledAt: number | null;
  currency: string;
  lines: readonly LineState[];
  credits: readonly CreditState[];
  /** Set exactly when no credit is left that a review has not rejected. */
  reason: NoCreditReason | null;
  /** Whose excluded products count; null when nobody earned. */
  termsVersion: number | null;
}

export const payoutStates = ['draft', 'approved', 'sent', 'paid', 'failed', 'cancelled'] as const;
export type PayoutStateName = (typeof payoutStates)[number];

/** A payout takes a creator's whole payable balance: its lines are the movements of that account between two events. */
export interface PayoutState {
  payoutId: string;
  creatorId: Id<'crt'>;
  currency: string;
  amountMinor: number;
  state: PayoutStateName;
  /** Its lines are the movements on the payable account by events with `afterSeq < seq < seq of the draft`. */
  afterSeq: number;
  seq: number;
  draftedAt: number;
  draftedBy: string;
  approvedAt: number | null;
  approvedBy: string | null;
  sentAt: number | null;
  provider: string | null;
  endedAt: number | null;
  providerRef: string | null;
  why: string | null;
}

/** What a decision may ask. Answered from SQL in the book, from memory in the verifier. */
export interface Facts {
  order: (source: string, orderId: string) => OrderState | undefined;
  /** Whether another source has told an order of this number. */
  isKnownElsewhere: (source: string, orderId: string) => boolean;
  orderOfCredit: (creditId: Id<'crd'>) => OrderState | undefined;
  /** What came before its order, in the order in which it came. */
  parked: (source: string, orderId: string) => readonly OrderChange[];
  /** How many versions of terms there are so far. */
  termsCount: () => number;
  terms: (version: number) => DatedTerms | undefined;
  termsAt: (at: number) => DatedTerms | undefined;
  balanceMinor: (account: string, currency: string) => number;
  payout: (payoutId: string) => PayoutState | undefined;
  /** The newest of this creator and currency that has neither failed nor been cancelled. */
  standingPayout: (creatorId: Id<'crt'>, currency: string) => PayoutState | undefined;
  /** The end of the last closed period; 0 before the first. */
  closedUntil: () => number;
}

/** What refunds took back of a commission so far. By an odd cent that a refund moves from one creator to another it may be more than was credited. */
export const reversedMinorOf = ({ rejected, creditedMinor, amountMinor }: CreditState): number =>
  rejected ? creditedMinor : Math.max(0, creditedMinor - amountMinor);

export const isReversed = (credit: CreditState): boolean => credit.baseMinor < credit.orderedBaseMinor && credit.amountMinor === 0;

/** Whether its money has not moved on to the creator. */
export const isHeld = (credit: CreditState): boolean =>
  credit.releasedAt === null && !credit.rejected && !(isReversed(credit) && credit.feeMinor === 0);

/** Whether a release is still to come by itself. */
export const isReleasable = (credit: CreditState): boolean => isHeld(credit) && !credit.review;

export const isLive = ({ state }: PayoutState): boolean => state === 'draft' || state === 'approved' || state === 'sent';
