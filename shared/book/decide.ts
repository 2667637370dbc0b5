/**
 * What follows from an event: the one place where the books decide. The book runs it to write, the verifier to compare.
 * No clock, no chance, no storage: the event, its place in the log and the facts asked for are all it knows.
 */
import type { NoCreditReason } from '../contracts/orders.ts';
import { fail } from '../errors.ts';
import { admit } from './admit.ts';
import { type Attribution, lastClick } from './attribution.ts';
import { type Credit, creditOf, heldCredit, linesOf } from './credit.ts';
import type { BookEvent, HoldReleased, OrderRecorded, RefundRecorded } from './events.ts';
import { creditMoves, type Move, type Posting, postingsOf, releaseMoves, reversalMoves } from './postings.ts';
import { refunded, unfit } from './refund.ts';
import { type CreditState, type Facts, isHeld, type LineState, type OrderState } from './state.ts';

export interface Outcome {
  result: 'recorded' | 'waiting_for_order';
  /** Why an order earned nobody anything. */
  reason?: NoCreditReason;
  /** Refunds that waited for this order and are in it now. */
  applied?: string[];
  /** Refunds that waited for this order and cannot be of it. */
  unfit?: { refundId: string; why: string }[];
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
}

/** Refuses (`conflict`, `unprocessable`) what cannot follow on these facts. */
export function decide(facts: Facts, event: BookEvent, seq: number): Decision {
  admit(event);
  switch (event.type) {
    case 'terms.set':
    case 'touch.recorded':
      return { outcome: { result: 'recorded' }, credits: [], postings: [], order: null };
    case 'order.recorded':
      return recordedOrder(facts, event, seq);
    case 'refund.recorded':
      return recordedRefund(facts, event, seq);
    case 'hold.released':
      return releasedHold(facts, event, seq);
  }
}

function recordedOrder(facts: Facts, event: OrderRecorded, seq: number): Decision {
  const attribution = lastClick(event.touches, event.placedAt);
  const lines = linesOf(event, 'touch' in attribution ? facts.excludedSkus(attribution.touch.frozen.version) : []);
  const earned = earnings(facts, event, attribution, lines);
  const credits = earned.credit ? [earned.credit] : [];
  const fresh = newOrder(event, seq, lines, credits.map(heldCredit), earned.reason);
  const parked = facts.parkedRefunds(event.source, event.orderId);
  const { order, moves, outcome } = withParked(fresh, parked);
  const postings = postingsOf(seq, event.currency, [...fresh.credits.flatMap(creditMoves), ...moves]);
  return { outcome: { result: 'recorded', ...(earned.reason && { reason: earned.reason }), ...outcome }, credits, postings, order };
}

interface Earned {
  credit: Credit | null;
  reason: NoCreditReason | null;
}
function earnings(facts: Facts, event: OrderRecorded, attribution: Attribution, lines: readonly LineState[]): Earned {
  if ('touch' in attribution) {
    if (!lines.some((line) => line.earns)) return { credit: null, reason: 'excluded_product' };
    return { credit: creditOf(event, attribution.touch, lines), reason: null };
  }
  const hasNoProgramme = event.touches.length === 0 && facts.termsCount() === 0;
  return { credit: null, reason: hasNoProgramme ? 'no_programme' : attribution.reason };
}

function newOrder(
  { ref, source, orderId, placedAt, at, currency }: OrderRecorded,
  seq: number,
  lines: readonly LineState[],
  credits: readonly CreditState[],
  reason: NoCreditReason | null,
): OrderState {
  return { seq, ref, source, orderId, placedAt, recordedAt: at, currency, lines, credits, reason };
}

interface WithParked {
  order: OrderState;
  moves: Move[];
  outcome: Pick<Outcome, 'applied' | 'unfit'>;
}
/** Refunds that waited were answered already: one that does not fit is left out whole, and said so. */
function withParked(fresh: OrderState, parked: readonly RefundRecorded[]): WithParked {
  const result: WithParked = { order: fresh, moves: [], outcome: {} };
  for (const refund of parked) {
    const problem = unfit(result.order, refund);
    if (problem) {
      result.outcome.unfit = [...(result.outcome.unfit ?? []), { refundId: refund.refundId, why: problem.message }];
      continue;
    }
    const after = refunded(result.order, refund);
    result.moves.push(...reversalMoves(result.order, after));
    result.order = after;
    result.outcome.applied = [...(result.outcome.applied ?? []), refund.refundId];
  }
  return result;
}

function recordedRefund(facts: Facts, event: RefundRecorded, seq: number): Decision {
  const before = facts.order(event.source, event.orderId);
  if (!before) return { outcome: { result: 'waiting_for_order' }, credits: [], postings: [], order: null };
  const problem = unfit(before, event);
  if (problem) fail(problem.code, problem.message, problem.facts);
  const order = refunded(before, event);
  return { outcome: { result: 'recorded' }, credits: [], postings: postingsOf(seq, order.currency, reversalMoves(before, order)), order };
}

function releasedHold(facts: Facts, event: HoldReleased, seq: number): Decision {
  const before = facts.orderOfHeld(event.creditId);
  const credit = before?.credits.find((candidate) => candidate.id === event.creditId);
  if (!before || !credit || !isHeld(credit)) return fail('conflict', `Credit ${event.creditId} is not held.`, { creditId: event.creditId });
  if (event.at < credit.releaseAt)
    fail('conflict', `Credit ${credit.id} is held until ${credit.releaseAt}.`, { creditId: credit.id, releaseAt: credit.releaseAt });
  const credits = before.credits.map((each) => (each.id === credit.id ? { ...each, releasedAt: event.at } : each));
  const postings = postingsOf(seq, before.currency, releaseMoves(credit));
  return { outcome: { result: 'recorded' }, credits: [], postings, order: { ...before, credits } };
}
