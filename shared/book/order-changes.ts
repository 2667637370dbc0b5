/** What happens to an order after it: refunds line by line, edits, cancellation. Together refunds are never more than a line has. */
import type { Facts as RefusalFacts } from '../errors.ts';
import { addMinor, subtractMinor } from '../money.ts';
import { creditsOn, linesOf } from './credit.ts';
import type { OrderCancelled, OrderChange, OrderEdited, RefundedLine, RefundRecorded } from './events.ts';
import type { Facts, LineState, OrderState } from './state.ts';

export interface Unfit {
  code: 'conflict' | 'unprocessable';
  message: string;
  facts: RefusalFacts;
}

/** Why this change cannot be of this order, or nothing. */
export function unfit(order: OrderState, change: OrderChange): Unfit | undefined {
  if (change.type === 'order.cancelled') return undefined;
  if (change.currency !== order.currency)
    return {
      code: 'unprocessable',
      message: `Order ${order.orderId} is in ${order.currency}: ${change.type === 'order.edited' ? 'edit' : 'refund'} it in that currency, not in ${change.currency}.`,
      facts: { orderId: order.orderId, currency: order.currency },
    };
  if (change.type === 'order.edited')
    return isOutdated(order, change) ? undefined : firstOf(change.lines, (line) => unfitEdit(order, line));
  // Shops tell the refund of a cancelled order as well: everything has gone back already.
  if (order.cancelledAt !== null) return undefined;
  return firstOf(change.lines, (line) => unfitRefund(order, line, change.isCapped === true));
}

/** Of an order that is cancelled, or an edit that a newer one overtook. */
export const isOutdated = (order: OrderState, change: OrderChange): boolean =>
  order.cancelledAt !== null || (change.type === 'order.edited' && order.editedAt !== null && change.editedAt <= order.editedAt);

/** The order after a change that fits. */
export function changed(facts: Facts, order: OrderState, change: OrderChange): OrderState {
  if (isOutdated(order, change)) return order;
  const lines = linesAfter(facts, order, change);
  return {
    ...order,
    ...(change.type === 'order.edited' && { editedAt: change.editedAt }),
    ...(change.type === 'order.cancelled' && { cancelledAt: change.cancelledAt }),
    lines,
    credits: creditsOn(facts, order, lines),
  };
}

function linesAfter(facts: Facts, order: OrderState, change: OrderChange): LineState[] {
  switch (change.type) {
    case 'refund.recorded':
      return afterRefund(order, change);
    case 'order.cancelled':
      return afterCancellation(order, change);
    case 'order.edited':
      return afterEdit(facts, order, change);
  }
}

function afterRefund({ lines }: OrderState, change: RefundRecorded): LineState[] {
  const back = new Map(change.lines.map((line) => [line.lineId, line.netMinor]));
  return lines.map((line) => {
    const restMinor = subtractMinor(line.netMinor, line.refundedMinor);
    return { ...line, refundedMinor: addMinor(line.refundedMinor, Math.min(restMinor, back.get(line.lineId) ?? 0)) };
  });
}

/** Everything that is left goes back. */
const afterCancellation = ({ lines }: OrderState, _change: OrderCancelled): LineState[] =>
  lines.map((line) => ({ ...line, refundedMinor: line.netMinor }));

/** What was refunded stays refunded; a line that is no longer there keeps just that. */
function afterEdit(facts: Facts, order: OrderState, change: OrderEdited): LineState[] {
  const excluded = order.termsVersion === null ? [] : (facts.terms(order.termsVersion)?.terms.excludedSkus ?? []);
  const before = new Map(order.lines.map((line) => [line.lineId, line]));
  const now = linesOf(change.lines, excluded).map((line) => ({ ...line, refundedMinor: before.get(line.lineId)?.refundedMinor ?? 0 }));
  const kept = new Set(now.map((line) => line.lineId));
  return [...now, ...order.lines.filter((line) => !kept.has(line.lineId)).map((line) => ({ ...line, netMinor: line.refundedMinor }))];
}

function firstOf<T>(items: readonly T[], find: (item: T) => Unfit | undefined): Unfit | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}

function unfitRefund(order: OrderState, { lineId, netMinor }: RefundedLine, isCapped: boolean): Unfit | undefined {
  const line = order.lines.find((candidate) => candidate.lineId === lineId);
  if (!line)
    return {
      code: 'unprocessable',
      message: `Order ${order.orderId} has no line ${lineId}.`,
      facts: { orderId: order.orderId, lineId },
    };
  const restMinor = subtractMinor(line.netMinor, line.refundedMinor);
  if (netMinor <= restMinor || isCapped) return undefined;
  return {
    code: 'conflict',
    message: `Line ${lineId} of order ${order.orderId} has ${restMinor} minor units of ${order.currency} left to refund, not ${netMinor}.`,
    facts: { orderId: order.orderId, lineId, restMinor, netMinor },
  };
}

function unfitEdit(order: OrderState, { lineId, netMinor }: RefundedLine): Unfit | undefined {
  const refundedMinor = order.lines.find((candidate) => candidate.lineId === lineId)?.refundedMinor ?? 0;
  if (netMinor >= refundedMinor) return undefined;
  return {
    code: 'conflict',
    message: `Line ${lineId} of order ${order.orderId} has ${refundedMinor} minor units of ${order.currency} refunded already: it cannot be edited to ${netMinor}.`,
    facts: { orderId: order.orderId, lineId, refundedMinor, netMinor },
  };
}
