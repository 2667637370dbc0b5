/** What changes in the shop: cart, order, refund. Each order and refund is kept together with its message to Gloss. */
import { randomUUID } from 'node:crypto';
import { type Shop, titleOf } from './goods.ts';
import type { Cart, Order, Store } from './store.ts';
import { centsOf, sumsOf } from './sums.ts';
import { orderBody, refundBody } from './webhook.ts';

export class ShopError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const receiptsMax = 10;
const receiptLengthMax = 1000;
const piecesMax = 99;

/** Adds a click to the cart unless it is there; the newest ten are kept. Answers whether the cart changed. */
export function keepReceipt(cart: Cart, receipt: string): boolean {
  if (receipt.length > receiptLengthMax || cart.receipts.includes(receipt)) return false;
  cart.receipts = [...cart.receipts, receipt].slice(-receiptsMax);
  return true;
}

export function addToCart(shop: Shop, cart: Cart, sku: string, quantity: number): Cart {
  const good = shop.goods.find((candidate) => candidate.sku === sku);
  if (!good?.inStock || !Number.isInteger(quantity)) throw new ShopError(400, 'This cannot be put into the cart.');
  const pieces = Math.min((cart.items[sku] ?? 0) + quantity, piecesMax);
  const { [sku]: _, ...others } = cart.items;
  return { ...cart, items: pieces > 0 ? { ...others, [sku]: pieces } : others };
}

interface Desk {
  shop: Shop;
  store: Store;
}

export function placeOrder({ shop, store }: Desk, { cart, checkout, buyer }: { cart: Cart; checkout: string; buyer: string }): Order {
  if (!/^[0-9a-f]{24}$/.test(checkout)) throw new ShopError(400, 'Please check out from the cart.');
  const sums = sumsOf(shop, cart);
  return store.placeOrder(checkout, cart.id, (number) => {
    if (sums.lines.length === 0) throw new ShopError(400, 'The cart is empty.');
    const placedAt = Date.now();
    const order: Order = {
      orderId: `${shop.orderPrefix}-${10_000 + number}`,
      placedAt,
      buyer: buyer.trim().slice(0, 80) || 'Demo Shopper',
      lines: sums.lines.map(({ good, quantity, netMinor }, at) => ({
        lineId: `L${at + 1}`,
        sku: good.sku,
        title: titleOf(good),
        quantity,
        netMinor,
        refundedMinor: 0,
      })),
      receipts: cart.receipts,
      coupon: cart.coupon,
      taxMinor: sums.taxMinor,
      shippingMinor: sums.shippingMinor,
    };
    return { order, delivery: { id: `msg_${randomUUID()}`, body: orderMessage(shop, order) } };
  });
}

function orderMessage(shop: Shop, { orderId, placedAt, lines, receipts }: Order): string {
  return orderBody({
    orderId,
    placedAt: new Date(placedAt).toISOString(),
    currency: shop.currency,
    lines: lines.map(({ lineId, sku, quantity, netMinor }) => ({ lineId, sku, quantity, netMinor })),
    receipts,
  });
}

/** Gives back amounts by line, never more than was paid. The form's own number makes a double click one refund. */
export function refund({ shop, store }: Desk, ask: { orderId: string; refundId: string; amounts: Readonly<Record<string, string>> }): void {
  const order = store.order(ask.orderId);
  if (!order) throw new ShopError(404, 'There is no such order.');
  const refundId = `${order.orderId}-R-${ask.refundId}`;
  if (!/^[0-9a-f]{16}$/.test(ask.refundId)) throw new ShopError(400, 'Please use the form of the order.');
  if (store.deliveries(order.orderId).some((delivery) => delivery.id === `msg_${refundId}`)) return;
  const lines = order.lines.flatMap((line) => {
    const text = ask.amounts[line.lineId] ?? '';
    if (text.trim() === '') return [];
    const netMinor = centsOf(text);
    if (netMinor === undefined || netMinor < 1 || netMinor > line.netMinor - line.refundedMinor) {
      throw new ShopError(400, `${line.title}: give back an amount between 0.01 and what is left of the line.`);
    }
    return [{ lineId: line.lineId, netMinor }];
  });
  if (lines.length === 0) throw new ShopError(400, 'Write how much to give back, beside at least one line.');
  const back = new Map(lines.map((line) => [line.lineId, line.netMinor]));
  const changed = order.lines.map((line) => ({ ...line, refundedMinor: line.refundedMinor + (back.get(line.lineId) ?? 0) }));
  const refundedAt = new Date().toISOString();
  const body = refundBody({ refundId, orderId: order.orderId, refundedAt, currency: shop.currency, lines });
  store.saveRefund({ ...order, lines: changed }, { id: `msg_${refundId}`, body });
}
