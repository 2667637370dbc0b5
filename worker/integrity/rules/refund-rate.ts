import type { Rule } from '../rule.ts';

export const ordersLeast = 20;
export const refundedLeast = 5;
export const sigmas = 3;

/** Orders of 90 days at one brand that can have gone back: the creator's own, and those of all others. */
export interface RefundFacts {
  orders: number;
  refunded: number;
  othersOrders: number;
  othersRefunded: number;
}

export const refundRate: Rule<RefundFacts> = {
  name: 'refund_rate',
  version: 1,
  effect: 'held',
  suspicion: 'refunds',
  reason: 'fraud_hold',
  finds:
    "A creator whose orders go back far more often than the rest of the programme's. Found when a refund comes; opens reviews of what is still held.",
  threshold: `more than ${sigmas} standard deviations above the rest of the programme, from ${ordersLeast} orders and ${refundedLeast} refunded ones on`,
  source: 'three-sigma rule on a binomial, the rest of the programme estimated with one refund in ten orders added',
  find: ({ orders, refunded, othersOrders, othersRefunded }) => {
    if (orders < ordersLeast || refunded < refundedLeast) return undefined;
    const usual = (othersRefunded + 1) / (othersOrders + 10);
    const deviation = Math.sqrt((usual * (1 - usual)) / orders);
    const above = (refunded / orders - usual) / deviation;
    if (above <= sigmas) return undefined;
    return { orders, refunded, usualPercent: Math.round(usual * 1000) / 10, sigmas: Math.round(above * 10) / 10, sigmasMax: sigmas };
  },
};
