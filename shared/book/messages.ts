/** What a book tells others after an event: bodies of its outbox messages. A message may come twice or late; the greater seq is the newer. */
import type { Terms } from '../contracts/books.ts';
import type { NoCreditReason } from '../contracts/orders.ts';
import type { Id } from '../ids.ts';

/** `terms.set`: the terms in force from `from` on, for quotes made from then on. */
export interface TermsSet {
  version: number;
  /** UTC milliseconds. */
  from: number;
  feeBps: number;
  terms: Terms;
}

export interface SettledCredit {
  id: Id<'crd'>;
  creatorId: Id<'crt'>;
  contentUrl: string | null;
  /** What the rate was applied to: the order's goods without excluded products, less refunds. */
  baseMinor: number;
  rateBps: number;
  /** After refunds. */
  amountMinor: number;
  /** What refunds took back. */
  reversedMinor: number;
  /** After refunds; on top of the commission, paid by the brand. */
  feeMinor: number;
  state: 'held' | 'payable' | 'reversed';
  clickedAt: number;
  releaseAt: number;
  releasedAt: number | null;
}

/** `order.settled`: the whole current state of one order, after an order, a refund or a release. Either `credit` or `reason` is set. */
export interface OrderSettled {
  ref: Id<'ord'>;
  source: string;
  orderId: string;
  placedAt: number;
  recordedAt: number;
  currency: string;
  grossMinor: number;
  refundedMinor: number;
  skus: string[];
  credit: SettledCredit | null;
  reason: NoCreditReason | null;
}
