/** Prices that cards had on this device: kept, bounded, and never told to anybody. Pure. */
import type { PriceHistory } from '#extension/base/note.ts';
import { pricedProductsMax, pricesKeptDays, pricesSeenMax, type SeenPrices } from '#extension/base/storage.ts';
import type { Card } from '#shared/contracts/recommend.ts';
import { printAmount } from '#shared/money.ts';
import { dayMs } from '#shared/time.ts';

type Product = Card['product'];
const daysOf = 30;

/**
 * What is kept after these products were shown. A price belongs to the time for which the shop stated it: one that is looked at for
 * ten days is one observation, not ten.
 */
export function withPrices(list: readonly SeenPrices[], products: readonly Product[], now: number): SeenPrices[] {
  const touched = products.flatMap((product) => {
    const { price } = product;
    if (!price || price.asOf > now || isOld(price.asOf, now)) return [];
    const known = list.find(isOf(product.id, price.currency))?.seen ?? [];
    const isKnown = known.some(({ at, amountMinor }) => dayOf(at) === dayOf(price.asOf) && amountMinor === price.amountMinor);
    const seen = isKnown ? known : [...known, { at: price.asOf, amountMinor: price.amountMinor }].sort((a, b) => a.at - b.at);
    const named = { title: product.title.slice(0, 300), merchant: product.merchant.slice(0, 300), currency: price.currency };
    return [{ productId: product.id, ...named, seen: recent(seen, now) }];
  });
  const isTouched = (entry: SeenPrices) => touched.some(isOf(entry.productId, entry.currency));
  const others = list.filter((entry) => !isTouched(entry)).map((entry) => ({ ...entry, seen: recent(entry.seen, now) }));
  return [...touched, ...others].filter(({ seen }) => seen.length > 0).slice(0, pricedProductsMax);
}

/** What this device saw of a product's price, in the currency of the price that it has now. */
export function historyOf(list: readonly SeenPrices[], { id, price }: Pick<Product, 'id' | 'price'>, now: number): PriceHistory | null {
  if (!price) return null;
  const kept = recent(list.find(isOf(id, price.currency))?.seen ?? [], now);
  if (kept.length === 0) return null;
  const inWindow = kept.filter(({ at }) => dayOf(at) > dayOf(now) - daysOf);
  const days = new Set(inWindow.map(({ at }) => dayOf(at)));
  const printed = ({ at, amountMinor }: SeenPrices['seen'][number]) => ({ at, amount: printAmount(amountMinor, price.currency) });
  const lowest = inWindow.reduce<SeenPrices['seen'][number] | undefined>(
    (least, one) => (!least || one.amountMinor <= least.amountMinor ? one : least),
    undefined,
  );
  return {
    currency: price.currency,
    seen: kept.map(printed),
    daysSeen: days.size,
    daysOf,
    lowest: lowest ? { ...printed(lowest), now: standing(price.amountMinor, inWindow, days.size) } : null,
  };
}

type Standing = NonNullable<PriceHistory['lowest']>['now'];

/** A price that never changed is not called the lowest: nothing was higher. */
function standing(amountMinor: number, seen: SeenPrices['seen'], days: number): Standing {
  if (seen.some((one) => one.amountMinor < amountMinor)) return 'above';
  if (seen.some((one) => one.amountMinor > amountMinor)) return 'lowest';
  return days < 2 ? 'only' : 'same';
}

const dayOf = (at: number): number => Math.floor(at / dayMs);
const isOld = (at: number, now: number): boolean => now - at > pricesKeptDays * dayMs;
const recent = (seen: SeenPrices['seen'], now: number): SeenPrices['seen'] =>
  seen.filter(({ at }) => !isOld(at, now)).slice(-pricesSeenMax);
const isOf =
  (productId: string, currency: string) =>
  (entry: { productId: string; currency: string }): boolean =>
    entry.productId === productId && entry.currency === currency;
