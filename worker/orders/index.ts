/**
 * Owns the merchant's word on orders and refunds, and what brands and creators read of the books.
 * Promises that an answered webhook is in the book, and that the same message again changes nothing.
 * Never decides money: the book does, and this room only shows what it said.
 */
import {
  getOrder as getOrderEndpoint,
  listBaskets as listBasketsEndpoint,
  listOrders as listOrdersEndpoint,
  listSources as listSourcesEndpoint,
  listUnrecorded as listUnrecordedEndpoint,
  receiveOrder as receiveOrderEndpoint,
  receiveShopify,
  receiveStripe,
  setSource as setSourceEndpoint,
} from '#shared/contracts/orders.ts';
import { type Served, serve } from '../base/serve.ts';
import { getOrder } from './get-order.ts';
import { listBaskets } from './list-baskets.ts';
import { listOrders } from './list-orders.ts';
import { listUnrecorded } from './list-unrecorded.ts';
import { receiveFrom } from './receive-from-source.ts';
import { receiveOrder } from './receive-order.ts';
import { listSources, setSource } from './sources.ts';

export const orders: readonly Served[] = [
  serve(receiveOrderEndpoint, receiveOrder),
  serve(receiveShopify, receiveFrom('shopify')),
  serve(receiveStripe, receiveFrom('stripe')),
  serve(listSourcesEndpoint, listSources),
  serve(setSourceEndpoint, setSource),
  serve(listOrdersEndpoint, listOrders),
  serve(getOrderEndpoint, getOrder),
  serve(listUnrecordedEndpoint, listUnrecorded),
  serve(listBasketsEndpoint, listBaskets),
];

export { type ContentSum, contentSumsOfCreator } from './content-store.ts';
export { onOrderSettled } from './on-order-settled.ts';
export { brandsOfCreator, creatorsWithCredits, creditSumsOfCreator, creditsOfCreator, sweepOrders } from './store.ts';
export { countsOfCreator, unrecordedOfCreator } from './unrecorded-store.ts';
