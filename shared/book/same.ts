/** Whether an event is heard a second time or is another one under the same id. */
import { type FieldDifference, firstDifference } from './canonical.ts';
import type { BookEvent, OrderedLine } from './events.ts';

/** The first field, in the caller's words, in which two events of one id differ; undefined when they say the same. */
export const otherContent = (earlier: BookEvent, now: BookEvent): FieldDifference | undefined =>
  firstDifference(callersPart(earlier), callersPart(now));

/**
 * What the caller said, without what the book's side added (its time, its names, the fee of the day) or reads from other places
 * (the sku of a product, the classification of a click). A link followed twice is one click, at the time of the first.
 */
function callersPart(event: BookEvent): unknown {
  switch (event.type) {
    case 'terms.set':
      return { terms: event.terms };
    case 'touch.recorded':
      return { creatorId: event.creatorId, productId: event.productId, contentUrl: event.contentUrl, frozen: event.frozen };
    case 'order.recorded': {
      const { placedAt, currency, lines, touches, codes } = event;
      return { placedAt, currency, lines: lines.map(toldLine), clicks: touches.map((touch) => touch.clickId).sort(), codes: codes ?? [] };
    }
    case 'refund.recorded': {
      const { orderId, refundedAt, currency, lines } = event;
      return { orderId, refundedAt, currency, lines };
    }
    case 'order.edited': {
      const { orderId, editedAt, currency, lines } = event;
      return { orderId, editedAt, currency, lines: lines.map(toldLine) };
    }
    case 'order.cancelled':
      return { cancelledAt: event.cancelledAt };
    case 'hold.released':
      return { creditId: event.creditId };
    case 'adjustment.recorded': {
      const { id: _id, at: _at, type: _type, approvedBy: _approvedBy, ...said } = event;
      return said;
    }
    case 'payout.drafted':
      // The day's minimum and who pressed the button may differ; the payout is the same.
      return { creatorId: event.creatorId, currency: event.currency };
    case 'review.opened':
    case 'review.decided':
    case 'review.reversed':
    case 'payout.approved':
    case 'payout.sent':
    case 'payout.paid':
    case 'payout.failed':
    case 'payout.cancelled':
    case 'period.closed': {
      const { id: _id, at: _at, by: _by, ...said } = event;
      return said;
    }
  }
}

const toldLine = ({ lineId, sku, quantity, netMinor }: OrderedLine) => ({ lineId, sku, quantity, netMinor });
