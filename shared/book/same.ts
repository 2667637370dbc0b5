/** Whether an event is heard a second time or is another one under the same id. */
import { type FieldDifference, firstDifference } from './canonical.ts';
import type { BookEvent } from './events.ts';

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
      const { placedAt, currency, lines, touches } = event;
      return { placedAt, currency, lines, clicks: touches.map((touch) => touch.clickId).sort() };
    }
    case 'refund.recorded': {
      const { orderId, refundedAt, currency, lines } = event;
      return { orderId, refundedAt, currency, lines };
    }
    case 'hold.released':
      return { creditId: event.creditId };
  }
}
