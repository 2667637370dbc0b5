import type { TextBlock } from '../gather/gathered.ts';
import { type Price, pricesIn } from '../price.ts';
import { region } from '../region.ts';
import type { PageSurvey } from '../survey.ts';

/** A price that a person sees on the page, and how likely it is the price of the page's own thing. */
export interface VisiblePrice extends Price {
  score: number;
  order: number;
}

const BLOCK_LENGTH = 140;
const NOT_THE_PRICE =
  /shipping|delivery|versand|lieferung|livraison|envío|envio|frete|spedizione|dostawa|doprava|доставк|送料|運費|运费|免運|滿額|满额|加購|加购|以上|배송|month|monat|\/mo\b|\bmo\.|mois|mes\b|mese|installment|rate[n ]|save|sparen|ersparnis|économi|ahorr|risparmi|off\b|coupon|gift card|voucher|deposit|trade-?in|orders? over|minimum|free on|as low as|afterpay|klarna|per (?:unit|kg|100)|\/ ?(?:kg|100|l|m²|m2|unit|count|oz)\b|grundpreis|cash ?back|points|reward/i;
const OLD_PRICE =
  /\b(?:was|reg(?:ular)?\.?|list|rrp|msrp|uvp|statt|instead of|originally|antes|prima|ancien|avant|old|before|compare(?:d)? (?:at|to)|pvp|przed|původní)\b|定価|原價|原价|市價|市价|通常価格|정가/i;

const SAYS_PRICE =
  /\b(?:price|preis|prix|precio|preço|prezzo|prijs|pris|cena|hinta|hind|kaina|fiyat)\b|цена|価格|販売|税込|售價|售价|特價|特价|優惠價|優惠价|价格|판매가|할인가/i;

/** Visible prices, most likely first. */
export function visiblePrices(
  { blocks, buying }: PageSurvey,
  headingOrder: number | undefined,
  expected: readonly string[],
): VisiblePrice[] {
  const found: VisiblePrice[] = [];
  for (const block of blocks) {
    if (block.text.length > BLOCK_LENGTH || block.region & region.firmFrame) continue;
    const prices = pricesIn(block.text, expected);
    const price = prices.length > 0 ? ownPrice(block.text, prices) : undefined;
    if (price)
      found.push({ amount: price.amount, currency: price.currency, order: block.order, score: scored(block, headingOrder, buying) });
  }
  return found.sort((one, other) => other.score - one.score || one.order - other.order);
}

/** Of several prices in one line the lowest is asked now, unless it is a saving, a rate or an old price. */
function ownPrice(text: string, prices: readonly (Price & { start: number; end: number })[]): Price | undefined {
  const own = prices.filter(({ start, end }, at) => {
    const before = text.slice(at === 0 ? 0 : (prices[at - 1]?.end ?? 0), start);
    return (
      !NOT_THE_PRICE.test(before) &&
      !OLD_PRICE.test(before) &&
      !/^\s?(?:off\b|\/ ?(?:mo|month|kg|100|l\b|m²))/i.test(text.slice(end, end + 12))
    );
  });
  const kept = own.length > 0 ? own : [];
  return kept.reduce<Price | undefined>((low, price) => (!low || Number(price.amount) < Number(low.amount) ? price : low), undefined);
}

function scored(block: TextBlock, headingOrder: number | undefined, buying: readonly number[]): number {
  const bits = block.region;
  let score = 0;
  if (bits & region.price) score += 3;
  if (bits & region.current) score += 1;
  if (bits & region.heading) score += 1;
  if (bits & region.struck) score -= 6;
  if (bits & region.hidden) score -= 3;
  if (bits & region.other) score -= 5;
  if (bits & region.frame) score -= 2;
  if (bits & region.main) score += 1;
  if (block.text.length < 30) score += 1;
  if (SAYS_PRICE.test(block.text)) score += 1;
  if (NOT_THE_PRICE.test(block.text)) score -= 4;
  if (OLD_PRICE.test(block.text)) score -= 2;
  if (headingOrder !== undefined) score += distanceScore(block.order - headingOrder);
  if (buying.some((order) => Math.abs(order - block.order) <= 30)) score += 2;
  return score;
}

function distanceScore(distance: number): number {
  if (distance < -15) return -3;
  if (distance < 0) return 0;
  return distance <= 20 ? 5 : distance <= 40 ? 4 : distance <= 120 ? 2 : distance <= 300 ? 0 : -2;
}
