/** Event of a book's outbox -> who consumes it. Consumers are idempotent by the message's id: an event may come twice. */

import type { BookConsumers } from './books/index.ts';
import { onTermsSet } from './clicks/index.ts';
import { onOrderSettled } from './orders/index.ts';

export const consumers: BookConsumers = {
  'terms.set': onTermsSet,
  'order.settled': onOrderSettled,
};
