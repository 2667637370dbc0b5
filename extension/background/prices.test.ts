import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pricedProductsMax, pricesKeptDays, pricesSeenMax, type SeenPrices } from '#extension/base/storage.ts';
import type { Card } from '#shared/contracts/recommend.ts';
import type { Id } from '#shared/ids.ts';
import { dayMs, hourMs } from '#shared/time.ts';
import { aCard } from '#test/harness/background.ts';
import { historyOf, withPrices } from './prices.ts';

const now = Date.UTC(2026, 10, 3, 12);
const at = (daysAgo: number, amountMinor: number, currency = 'EUR', id = aCard().product.id): Card['product'] =>
  aCard({}, { id, price: { amountMinor, currency, asOf: now - daysAgo * dayMs } }).product;
/** Looks at each of these, the oldest first, on its own day. */
const after = (...products: Card['product'][]): SeenPrices[] =>
  products.reduce<SeenPrices[]>((list, product) => withPrices(list, [product], product.price?.asOf ?? now), []);

test.each<[string, Card['product'][], object | null]>([
  ['seen once', [at(0, 8900)], { daysSeen: 1, lowest: { amount: '89.00', now: 'only' } }],
  ['the same on three days', [at(9, 8900), at(3, 8900), at(0, 8900)], { daysSeen: 3, lowest: { now: 'same' } }],
  ['lower than before', [at(9, 9900), at(3, 9500), at(0, 8900)], { daysSeen: 3, lowest: { amount: '89.00', at: now, now: 'lowest' } }],
  ['as low as before', [at(9, 8900), at(3, 9500), at(0, 8900)], { daysSeen: 3, lowest: { at: now, now: 'lowest' } }],
  ['higher than before', [at(9, 7900), at(0, 8900)], { lowest: { amount: '79.00', at: now - 9 * dayMs, now: 'above' } }],
  ['what was lower is 29 days old', [at(29, 7900), at(0, 8900)], { daysSeen: 2, lowest: { now: 'above' } }],
  ['what was lower is 30 days old', [at(30, 7900), at(0, 8900)], { daysSeen: 1, lowest: { amount: '89.00', now: 'only' } }],
  ['all of it is older than 30 days', [at(40, 7900), at(35, 8900)], { daysSeen: 0, lowest: null, seen: { length: 2 } }],
  ['two prices on one day', [at(0.1, 9900), at(0, 8900)], { daysSeen: 1, lowest: { now: 'lowest' } }],
  ['a price in another currency is another series', [at(3, 100, 'USD'), at(0, 8900)], { daysSeen: 1, currency: 'EUR' }],
])('%s', (_, products, history) => {
  expect(historyOf(after(...products), products.at(-1) as Card['product'], now)).toMatchObject(history ?? {});
});

test('a price without a number has no history, nor has one that was never seen', () => {
  expect(historyOf(after(at(0, 8900)), aCard({}, { price: null }).product, now)).toBeNull();
  expect(historyOf([], at(0, 8900), now)).toBeNull();
});

test('looking at an old price again is no new observation', () => {
  const stale = at(5, 8900);
  const looks = [0, 1, 2, 3].reduce<SeenPrices[]>((list, day) => withPrices(list, [stale], now + day * dayMs), []);
  expect(looks[0]?.seen).toHaveLength(1);
  expect(historyOf(looks, stale, now)?.daysSeen).toBe(1);
});

test('a price from the future, or from before all that is kept, is not written down', () => {
  expect(withPrices([], [at(-1, 8900)], now)).toEqual([]);
  expect(withPrices([], [at(pricesKeptDays + 1, 8900)], now)).toEqual([]);
});

test('what is kept is bounded, recent, in order and without repeats, whatever is shown', () => {
  const ids = ['1', '2', '3', '4', '5', '6', '7', '8'].map((last) => `prd_01h2xcejqtf2nbrexx3vqjhp4${last}` as Id<'prd'>);
  const look = fc.record({
    hours: fc.integer({ min: 0, max: 400 * 24 }),
    age: fc.integer({ min: -50, max: 3000 }),
    amountMinor: fc.integer({ min: 0, max: 5 }),
    currency: fc.constantFrom('EUR', 'JPY'),
    id: fc.constantFrom(...ids),
  });
  fc.assert(
    fc.property(fc.array(look, { maxLength: 300 }), (looks) => {
      let list: SeenPrices[] = [];
      let time = now;
      for (const { hours, age, id, amountMinor, currency } of looks) {
        time += hours * hourMs;
        const { product } = aCard({}, { id, price: { amountMinor, currency, asOf: time - age * hourMs } });
        list = withPrices(list, [product], time);
        const history = historyOf(list, product, time);
        if (history) expect(history.daysSeen).toBeLessThanOrEqual(Math.min(30, history.seen.length));
        if (history?.lowest && history.lowest.now !== 'above')
          for (const one of history.seen.filter((each) => time - each.at < 29 * dayMs))
            expect(Number(one.amount)).toBeGreaterThanOrEqual(Number(history.lowest.amount));
      }
      expect(list.length).toBeLessThanOrEqual(pricedProductsMax);
      for (const { seen } of list) {
        expect(seen.length).toBeLessThanOrEqual(pricesSeenMax);
        expect(seen.map((one) => one.at)).toEqual(seen.map((one) => one.at).sort((a, b) => a - b));
        for (const one of seen) expect(time - one.at).toBeLessThanOrEqual(pricesKeptDays * dayMs);
        expect(new Set(seen.map((one) => `${Math.floor(one.at / dayMs)} ${one.amountMinor}`)).size).toBe(seen.length);
      }
    }),
  );
});

test('the products that were seen last are kept', () => {
  const many = Array.from({ length: pricedProductsMax + 5 }, (_, n) => at(0, n, 'EUR', `prd_${n}` as Id<'prd'>));
  const list = many.reduce<SeenPrices[]>((kept, product) => withPrices(kept, [product], now), []);
  expect(list).toHaveLength(pricedProductsMax);
  expect(list[0]?.productId).toBe(many.at(-1)?.id);
});
