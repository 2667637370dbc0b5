import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { decideHeld as contract } from '#shared/contracts/integrity.ts';
import { assert, fail, Refusal } from '#shared/errors.ts';
import type { Call } from '../base/call.ts';
import { decideReview } from '../books/index.ts';
import { heldViews } from './case-view.ts';
import { beginDecision, type CreditRow, type DecisionRow, dropDecision, endDecision } from './review-store.ts';
import { reviewable, reviewerOf } from './reviewer.ts';

/** Written down, booked, closed: cut off in between, the next try ends the decision that was begun. */
export async function decideHeld(call: Call, ask: In<typeof contract>): Promise<Out<typeof contract>> {
  const reviewer = reviewerOf(call);
  const credit = await reviewable(call, reviewer, ask.creditId);
  const reason = ask.verdict === 'reject' ? ask.reason : null;
  const wanted = {
    review_id: call.newId('rev'),
    credit_id: credit.id,
    verdict: ask.verdict,
    reason,
    note: ask.note,
    by_kind: reviewer.kind,
    by_id: reviewer.id,
    decided_at: call.now,
  };
  const decision = await beginDecision(call.env, wanted);
  await book(call, credit, decision);
  await endDecision(call, decision);
  if (decision.verdict !== ask.verdict || decision.reason !== reason)
    fail('conflict', `It was decided already: ${decision.verdict}.`, { verdict: decision.verdict });
  const state = decision.verdict === 'clear' ? 'held' : 'rejected';
  // The list follows the book within moments; the answer does not wait for it.
  const [view] = await heldViews(call, [{ ...credit, state, rules: '[]' }]);
  assert(view, 'what was decided can be shown');
  return view;
}

async function book(call: Call, credit: CreditRow, { review_id, verdict, reason, by_id }: DecisionRow): Promise<void> {
  try {
    await decideReview(call, credit.brand_id, { reviewId: review_id, creditId: credit.id, verdict, reason, by: by_id });
  } catch (error) {
    if (error instanceof Refusal) await dropDecision(call.env, review_id);
    throw error;
  }
}
