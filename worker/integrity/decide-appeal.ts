import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { decideAppeal as contract } from '#shared/contracts/integrity.ts';
import { assert, fail, Refusal } from '#shared/errors.ts';
import type { Call } from '../base/call.ts';
import { reverseReview } from '../books/index.ts';
import { heldViews, type Known, known } from './case-view.ts';
import { type ClaimedAppeal, claimAppeal, dropVerdict, endAppeal } from './review-store.ts';
import { reviewable, reviewerOf } from './reviewer.ts';

/** Claimed, booked, closed: cut off in between, the next try ends the verdict that was begun. */
export async function decideAppeal(call: Call, { creditId, verdict, note }: In<typeof contract>): Promise<Out<typeof contract>> {
  const reviewer = reviewerOf(call);
  const credit = await reviewable(call, reviewer, creditId);
  const [before] = await known(call, [credit]);
  if (!before?.appeal) return fail('not_found', 'There is no appeal about this commission.');
  if (before.decision?.by_id === reviewer.id) fail('forbidden', 'You rejected it: somebody else decides the appeal.');
  const claimed = await claimAppeal(call.env, creditId, { verdict, note, by_kind: reviewer.kind, by_id: reviewer.id });
  if (claimed.decided_at === null) {
    if (claimed.verdict === 'granted') await reverse(call, before, claimed);
    await endAppeal(call, claimed);
  }
  if (claimed.verdict !== verdict) fail('conflict', `It was decided already: ${claimed.verdict}.`, { verdict: claimed.verdict });
  // The list follows the book within moments; the answer does not wait for it.
  const state = verdict === 'granted' && credit.state === 'rejected' ? 'held' : credit.state;
  const [view] = await heldViews(call, [{ ...credit, state }]);
  assert(view, 'what was decided can be shown');
  return view;
}

/** The rejection is taken back: the commission is held again until its date, and refunds take from it like from any other. */
async function reverse(call: Call, { row, decision }: Known, { by_id }: ClaimedAppeal): Promise<void> {
  assert(decision, 'only what was rejected can be appealed');
  try {
    await reverseReview(call, row.brand_id, { reviewId: decision.review_id, creditId: row.id, by: by_id });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conflict') await dropVerdict(call.env, row.id);
    throw error;
  }
}
