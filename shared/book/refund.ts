/** What a refund does to its order: line by line, and never more than a line has left. */
import type { Facts as RefusalFacts } from '../errors.ts';
import { addMinor, subtractMinor, sumMinor } from '../money.ts';
import { creditAfterRefund } from './credit.ts';
import type { Refund, RefundedLine } from './events.ts';
import type { OrderState } from './state.ts';

export interface Unfit {
  code: 'conflict' | 'unprocessable';
  message: string;
  facts: RefusalFacts;
}

/** Why this refund cannot be of this order, or nothing. */
export function unfit(order: OrderState, refund: Refund): Unfit | undefined {
  if (refund.currency !== order.currency)
    return {
      code: 'unprocessable',
      message: `Order ${order.orderId} is in ${order.currency}: refund it in that currency, not in ${refund.currency}.`,
      facts: { orderId: order.orderId, currency: order.currency },
    };
  for (const line of refund.lines) {
    const found = unfitLine(order, line);
    if (found) return found;
  }
  return undefined;
}

/** The order after a refund that fits. */
export function refunded(order: OrderState, refund: Refund): OrderState {
  const back = new Map(refund.lines.map((line) => [line.lineId, line.netMinor]));
  const earning = order.lines.filter((line) => line.earns);
  const backOfBaseMinor = sumMinor(earning.map((line) => back.get(line.lineId) ?? 0));
  return {
    ...order,
    lines: order.lines.map((line) => ({ ...line, refundedMinor: addMinor(line.refundedMinor, back.get(line.lineId) ?? 0) })),
    credits: order.credits.map((credit) => creditAfterRefund(credit, backOfBaseMinor)),
  };
}

function unfitLine(order: OrderState, { lineId, netMinor }: RefundedLine): Unfit | undefined {
  const line = order.lines.find((candidate) => candidate.lineId === lineId);
  if (!line)
    return {
      code: 'unprocessable',
      message: `Order ${order.orderId} has no line ${lineId}.`,
      facts: { orderId: order.orderId, lineId },
    };
  const restMinor = subtractMinor(line.netMinor, line.refundedMinor);
  if (netMinor <= restMinor) return undefined;
  return {
    code: 'conflict',
    message: `Line ${lineId} of order ${order.orderId} has ${restMinor} minor units of ${order.currency} left to refund, not ${netMinor}.`,
    facts: { orderId: order.orderId, lineId, restMinor, netMinor },
  };
}
