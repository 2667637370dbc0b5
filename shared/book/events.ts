/** What can happen in a book. Each event carries its caller's id, so that hearing it twice is hearing it once, and the book's time. */
import type { FrozenTerms, Terms } from '../contracts/books.ts';
import type { NoCreditReason } from '../contracts/orders.ts';
import type { Id } from '../ids.ts';

/** How a click was classified on intake; everything is recorded, only `valid` can earn. */
export type Traffic = 'valid' | 'duplicate' | 'givt' | 'suspect' | 'stand_down' | 'consent_off';

/** A click on a card. `frozen` are the terms of the quote that was clicked; they hold whatever the terms become. */
export interface Touch {
  clickId: Id<'clk'>;
  creatorId: Id<'crt'>;
  productId: Id<'prd'>;
  sku: string;
  contentUrl: string | null;
  /** UTC milliseconds. */
  clickedAt: number;
  frozen: FrozenTerms;
  traffic: Traffic;
}

export interface OrderedLine {
  lineId: string;
  sku: string;
  quantity: number;
  /** What was paid for the goods of this line, all pieces together. */
  netMinor: number;
  /** The catalogue's at the time of the order; absent when unknown. */
  category?: string;
}

/** What a rule on intake found: the credits it is about are held until somebody decides. */
export interface Finding {
  rule: string;
  /** Null: all credits of the order. */
  creatorId: Id<'crt'> | null;
}

/** An order as its source tells it, with the clicks that its signed receipts prove. */
export interface Order {
  source: string;
  orderId: string;
  placedAt: number;
  currency: string;
  lines: readonly OrderedLine[];
  touches: readonly Touch[];
  /** Discount codes that the buyer entered. */
  codes?: readonly string[];
  findings?: readonly Finding[];
}

export interface RefundedLine {
  lineId: string;
  netMinor: number;
}

export interface Refund {
  source: string;
  refundId: string;
  orderId: string;
  refundedAt: number;
  currency: string;
  lines: readonly RefundedLine[];
  /** Its source may tell a little more than a line has left (rounded taxes): then all that is left goes back. */
  isCapped?: true;
}

/** The order's lines as they are from now on; a line that is left out is no longer bought. */
export interface OrderEdit {
  source: string;
  orderId: string;
  editId: string;
  editedAt: number;
  currency: string;
  lines: readonly OrderedLine[];
}

export interface Cancellation {
  source: string;
  orderId: string;
  cancelledAt: number;
}

/** Who did it: a person's id, or the name of a part of Gloss. */
export type ActorName = string;

export interface Adjustment {
  adjustmentId: Id<'adj'>;
  creatorId: Id<'crt'>;
  currency: string;
  /** To the creator when above zero, back to the brand when below; never zero. */
  amountMinor: number;
  reason: AdjustmentReason;
  note: string;
  by: ActorName;
  /** Needed above the limit, and another person. */
  approvedBy: ActorName | null;
  /** The commission it is about. */
  creditId: Id<'crd'> | null;
}
export const adjustmentReasons = ['correction', 'missed_sale', 'goodwill', 'fixed_fee', 'write_off', 'penalty'] as const;
export type AdjustmentReason = (typeof adjustmentReasons)[number];

interface Happened<Type extends string> {
  type: Type;
  /** The caller's id: the same id again is the same event. */
  id: string;
  /** The book's time when it was recorded, UTC milliseconds. */
  at: number;
}

/** As they were set: what later versions of Gloss added may be missing. */
export type KeptTerms = Pick<Terms, 'rateBps' | 'windowDays' | 'model' | 'holdDays' | 'benefit' | 'excludedSkus'> & Partial<Terms>;
export interface TermsSetEvent extends Happened<'terms.set'> {
  terms: KeptTerms;
  feeBps: number;
}
export interface TouchRecorded extends Happened<'touch.recorded'>, Touch {}
export interface OrderRecorded extends Happened<'order.recorded'>, Order {
  /** The book's own name for the order. */
  ref: Id<'ord'>;
}
export interface RefundRecorded extends Happened<'refund.recorded'>, Refund {
  ref: Id<'rfd'>;
}
export interface OrderEdited extends Happened<'order.edited'>, OrderEdit {}
export interface OrderCancelled extends Happened<'order.cancelled'>, Cancellation {}
export interface HoldReleased extends Happened<'hold.released'> {
  creditId: Id<'crd'>;
}
export interface ReviewOpened extends Happened<'review.opened'> {
  reviewId: Id<'rev'>;
  creditId: Id<'crd'>;
  rule: string;
  by: ActorName;
}
export interface ReviewDecided extends Happened<'review.decided'> {
  reviewId: Id<'rev'>;
  creditId: Id<'crd'>;
  verdict: 'clear' | 'reject';
  /** Why the order no longer earns; null when cleared. */
  reason: NoCreditReason | null;
  by: ActorName;
}
/** An appeal was granted: what the review rejected counts again, as if nobody had rejected it. */
export interface ReviewReversed extends Happened<'review.reversed'> {
  /** The review that rejected it. */
  reviewId: Id<'rev'>;
  creditId: Id<'crd'>;
  by: ActorName;
}
export interface AdjustmentRecorded extends Happened<'adjustment.recorded'>, Adjustment {}
export interface PayoutDrafted extends Happened<'payout.drafted'> {
  payoutId: string;
  creatorId: Id<'crt'>;
  currency: string;
  /** The least that is paid out, by the terms in force. */
  minimumMinor: number;
  by: ActorName;
}
export interface PayoutApproved extends Happened<'payout.approved'> {
  payoutId: string;
  by: ActorName;
}
export interface PayoutSent extends Happened<'payout.sent'> {
  payoutId: string;
  provider: string;
  by: ActorName;
}
export interface PayoutPaid extends Happened<'payout.paid'> {
  payoutId: string;
  /** The provider's own number. */
  providerRef: string;
  by: ActorName;
}
/** `cancelled` before it was sent; `failed` when the provider says that no money moved. */
export interface PayoutEnded extends Happened<'payout.failed' | 'payout.cancelled'> {
  payoutId: string;
  why: string;
  by: ActorName;
}
/** Everything before `until` is final: statements of that time no longer change. */
export interface PeriodClosed extends Happened<'period.closed'> {
  until: number;
  by: ActorName;
}

export type OrderChange = RefundRecorded | OrderEdited | OrderCancelled;
export type PayoutStep = PayoutApproved | PayoutSent | PayoutPaid | PayoutEnded;
export type BookEvent =
  | TermsSetEvent
  | TouchRecorded
  | OrderRecorded
  | OrderChange
  | HoldReleased
  | ReviewOpened
  | ReviewDecided
  | ReviewReversed
  | AdjustmentRecorded
  | PayoutDrafted
  | PayoutStep
  | PeriodClosed;

/** The caller's ids. Made from what an event is about, so that an order cannot enter under two ids. */
export const eventIds = {
  terms: (requestId: string): string => `terms:${requestId}`,
  touch: (clickId: Id<'clk'>): string => `touch:${clickId}`,
  order: (source: string, orderId: string): string => `order:${source}:${orderId}`,
  refund: (source: string, refundId: string): string => `refund:${source}:${refundId}`,
  edit: (source: string, editId: string): string => `edit:${source}:${editId}`,
  cancel: (source: string, orderId: string): string => `cancel:${source}:${orderId}`,
  release: (creditId: Id<'crd'>): string => `release:${creditId}`,
  review: (reviewId: Id<'rev'>, creditId: Id<'crd'>): string => `review:${reviewId}:${creditId}`,
  verdict: (reviewId: Id<'rev'>, creditId: Id<'crd'>): string => `verdict:${reviewId}:${creditId}`,
  reversal: (reviewId: Id<'rev'>, creditId: Id<'crd'>): string => `reversal:${reviewId}:${creditId}`,
  adjustment: (adjustmentId: Id<'adj'>): string => `adjustment:${adjustmentId}`,
  payout: (payoutId: string, step: string): string => `payout:${payoutId}:${step}`,
  period: (until: number): string => `period:${until}`,
};

/** The same for everyone who drafts: one creator, one currency, one day, one try. */
export const payoutIdOf = (draft: { creatorId: Id<'crt'>; currency: string; day: string; attempt: number }): string =>
  `${draft.creatorId}.${draft.currency}.${draft.day}.${draft.attempt}`;
