/**
 * Owns the merchant's word on orders and refunds, and what brands and creators read of the books.
 * Promises that an answered webhook is in the book, and that the same message again changes nothing.
 * Never decides money: the book does, and this room only shows what it said.
 */
import { listOrders as listOrdersEndpoint, receiveOrder as receiveOrderEndpoint } from '#shared/contracts/orders.ts';
import { type Served, serve } from '../base/serve.ts';
import { listOrders } from './list-orders.ts';
import { receiveOrder } from './receive-order.ts';

export const orders: readonly Served[] = [serve(receiveOrderEndpoint, receiveOrder), serve(listOrdersEndpoint, listOrders)];

export { onOrderSettled } from './on-order-settled.ts';
export { creatorsWithCredits, creditsOfCreator, sweepOrders, totalsOfCreator } from './store.ts';
