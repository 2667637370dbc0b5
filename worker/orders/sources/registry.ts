import type { OrderSource } from '#shared/contracts/orders.ts';
import { shopify } from './shopify.ts';
import type { Source } from './source.ts';
import { stripe } from './stripe.ts';

export const sources: Readonly<Record<OrderSource, Source>> = { shopify, stripe };
