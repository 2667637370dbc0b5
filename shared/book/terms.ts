/** Which terms hold when, and what they give for one line of an order. */
import type { CodeRules, Rate, RateRule, Terms } from '../contracts/books.ts';
import type { Id } from '../ids.ts';
import { dayMs } from '../time.ts';
import type { KeptTerms } from './events.ts';

/** A version as a decision sees it. */
export interface DatedTerms {
  version: number;
  from: number;
  feeBps: number;
  terms: Terms;
}

export const rateRulesMax = 50;
export const cutNoticeDays = 30;

export const fullTerms = (kept: KeptTerms): Terms => ({
  rates: [],
  halfLifeDays: 7,
  codes: { use: 'off', creatorCodes: [], othersCode: 'ignore' },
  assists: null,
  minimumPayouts: [],
  paidTraffic: 'allowed',
  // Before this term existed no report was too late.
  reportDaysMax: 100_000,
  ...kept,
});

/** @param versions in any order. The highest version that has begun: one that was set later takes the place of one that never began. */
export const inForce = <V extends { version: number; from: number }>(versions: readonly V[], at: number): V | undefined =>
  versions
    .filter((one) => one.from <= at)
    .reduce<V | undefined>((best, one) => (best && best.version > one.version ? best : one), undefined);

/** When new terms begin: at once, or when they take something away from anybody, after the notice. */
export const effectiveFrom = (current: Terms | undefined, next: Terms, at: number): number =>
  current && isCut(current, next) ? at + cutNoticeDays * dayMs : at;

export interface Goods {
  sku: string;
  category?: string | undefined;
  creatorId: Id<'crt'>;
  /** Of the order; a flat amount in another currency does not fit. */
  currency: string;
}

export function rateFor(terms: Terms, goods: Goods): Rate {
  return terms.rates.find((rule) => fits(rule, goods))?.rate ?? { kind: 'share', bps: terms.rateBps };
}

function fits({ skus, category, creatorIds, rate }: RateRule, goods: Goods): boolean {
  return (
    (!skus || skus.includes(goods.sku)) &&
    (!creatorIds || creatorIds.includes(goods.creatorId)) &&
    (category === undefined || isWithin(goods.category, category)) &&
    (rate.kind === 'share' || rate.currency === goods.currency)
  );
}

const isWithin = (category: string | undefined, wanted: string): boolean =>
  category !== undefined && (category === wanted || (category.startsWith(wanted) && /^\s*>/.test(category.slice(wanted.length))));

/** Whether anybody could earn less, or later, or for a shorter time than before. */
export function isCut(before: Terms, after: Terms): boolean {
  if (after.windowDays < before.windowDays || after.holdDays > before.holdDays || after.reportDaysMax < before.reportDaysMax) return true;
  if (isOtherSplit(before, after) || isLessByCode(before.codes, after.codes) || isHigherMinimum(before, after)) return true;
  if (before.paidTraffic === 'allowed' && after.paidTraffic === 'forbidden') return true;
  const excluded = new Set(before.excludedSkus);
  if (after.excludedSkus.some((sku) => !excluded.has(sku))) return true;
  const all = cases([...before.rates, ...after.rates]);
  return !all || all.some((goods) => isLess(rateFor(after, goods), rateFor(before, goods)));
}

/** Another model takes from somebody whatever it gives to others. */
const isOtherSplit = (before: Terms, after: Terms): boolean =>
  before.model !== after.model ||
  (after.model === 'decay' && before.halfLifeDays !== after.halfLifeDays) ||
  JSON.stringify(before.assists) !== JSON.stringify(after.assists);

const usefulness = { off: 0, fallback: 1, priority: 2 } as const;
function isLessByCode(before: CodeRules, after: CodeRules): boolean {
  if (before.othersCode === 'ignore' && after.othersCode === 'deny') return true;
  if (before.use === 'off') return false;
  const kept = new Set(after.creatorCodes.map(({ code, creatorId }) => `${code.toUpperCase()} ${creatorId}`));
  return (
    usefulness[after.use] < usefulness[before.use] ||
    before.creatorCodes.some(({ code, creatorId }) => !kept.has(`${code.toUpperCase()} ${creatorId}`))
  );
}

function isHigherMinimum(before: Terms, after: Terms): boolean {
  const earlier = new Map(before.minimumPayouts.map(({ currency, amountMinor }) => [currency, amountMinor]));
  return after.minimumPayouts.some(({ currency, amountMinor }) => amountMinor > (earlier.get(currency) ?? 0));
}

/** Amounts of two kinds cannot be compared: such a change counts as a cut. */
function isLess(after: Rate, before: Rate): boolean {
  if (after.kind === 'share' && before.kind === 'share') return after.bps < before.bps;
  if (after.kind === 'flat' && before.kind === 'flat' && after.per === before.per) return after.amountMinor < before.amountMinor;
  return !(before.kind === 'share' && before.bps === 0);
}

/** Rules that tell more cases apart are not compared one by one: changing them counts as a cut. */
const casesMax = 100_000;

/** One example of everything that the rules tell apart, so that a thousand products under one rule are one case. */
function cases(rules: readonly RateRule[]): Goods[] | undefined {
  const skus = examples(rules.map((rule) => rule.skus));
  const creators = examples(rules.map((rule) => rule.creatorIds));
  const categories = [undefined, ...new Set(rules.flatMap(({ category }) => (category === undefined ? [] : [category])))];
  const currencies = ['', ...new Set(rules.flatMap(({ rate }) => (rate.kind === 'flat' ? [rate.currency] : [])))];
  if (skus.length * creators.length * categories.length * currencies.length > casesMax) return undefined;
  return skus.flatMap((sku) =>
    creators.flatMap((creator) =>
      categories.flatMap((category) =>
        currencies.map((currency) => ({ sku: sku ?? '', creatorId: (creator ?? '') as Id<'crt'>, category, currency })),
      ),
    ),
  );
}

/** A member of each set of lists that some name shares, and undefined for a name that no list has. */
function examples(lists: readonly (readonly string[] | undefined)[]): (string | undefined)[] {
  const listsOf = new Map<string, string>();
  for (const [at, list] of lists.entries()) for (const name of new Set(list)) listsOf.set(name, `${listsOf.get(name) ?? ''},${at}`);
  const byLists = new Map([...listsOf].map(([name, which]) => [which, name]));
  return [undefined, ...byLists.values()];
}
