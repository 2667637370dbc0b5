/** What can happen in a book. Each event carries its caller's id, so that hearing it twice is hearing it once, and the book's time. */
import type { FrozenTerms, Terms } from '../contracts/books.ts';
import type { Id } from '../ids.ts';

/** How a click was classified on intake; everything is recorded, only `valid` can earn. */
type Traffic = 'valid' | 'duplicate' | 'givt' | 'suspect';

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

interface OrderedLine {
  lineId: string;
  sku: string;
  quantity: number;
  /** What was paid for the goods of this line, all pieces together. */
  netMinor: number;
}

/** An order as its source tells it, with the clicks that its signed receipts prove. */
export interface Order {
  source: string;
  orderId: string;
  placedAt: number;
  currency: string;
  lines: readonly OrderedLine[];
  touches: readonly Touch[];
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
}

interface Happened<Type extends string> {
  type: Type;
  /** The caller's id: the same id again is the same event. */
  id: string;
  /** The book's time when it was recorded, UTC milliseconds. */
  at: number;
}

export interface TermsSetEvent extends Happened<'terms.set'> {
  terms: Terms;
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
export interface HoldReleased extends Happened<'hold.released'> {
  creditId: Id<'crd'>;
}

export type BookEvent = TermsSetEvent | TouchRecorded | OrderRecorded | RefundRecorded | HoldReleased;

/** The caller's ids. Made from what an event is about, so that an order cannot enter under two ids. */
export const eventIds = {
  terms: (requestId: string): string => `terms:${requestId}`,
  touch: (clickId: Id<'clk'>): string => `touch:${clickId}`,
  order: (source: string, orderId: string): string => `order:${source}:${orderId}`,
  refund: (source: string, refundId: string): string => `refund:${source}:${refundId}`,
  release: (creditId: Id<'crd'>): string => `release:${creditId}`,
};
