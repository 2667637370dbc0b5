/**
 * Owns the books: one Durable Object per brand with its terms, event log, credits, postings, balances and outbox.
 * Promises that what it answered is kept, once; that every order has one commission or one reason; that anyone can recompute it.
 * Never converts a currency, changes or deletes what is written, or knows another room.
 */
import {
  type ActorName,
  type Adjustment,
  type BookEvent,
  type Cancellation,
  eventIds,
  type Order,
  type OrderEdit,
  type PayoutStep,
  type Refund,
  type ReviewDecided,
  type ReviewOpened,
  type ReviewReversed,
  type Touch,
} from '#shared/book/events.ts';
import type { PayoutState, PayoutStateName } from '#shared/book/state.ts';
import {
  checkBook as checkBookEndpoint,
  exportBook as exportBookEndpoint,
  getTerms as getTermsEndpoint,
  listRoots as listRootsEndpoint,
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
import type { ProofAnswer, Proven } from './day-roots.ts';
import type { DueBalance, Movement, Span, Whose } from './due.ts';
import type { ExplainedOrder } from './explain.ts';
import { exportBook } from './export-book.ts';
import { getTerms } from './get-terms.ts';
import { listRoots } from './list-roots.ts';
import type { Drafted } from './object.ts';
import { rebuild } from './rebuild.ts';
import type { Recorded } from './record.ts';
import type { SelfCheck } from './self-check.ts';
import { setTerms } from './set-terms.ts';

export const books: readonly Served[] = [
  serve(setTermsEndpoint, setTerms),
  serve(getTermsEndpoint, getTerms),
  serve(checkBookEndpoint, checkBook),
  serve(exportBookEndpoint, exportBook),
  serve(listRootsEndpoint, listRoots),
  serve(rebuildReadModelsEndpoint, rebuild),
];

export { type DueBalance, isDue, type Movement, type Span, type Whose } from './due.ts';
export type { ExplainedOrder } from './explain.ts';
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

/** An edit before its order waits for it; one that a newer edit or a cancellation overtook changes nothing. */
export async function recordEdit(call: Call, brandId: Id<'brd'>, edit: OrderEdit): Promise<{ result: Recorded['result'] }> {
  const id = eventIds.edit(edit.source, edit.editId);
  return record(call, brandId, { ...edit, type: 'order.edited', id, at: call.now });
}

/** Takes back everything that is left. */
export async function recordCancellation(
  call: Call,
  brandId: Id<'brd'>,
  cancellation: Cancellation,
): Promise<{ result: Recorded['result'] }> {
  const id = eventIds.cancel(cancellation.source, cancellation.orderId);
  return record(call, brandId, { ...cancellation, type: 'order.cancelled', id, at: call.now });
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

/** What the review rejected is held again and worth what is left of it. Refused as `conflict` when the credit is not rejected. */
export async function reverseReview(
  call: Call,
  brandId: Id<'brd'>,
  reversal: Said<ReviewReversed>,
): Promise<{ result: Recorded['result'] }> {
  const id = eventIds.reversal(reversal.reviewId, reversal.creditId);
  return record(call, brandId, { ...reversal, type: 'review.reversed', id, at: call.now });
}

/** Above the limit without a second person: refused as `forbidden`. */
export async function recordAdjustment(call: Call, brandId: Id<'brd'>, adjustment: Adjustment): Promise<{ result: Recorded['result'] }> {
  const id = eventIds.adjustment(adjustment.adjustmentId);
  return record(call, brandId, { ...adjustment, type: 'adjustment.recorded', id, at: call.now });
}

/** Parts of Gloss that wake by themselves ask without a call. */
type Asking = Pick<Call, 'env' | 'now'>;

/** That a creator's click, or the order of a credit of theirs, is in the root of its day; null for what is not theirs. */
export const proofOf = (call: Call, brandId: Id<'brd'>, what: Proven & { creatorId: Id<'crt'> }): Promise<ProofAnswer | null> =>
  bookOf(call, brandId).proof(brandId, what);

/** With all that happened to it and why; null for what is not in this book. */
export const explainedOrder = (call: Call, brandId: Id<'brd'>, ref: Id<'ord'>): Promise<ExplainedOrder | null> =>
  bookOf(call, brandId).explain(ref);

/** What is owed to whom, a page at a time; with what the newest self-check said. */
export const dueBalances = (call: Call, brandId: Id<'brd'>, after: Whose | null, countMax: number): Promise<DueBalance[]> =>
  bookOf(call, brandId).dueBalances(call.now, after, countMax);

/** Drafts the whole balance of everyone to whom something is due. A book whose self-check failed refuses as `unavailable`. */
export const draftDue = async (call: Call, brandId: Id<'brd'>, draft: { by: ActorName; only: readonly Whose[] | null }): Promise<Drafted> =>
  openAnswer(await bookOf(call, brandId).draftDue(brandId, { ...draft, at: call.now }));

export type SaidStep = StepSaid;
type StepSaid<Step extends PayoutStep = PayoutStep> = Step extends PayoutStep ? Omit<Step, 'id' | 'at'> : never;
/** What a provider says comes without a request, so the time is given with it. */
export async function stepPayout(call: Asking, brandId: Id<'brd'>, step: StepSaid): Promise<{ result: Recorded['result'] }> {
  const id = eventIds.payout(step.payoutId, step.type.slice('payout.'.length));
  return openAnswer(await bookOf(call, brandId).stepPayout(brandId, { ...step, id, at: call.now } as PayoutStep));
}

/** Those that exist. */
export const payoutsById = (call: Pick<Call, 'env'>, brandId: Id<'brd'>, payoutIds: readonly string[]): Promise<PayoutState[]> =>
  bookOf(call, brandId).payoutsById(payoutIds);

/** The oldest first. */
export const payoutsIn = (call: Call, brandId: Id<'brd'>, state: PayoutStateName, countMax: number): Promise<PayoutState[]> =>
  bookOf(call, brandId).payoutsIn(state, countMax);

/** What moved a creator's payable balance, oldest first. */
export const movements = (call: Call, brandId: Id<'brd'>, whose: Whose, span: Span, countMax: number): Promise<Movement[]> =>
  bookOf(call, brandId).movements(whose, span, countMax);

export const balanceBefore = (call: Call, brandId: Id<'brd'>, whose: Whose, span: Span): Promise<number> =>
  bookOf(call, brandId).balanceBefore(whose, span);

export const selfCheckOf = (call: Call, brandId: Id<'brd'>): Promise<SelfCheck | null> => bookOf(call, brandId).selfCheck();

export async function closePeriod(
  call: Call,
  brandId: Id<'brd'>,
  period: { until: number; by: ActorName },
): Promise<{ result: Recorded['result'] }> {
  return record(call, brandId, { ...period, type: 'period.closed', id: eventIds.period(period.until), at: call.now });
}

export const closedUntil = (call: Call, brandId: Id<'brd'>): Promise<number> => bookOf(call, brandId).closedUntil();

const record = async (call: Asking, brandId: Id<'brd'>, event: BookEvent): Promise<Recorded> =>
  openAnswer(await bookOf(call, brandId).record(brandId, event));

function told({ result }: Recorded): { result: 'recorded' | 'exists' } {
  assert(result !== 'waiting_for_order', 'only refunds wait for an order');
  return { result };
}
