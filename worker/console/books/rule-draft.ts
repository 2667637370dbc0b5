/** One rule of a programme while it is being written: for which goods of whose, and what they give. Pure. */
import type { RateRule } from '#shared/contracts/books.ts';
import { isId } from '#shared/ids.ts';
import { isCurrency, parseAmount, printAmount } from '#shared/money.ts';
import { parsePercent, percentText } from '../format.ts';
import { linesOf } from './text-lines.ts';

export interface RuleDraft {
  category: string;
  /** One a line. */
  skus: string;
  creators: string;
  gives: 'share' | 'order' | 'piece';
  rate: string;
  amount: string;
  currency: string;
}

export const firstRule: RuleDraft = { category: '', skus: '', creators: '', gives: 'share', rate: '', amount: '', currency: 'USD' };

export function ruleDraftOf({ category, skus, creatorIds, rate }: RateRule): RuleDraft {
  const goods = { category: category ?? '', skus: skus?.join('\n') ?? '', creators: creatorIds?.join('\n') ?? '' };
  if (rate.kind === 'share') return { ...firstRule, ...goods, rate: percentText(rate.bps) };
  return { ...firstRule, ...goods, gives: rate.per, amount: printAmount(rate.amountMinor, rate.currency), currency: rate.currency };
}

export function isRuleWrong({ category, skus, creators, ...gives }: RuleDraft): boolean {
  const [skuLines, creatorLines] = [linesOf(skus), linesOf(creators)];
  if (category.trim().length > 200 || skuLines.length > 1000 || creatorLines.length > 1000) return true;
  return skuLines.some((sku) => sku.length > 100) || !creatorLines.every((id) => isId('crt', id)) || !rateIn(gives);
}

type Gives = Pick<RuleDraft, 'gives' | 'rate' | 'amount' | 'currency'>;
function rateIn({ gives, rate, amount, currency }: Gives): RateRule['rate'] | undefined {
  if (gives === 'share') {
    const bps = parsePercent(rate);
    return bps === undefined ? undefined : { kind: 'share', bps };
  }
  const code = currency.trim().toUpperCase();
  const amountMinor = isCurrency(code) ? parseAmount(amount, code) : undefined;
  return amountMinor === undefined || amountMinor < 1 ? undefined : { kind: 'flat', amountMinor, currency: code, per: gives };
}

/** Of a rule that is not wrong. */
export function ruleOf({ category, skus, creators, ...gives }: RuleDraft): RateRule {
  const [skuLines, creatorIds] = [linesOf(skus), linesOf(creators).filter((id) => isId('crt', id))];
  return {
    ...(skuLines.length > 0 && { skus: skuLines }),
    ...(category.trim() !== '' && { category: category.trim() }),
    ...(creatorIds.length > 0 && { creatorIds }),
    rate: rateIn(gives) ?? { kind: 'share', bps: 0 },
  };
}

/** The rule at `at` one place up or down; at the end nothing moves. */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const to = at + by;
  const [one, other] = [list[at], list[to]];
  return one === undefined || other === undefined ? [...list] : list.with(at, other).with(to, one);
}
