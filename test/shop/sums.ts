/** What a cart costs. Amounts are whole cents. */
import type { Good, Shop } from './goods.ts';
import type { Cart } from './store.ts';

interface CartLine {
  good: Good;
  quantity: number;
  /** After the coupon, without tax and shipping. */
  netMinor: number;
}
export interface Sums {
  lines: CartLine[];
  goodsMinor: number;
  discountMinor: number;
  taxMinor: number;
  shippingMinor: number;
  totalMinor: number;
}

export function sumsOf(shop: Shop, cart: Cart): Sums {
  const discountBps = Object.hasOwn(shop.coupons, cart.coupon) ? (shop.coupons[cart.coupon] ?? 0) : 0;
  const lines = Object.entries(cart.items).flatMap(([sku, quantity]) => {
    const good = shop.goods.find((candidate) => candidate.sku === sku);
    if (!good || quantity < 1) return [];
    const fullMinor = good.priceMinor * quantity;
    return [{ good, quantity, fullMinor, netMinor: fullMinor - Math.round((fullMinor * discountBps) / 10_000) }];
  });
  const goodsMinor = sum(lines.map((line) => line.fullMinor));
  const netMinor = sum(lines.map((line) => line.netMinor));
  const taxMinor = Math.round((netMinor * shop.taxBps) / 10_000);
  const shippingMinor = netMinor === 0 || netMinor >= shop.freeShippingFromMinor ? 0 : shop.shippingMinor;
  return {
    lines,
    goodsMinor,
    discountMinor: goodsMinor - netMinor,
    taxMinor,
    shippingMinor,
    totalMinor: netMinor + taxMinor + shippingMinor,
  };
}

export const price = (shop: Pick<Shop, 'currency'>, minor: number): string =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: shop.currency }).format(minor / 100);

export const decimal = (minor: number): string => (minor / 100).toFixed(2);

/** "12.50" to 1250; undefined where it is not an amount. */
export function centsOf(text: string): number | undefined {
  const match = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
