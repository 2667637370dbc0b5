import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { decideAppeal as contract } from '#shared/contracts/integrity.ts';
import { assert, fail, Refusal } from '#shared/errors.ts';
import type { Call } from '../base/call.ts';
import { recordAdjustment } from '../books/index.ts';
import { heldViews, known } from './case-view.ts';
import { type CreditRow, endAppeal, nameAdjustment } from './review-store.ts';
import { reviewable, reviewerOf } from './reviewer.ts';

export async function decideAppeal(call: Call, { creditId, verdict, note }: In<typeof contract>): Promise<Out<typeof contract>> {
  const reviewer = reviewerOf(call);
  const credit = await reviewable(call, reviewer, creditId);
  const [before] = await known(call, [credit]);
  if (!before?.appeal) return fail('not_found', 'There is no appeal about this commission.');
  if (before.decision?.by_id === reviewer.id) fail('forbidden', 'You rejected it: somebody else decides the appeal.');
  if (before.appeal.decided_at === null) {
    if (verdict === 'granted') await pay(call, credit, reviewer.id);
    await endAppeal(call, creditId, { verdict, note, byKind: reviewer.kind, byId: reviewer.id });
  } else if (before.appeal.verdict !== verdict) fail('conflict', `It was decided already: ${before.appeal.verdict}.`);
  const [view] = await heldViews(call, [credit]);
  assert(view, 'what was decided can be shown');
  return view;
}

/**
 * The book does not take a rejection back; it corrects it, by what the commission is worth after refunds. The sum is nobody's choice, so Gloss
 * proposes it and the reviewer is the person who approves.
 */
async function pay(call: Call, credit: CreditRow, reviewerId: string): Promise<void> {
  if (credit.worth_minor === 0) return;
  const adjustmentId = await nameAdjustment(call.env, credit.id, call.newId('adj'));
  try {
    await recordAdjustment(call, credit.brand_id, {
      adjustmentId,
      creatorId: credit.creator_id,
      currency: credit.currency,
      amountMinor: credit.worth_minor,
      reason: 'correction',
      note: 'An appeal against a rejected commission was granted.',
      by: 'integrity',
      approvedBy: reviewerId,
      creditId: credit.id,
    });
  } catch (error) {
    // Booked by a try that was cut off, before a refund changed its worth: paid as it stood then.
    if (error instanceof Refusal && error.code === 'conflict' && error.facts['field'] === 'amountMinor') return;
    throw error;
  }
}
