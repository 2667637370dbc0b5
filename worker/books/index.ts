/**
 * Owns the books: one Durable Object per brand with its terms, event log, credits, postings, balances and outbox.
 * Promises that what it answered is kept, once; that every order has one commission or one reason; that anyone can recompute it.
 * Never converts a currency, changes or deletes what is written, or knows another room.
 */
import {
  type Adjustment,
  type BookEvent,
  eventIds,
  type Order,
  type Refund,
  type ReviewDecided,
  type ReviewOpened,
  type Touch,
} from '#shared/book/events.ts';
import {
  checkBook as checkBookEndpoint,
  exportBook as exportBookEndpoint,
  getTerms as getTermsEndpoint,
  rebuildReadModels as rebuildReadModelsEndpoint,
  setTerms as setTermsEndpoint,
} from '#shared/contracts/books.ts';
import { assert } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import type { Call } from '../base/call.ts';
import { type Served, serve } from '../base/serve.ts';
import { openAnswer } from './answered.ts';
import { bookOf } from './book-of.ts';
import { checkBook } from './check-book.ts';
import { exportBook } from './export-book.ts';
import { getTerms } from './get-terms.ts';
import { rebuild } from './rebuild.ts';
import type { Recorded } from './record.ts';
import { setTerms } from './set-terms.ts';

export const books: readonly Served[] = [
  serve(setTermsEndpoint, setTerms),
  serve(getTermsEndpoint, getTerms),
  serve(checkBookEndpoint, checkBook),
  serve(exportBookEndpoint, exportBook),
  serve(rebuildReadModelsEndpoint, rebuild),
];

export { BookObject } from './object.ts';
export type { BookConsumer, BookConsumers, BookMessage } from './outbox.ts';
export type { ReadModels } from './retell.ts';

/** A repeated click id changes nothing. */
export async function recordTouch(call: Call, brandId: Id<'brd'>, touch: Touch): Promise<{ result: 'recorded' | 'exists' }> {
  const id = eventIds.touch(touch.clickId);
  return told(await record(call, brandId, { ...touch, type: 'touch.recorded', id, at: call.now }));
}

/** The same order again: `exists`; with other content: refused as `conflict`, naming the field. */
export async function recordOrder(call: Call, brandId: Id<'brd'>, order: Order): Promise<{ result: 'recorded' | 'exists' }> {
  const id = eventIds.order(order.source, order.orderId);
  return told(await record(call, brandId, { ...order, type: 'order.recorded', id, at: call.now, ref: call.newId('ord') }));
}

/** A refund before its order waits for it. More than the line has left: refused as `conflict`, naming line and rest. */
export async function recordRefund(
  call: Call,
  brandId: Id<'brd'>,
  refund: Refund,
): Promise<{ result: 'recorded' | 'exists' | 'waiting_for_order' }> {
  const id = eventIds.refund(refund.source, refund.refundId);
  const { result } = await record(call, brandId, { ...refund, type: 'refund.recorded', id, at: call.now, ref: call.newId('rfd') });
  return { result };
}

type Said<Event> = Omit<Event, 'type' | 'id' | 'at'>;

/** Holds a credit until somebody decides. What was released already is refused as `conflict`. */
export async function openReview(call: Asking, brandId: Id<'brd'>, review: Said<ReviewOpened>): Promise<{ result: Recorded['result'] }> {
  const id = eventIds.review(review.reviewId, review.creditId);
  return record(call, brandId, { ...review, type: 'review.opened', id, at: call.now });
}

/** Refused as `conflict` when the credit is not under review. */
export async function decideReview(call: Call, brandId: Id<'brd'>, verdict: Said<ReviewDecided>): Promise<{ result: Recorded['result'] }> {
  const id = eventIds.verdict(verdict.reviewId, verdict.creditId);
  return record(call, brandId, { ...verdict, type: 'review.decided', id, at: call.now });
}

/** Above the limit without a second person: refused as `forbidden`. */
export async function recordAdjustment(call: Call, brandId: Id<'brd'>, adjustment: Adjustment): Promise<{ result: Recorded['result'] }> {
  const id = eventIds.adjustment(adjustment.adjustmentId);
  return record(call, brandId, { ...adjustment, type: 'adjustment.recorded', id, at: call.now });
}

/** Parts of Gloss that wake by themselves ask without a call. */
type Asking = Pick<Call, 'env' | 'now'>;

const record = async (call: Asking, brandId: Id<'brd'>, event: BookEvent): Promise<Recorded> =>
  openAnswer(await bookOf(call, brandId).record(brandId, event));

function told({ result }: Recorded): { result: 'recorded' | 'exists' } {
  assert(result !== 'waiting_for_order', 'only refunds wait for an order');
  return { result };
}
