/** Event of a book's outbox -> who consumes it. Consumers are idempotent by the message's id: an event may come twice. */

import type { BookConsumer, BookConsumers, ReadModels } from './books/index.ts';
import { onTermsSet, sweepTerms } from './clicks/index.ts';
import { onCreditsSettled, onLaterSigns, sweepCredits } from './integrity/index.ts';
import { onOrderSettled, sweepOrders } from './orders/index.ts';
import { onAdjustmentSettled, onPayoutSent, onPayoutSettled, sweepPayouts } from './payouts/index.ts';
import { tellEndpoints } from './webhooks/index.ts';

const both =
  (one: BookConsumer, other: BookConsumer): BookConsumer =>
  async (env, message) => {
    await Promise.all([one(env, message), other(env, message)]);
  };

/** What follows from the books alone, and can be made again from them. */
export const readModels: ReadModels = {
  consumers: {
    'terms.set': onTermsSet,
    'order.settled': both(onOrderSettled, onCreditsSettled),
    'payout.settled': onPayoutSettled,
    'adjustment.settled': onAdjustmentSettled,
  },
  sweep: async (env, brandId, generation) => {
    await Promise.all([sweepTerms, sweepOrders, sweepCredits, sweepPayouts].map((sweep) => sweep(env, brandId, generation)));
  },
};

/** What looks at the read models once they have the message. */
const after: BookConsumers = { 'order.settled': onLaterSigns, 'payout.settled': onPayoutSent };

/** Read models, and whoever outside wants to hear it; a message is done when both have it. */
export const consumers: BookConsumers = Object.fromEntries(
  ['terms.set', 'order.settled', 'payout.settled', 'adjustment.settled'].map((type) => [
    type,
    async (env, message) => {
      const keep = readModels.consumers[type];
      await Promise.all([keep, tellEndpoints(type)].map((consume) => consume?.(env, message)));
      await after[type]?.(env, message);
    },
  ]),
);
