import { declaredCurrency } from '../currency.ts';
import { type Price, plainAmount, pricesIn, samePrice } from '../price.ts';
import { labelledMeta, meta, type PageEvidence } from './evidence.ts';
import type { DeclaredProduct } from './product.ts';
import type { VisiblePrice } from './visible.ts';

/** Prices in meta tags, the sale price first. */
export function metaPrices(page: PageEvidence): Price[] {
  const found: Price[] = [];
  for (const [amountName, currencyName] of [
    ['product:sale_price:amount', 'product:sale_price:currency'],
    ['product:price:amount', 'product:price:currency'],
    ['og:price:amount', 'og:price:currency'],
    ['price', 'pricecurrency'],
  ] as const) {
    const printed = meta(page, amountName);
    const declared = meta(page, currencyName) ?? meta(page, 'product:price:currency') ?? meta(page, 'og:price:currency');
    const currency = declared ? declaredCurrency(declared, page.expected) : undefined;
    const amount = printed ? plainAmount(printed, currency) : undefined;
    if (amount && currency) found.push({ amount, currency });
  }
  const labelled = labelledMeta(page, /^(?:price|preis|prix|precio|preço|prezzo|prijs|cena|цена|価格|价格)$/i);
  const [price] = labelled ? pricesIn(labelled, page.expected) : [];
  if (price) found.push({ amount: price.amount, currency: price.currency });
  return found;
}

/** The declared price, unless only another declared one, or none, is to be seen where the price stands. */
export function chosenPrice(
  same: readonly DeclaredProduct[],
  metas: readonly Price[],
  visible: readonly VisiblePrice[],
  expected: readonly string[],
): Price | undefined {
  const bare = same.find((one) => one.bareAmount)?.bareAmount;
  const declared = [...same.flatMap((one) => one.prices.slice(0, 3)), ...metas];
  const likely = visible.filter(({ score }) => score >= 3);
  const seen = declared.find((price) => likely.some((one) => samePrice(one, price)));
  if (seen) return plainPrice(seen);
  const shown = likely[0];
  if (shown && declared[0] && shown.score >= 8 && isNearby(shown, declared[0])) return plainPrice(shown);
  if (declared[0]) return plainPrice(declared[0]);
  const matching = bare ? visible.find((one) => Number(one.amount) === Number(bare)) : undefined;
  if (matching) return plainPrice(matching);
  if (bare && expected[0]) return { amount: bare, currency: expected[0] };
  return likely[0] && likely[0].score >= 4 ? plainPrice(likely[0]) : undefined;
}

/** Tax or a sale may lie between two prices of one thing, a misread decimal mark may not. */
function isNearby(one: Price, other: Price): boolean {
  const ratio = Number(one.amount) / Number(other.amount);
  return one.currency === other.currency && ratio > 0.4 && ratio < 2.5;
}

function plainPrice({ amount, currency }: Price): Price {
  return { amount, currency };
}
