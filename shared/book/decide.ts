/**
 * What follows from an event: the one place where the books decide. The book runs it to write, the verifier to compare.
 * No clock, no chance, no storage: the event, its place in the log and the facts asked for are all it knows.
 */
import type { NoCreditReason } from '../contracts/orders.ts';
import { fail } from '../errors.ts';
import { adjusted } from './adjustment.ts';
import { admit } from './admit.ts';
import { type Attribution, attribute } from './attribute.ts';
import { type Credit, creditOf, creditStates, linesOf } from './credit.ts';
import type { BookEvent, HoldReleased, OrderChange, OrderRecorded, PeriodClosed, TermsSetEvent } from './events.ts';
import { changed, isOutdated, unfit } from './order-changes.ts';
import { draftedPayout, type PayoutDecision, steppedPayout } from './payout.ts';
import { changeMoves, creditMoves, type Move, type Posting, postingsOf, releaseMoves } from './postings.ts';
import { decidedReview, openedReview, type Reviewed, reversedReview } from './review.ts';
import { type CreditState, type Facts, isReleasable, type LineState, type OrderState, type PayoutState } from './state.ts';
import { effectiveFrom, fullTerms } from './terms.ts';

export interface Outcome {
  result: 'recorded' | 'waiting_for_order';
  /** Why an order earned nobody anything. */
  reason?: NoCreditReason;
  /** Changes that waited for this order and are in it now. */
  applied?: string[];
  /** Changes that waited for this order and cannot be of it. */
  unfit?: { refundId: string; why: string }[];
  /** When new terms begin, if not at once. */
  from?: number;
  /** A newer edit or a cancellation was there before. */
  isOutdated?: true;
}

/** What is written down for ever. */
export interface Consequences {
  outcome: Outcome;
  credits: readonly Credit[];
  postings: readonly Posting[];
}

export interface Decision extends Consequences {
  /** The order as it stands after the event, when it touched one. */
  order: OrderState | null;
  payout: PayoutState | null;
}

const nothing: Decision = { outcome: { result: 'recorded' }, credits: [], postings: [], order: null, payout: null };

/** Refuses (`conflict`, `unprocessable`, `forbidden`, `not_found`) what cannot follow on these facts. */
export function decide(facts: Facts, event: BookEvent, seq: number): Decision {
  admit(event);
  switch (event.type) {
    case 'touch.recorded':
      return nothing;
    case 'terms.set':
      return setTerms(facts, event);
    case 'order.recorded':
      return recordedOrder(facts, event, seq);
    case 'refund.recorded':
    case 'order.edited':
    case 'order.cancelled':
      return changedOrder(facts, event, seq);
    case 'hold.released':
      return releasedHold(facts, event, seq);
    case 'review.opened':
      return { ...nothing, order: openedReview(facts, event) };
    case 'review.decided':
      return ofReview(decidedReview(facts, event), seq);
    case 'review.reversed':
      return ofReview(reversedReview(facts, event), seq);
    case 'adjustment.recorded':
      return { ...nothing, postings: postingsOf(seq, event.currency, adjusted(facts, event)) };
    case 'payout.drafted':
      return ofPayout(draftedPayout(facts, event, seq), seq);
    case 'payout.approved':
    case 'payout.sent':
    case 'payout.paid':
    case 'payout.failed':
    case 'payout.cancelled':
      return ofPayout(steppedPayout(facts, event), seq);
    case 'period.closed':
      return closedPeriod(facts, event);
  }
}

const ofReview = ({ before, after }: Reviewed, seq: number): Decision => ({
  ...nothing,
  postings: postingsOf(seq, after.currency, changeMoves(before, after)),
  order: after,
});

const ofPayout = ({ payout, moves }: PayoutDecision, seq: number): Decision => ({
  ...nothing,
  postings: postingsOf(seq, payout.currency, moves),
  payout,
});

function setTerms(facts: Facts, event: TermsSetEvent): Decision {
  const from = effectiveFrom(facts.termsAt(event.at)?.terms, fullTerms(event.terms), event.at);
  return from === event.at ? nothing : { ...nothing, outcome: { result: 'recorded', from } };
}

function recordedOrder(facts: Facts, event: OrderRecorded, seq: number): Decision {
  const attribution = attribute(facts, event);
  const termsVersion = 'claims' in attribution ? attribution.termsVersion : null;
  const lines = linesOf(event.lines, (termsVersion !== null && facts.terms(termsVersion)?.terms.excludedSkus) || []);
  const { states, reason } = earnings(facts, event, attribution, lines);
  const fresh = newOrder(event, seq, { lines, credits: states, reason, termsVersion });
  const parked = facts.parked(event.source, event.orderId);
  const { order, moves, outcome } = withParked(facts, fresh, parked);
  const postings = postingsOf(seq, event.currency, [...fresh.credits.flatMap(creditMoves), ...moves]);
  const credits = fresh.credits.map((credit) => creditOf(fresh, credit));
  return { ...nothing, outcome: { result: 'recorded', ...(reason && { reason }), ...outcome }, credits, postings, order };
}

interface Earned {
  states: readonly CreditState[];
  reason: NoCreditReason | null;
}
function earnings(facts: Facts, event: OrderRecorded, attribution: Attribution, lines: readonly LineState[]): Earned {
  if ('reason' in attribution) return { states: [], reason: attribution.reason };
  if (!lines.some((line) => line.earns)) return { states: [], reason: 'excluded_product' };
  return { states: creditStates(facts, event, attribution.claims, lines), reason: null };
}

function newOrder(
  { ref, source, orderId, placedAt, at, currency }: OrderRecorded,
  seq: number,
  made: Pick<OrderState, 'lines' | 'credits' | 'reason' | 'termsVersion'>,
): OrderState {
  return { seq, ref, source, orderId, placedAt, recordedAt: at, editedAt: null, cancelledAt: null, currency, ...made };
}

interface WithParked {
  order: OrderState;
  moves: Move[];
  outcome: Pick<Outcome, 'applied' | 'unfit'>;
}
/** Changes that waited were answered already: one that does not fit is left out whole, and said so. */
function withParked(facts: Facts, fresh: OrderState, parked: readonly OrderChange[]): WithParked {
  const result: WithParked = { order: fresh, moves: [], outcome: {} };
  for (const change of parked) {
    const problem = unfit(result.order, change);
    if (problem) {
      result.outcome.unfit = [...(result.outcome.unfit ?? []), { refundId: nameOf(change), why: problem.message }];
      continue;
    }
    const after = changed(facts, result.order, change);
    result.moves.push(...changeMoves(result.order, after));
    result.order = after;
    result.outcome.applied = [...(result.outcome.applied ?? []), nameOf(change)];
  }
  return result;
}

const nameOf = (change: OrderChange): string =>
  change.type === 'refund.recorded' ? change.refundId : change.type === 'order.edited' ? change.editId : change.id;

function changedOrder(facts: Facts, event: OrderChange, seq: number): Decision {
  const before = facts.order(event.source, event.orderId);
  if (!before) return { ...nothing, outcome: { result: 'waiting_for_order' } };
  const problem = unfit(before, event);
  if (problem) fail(problem.code, problem.message, problem.facts);
  const isLate = isOutdated(before, event);
  const order = changed(facts, before, event);
  const outcome: Outcome = { result: 'recorded', ...(isLate && { isOutdated: true }) };
  return { ...nothing, outcome, postings: postingsOf(seq, order.currency, changeMoves(before, order)), order };
}

function releasedHold(facts: Facts, event: HoldReleased, seq: number): Decision {
  const before = facts.orderOfCredit(event.creditId);
  const credit = before?.credits.find((candidate) => candidate.id === event.creditId);
  if (!before || !credit || !isReleasable(credit))
    return fail('conflict', `Credit ${event.creditId} is not held, or is under review.`, { creditId: event.creditId });
  if (event.at < credit.releaseAt)
    fail('conflict', `Credit ${credit.id} is held until ${credit.releaseAt}.`, { creditId: credit.id, releaseAt: credit.releaseAt });
  const credits = before.credits.map((each) => (each.id === credit.id ? { ...each, releasedAt: event.at, releasedSeq: seq } : each));
  const postings = postingsOf(seq, before.currency, releaseMoves(credit));
  return { ...nothing, postings, order: { ...before, credits } };
}

function closedPeriod(facts: Facts, { until, at }: PeriodClosed): Decision {
  const before = facts.closedUntil();
  if (until <= before) fail('conflict', `Everything before ${before} is closed already.`, { closedUntil: before });
  if (until > at) fail('unprocessable', 'A period is closed after it has ended.', { until });
  return nothing;
}
