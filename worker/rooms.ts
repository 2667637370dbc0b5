/** Every endpoint of every room, in the order of test/architecture/rooms.ts. */
import { accounts } from './accounts/index.ts';
import type { Served } from './base/serve.ts';
import { books } from './books/index.ts';
import { catalogue } from './catalogue/index.ts';
import { clicks } from './clicks/index.ts';
import { companions } from './companions/index.ts';
import { creators } from './creators/index.ts';
import { integrity } from './integrity/index.ts';
import { learning } from './learning/index.ts';
import { orders } from './orders/index.ts';
import { payouts } from './payouts/index.ts';
import { recommend } from './recommend/index.ts';
import { tags } from './tags/index.ts';
import { webhooks } from './webhooks/index.ts';

export const rooms: readonly (readonly Served[])[] = [
  accounts,
  catalogue,
  books,
  integrity,
  clicks,
  learning,
  companions,
  tags,
  recommend,
  payouts,
  orders,
  creators,
  webhooks,
];
