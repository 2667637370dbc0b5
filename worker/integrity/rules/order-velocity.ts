import type { Rule } from '../rule.ts';

export const ordersLeast = 10;
export const timesBusiest = 5;
/** People buy after at most a few of a hundred clicks; more than this share is not shopping. */
export const conversionMax = 0.5;

/** All of one creator at one brand, by the time of the orders; this one among them. */
export interface OrderPaceFacts {
  ordersInHour: number;
  /** The most in any hour of the history before, without what is held or was rejected. */
  busiestHour: number;
  ordersInHistory: number;
  clicksInHistory: number;
}

/** A post that goes round also brings many orders, but far more clicks: both signs together are needed. */
export const orderVelocity: Rule<OrderPaceFacts> = {
  name: 'order_velocity',
  version: 1,
  effect: 'held',
  suspicion: 'orders',
  reason: 'fraud_hold',
  finds: "Far more orders in an hour than the creator's own busiest hour before, from hardly more clicks than orders.",
  threshold: `at least ${ordersLeast} orders in an hour, ${timesBusiest} times the busiest hour of the 14 days before (without what is held), and more than ${conversionMax * 100} % of the counted clicks of these days bought`,
  source:
    'own history; conversion of honest clicks is a few per cent. Fewer clicks than orders mean that the click log was lost: then nothing is found',
  find: ({ ordersInHour, busiestHour, ordersInHistory, clicksInHistory }) => {
    if (ordersInHour < ordersLeast || ordersInHour < timesBusiest * busiestHour) return undefined;
    if (clicksInHistory < ordersInHistory || ordersInHistory <= conversionMax * clicksInHistory) return undefined;
    return { ordersInHour, busiestHour, timesBusiest, ordersInHistory, clicksInHistory };
  },
};
