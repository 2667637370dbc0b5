/** Reviews hold a commission while somebody looks, and end it or let it go on. They never drop an order or change what it says. */
import { fail } from '../errors.ts';
import { creditsOn } from './credit.ts';
import type { ReviewDecided, ReviewOpened, ReviewReversed } from './events.ts';
import { type CreditState, type Facts, isHeld, type OrderState } from './state.ts';

/** Only what is still held: money that was released is corrected by an adjustment. */
export function openedReview(facts: Facts, { creditId, reviewId, rule }: ReviewOpened): OrderState {
  const { order, credit } = held(facts, creditId);
  const rules = [...new Set([...(credit.review?.rules ?? []), rule])];
  return withCredit(order, { ...credit, review: { reviewId: credit.review?.reviewId ?? reviewId, rules } });
}

export interface Reviewed {
  before: OrderState;
  after: OrderState;
}

export function decidedReview(facts: Facts, event: ReviewDecided): Reviewed {
  const { order, credit } = held(facts, event.creditId);
  if (!credit.review) fail('conflict', `Credit ${credit.id} is not under review.`, { creditId: credit.id });
  if (event.verdict === 'clear') return { before: order, after: withCredit(order, { ...credit, review: null }) };
  const reason = event.reason ?? 'fraud_hold';
  const after = withCredit(order, { ...credit, review: null, rejected: reason, amountMinor: 0, feeMinor: 0 });
  const isNobodyLeft = after.credits.every((one) => one.rejected);
  return { before: order, after: isNobodyLeft ? { ...after, reason } : after };
}

/** Held again until its old date and worth what the goods kept are worth: refunds that came meanwhile count, later ones take back. */
export function reversedReview(facts: Facts, { creditId }: ReviewReversed): Reviewed {
  const found = creditIn(facts, creditId);
  if (!found?.credit.rejected) return fail('conflict', `Credit ${creditId} is not rejected.`, { creditId });
  const { order, credit } = found;
  const after = { ...withCredit(order, { ...credit, rejected: null }), reason: null };
  return { before: order, after: { ...after, credits: creditsOn(facts, after, after.lines) } };
}

function held(facts: Facts, creditId: ReviewOpened['creditId']): Found {
  const found = creditIn(facts, creditId);
  return found && isHeld(found.credit) ? found : fail('conflict', `Credit ${creditId} is not held.`, { creditId });
}

interface Found {
  order: OrderState;
  credit: CreditState;
}
function creditIn(facts: Facts, creditId: ReviewOpened['creditId']): Found | undefined {
  const order = facts.orderOfCredit(creditId);
  const credit = order?.credits.find((candidate) => candidate.id === creditId);
  return order && credit && { order, credit };
}

const withCredit = (order: OrderState, credit: CreditState): OrderState => ({
  ...order,
  credits: order.credits.map((each) => (each.id === credit.id ? credit : each)),
});
