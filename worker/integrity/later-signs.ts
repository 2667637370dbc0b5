/**
 * Signs that come after an order was recorded: refunds that grow too many, and a burst whose first orders looked like any others. They open reviews
 * of what is still held. Told at least once, in any order: every step may come twice.
 */
import type { OrderSettled } from '#shared/book/messages.ts';
import { ruleId } from '#shared/contracts/integrity.ts';
import { Refusal } from '#shared/errors.ts';
import { type Id, makeId } from '#shared/ids.ts';
import { dayMs, hourMs } from '#shared/time.ts';
import { clock, randomBytes } from '../base/call.ts';
import { type BookMessage, openReview } from '../books/index.ts';
import type { Env } from '../env.ts';
import type { Numbers } from './rule.ts';
import { orderVelocity } from './rules/order-velocity.ts';
import { refundRate } from './rules/refund-rate.ts';
import { findingOf, heldCredits, namedReview, refundsOf } from './store.ts';

export const refundHistoryMs = 90 * dayMs;
const reviewsMax = 500;

export async function onLaterSigns(env: Env, message: BookMessage): Promise<void> {
  const order = message.body as OrderSettled;
  const brandId = message.brandId as Id<'brd'>;
  for (const credit of order.credits) {
    if (credit.reversedMinor > 0 && credit.rejected === null) await afterRefund(env, brandId, credit.creatorId);
    if (credit.review.includes(ruleId(orderVelocity.name, orderVelocity.version))) await afterBurst(env, brandId, credit.creatorId, order);
  }
}

async function afterRefund(env: Env, brandId: Id<'brd'>, creatorId: Id<'crt'>): Promise<void> {
  const now = clock.now();
  const numbers = refundRate.find(await refundsOf(env, brandId, creatorId, now - refundHistoryMs));
  if (numbers)
    await reviewHeld(env, {
      brandId,
      creatorId,
      rule: ruleId(refundRate.name, refundRate.version),
      numbers,
      from: 0,
      until: Number.MAX_SAFE_INTEGER,
    });
}

async function afterBurst(env: Env, brandId: Id<'brd'>, creatorId: Id<'crt'>, order: OrderSettled): Promise<void> {
  const rule = ruleId(orderVelocity.name, orderVelocity.version);
  const numbers = await findingOf(env, { brandId, source: order.source, orderId: order.orderId, creatorId, rule });
  if (numbers) await reviewHeld(env, { brandId, creatorId, rule, numbers, from: order.placedAt - hourMs, until: order.placedAt });
}

interface Suspected {
  brandId: Id<'brd'>;
  creatorId: Id<'crt'>;
  rule: string;
  numbers: Numbers;
  /** Of the orders' times. */
  from: number;
  until: number;
}
/** One review for a credit and a rule, ever: what was cleared is not held again by the same rule. */
async function reviewHeld(env: Env, { brandId, creatorId, rule, numbers, from, until }: Suspected): Promise<void> {
  const now = clock.now();
  for (const credit of await heldCredits(env, { brandId, creatorId, rule, from, until, limit: reviewsMax })) {
    const finding = { brandId, source: credit.source, orderId: credit.orderId, creatorId, rule, numbers };
    const reviewId = await namedReview(env, finding, { fresh: makeId('rev', now, randomBytes), foundAt: now });
    try {
      await openReview({ env, now }, brandId, { reviewId, creditId: credit.id, rule, by: 'integrity' });
    } catch (error) {
      // Released or taken back meanwhile: there is nothing left to hold.
      if (!(error instanceof Refusal && error.code === 'conflict')) throw error;
    }
  }
}
