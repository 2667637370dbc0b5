/** What a coming version of a programme's terms changes for one creator. */
import type { Rate, Terms } from '../contracts/books.ts';
import type { TermsChanges, TermsNotice } from '../contracts/creators.ts';
import type { Id } from '../ids.ts';
import { dayMs } from '../time.ts';
import { inForce, rateFor } from './terms.ts';

export const nearDays = 2;
/** When the last reminder of terms that begin then is due. */
export const nearFrom = (from: number): number => from - nearDays * dayMs;

export interface SetTerms {
  version: number;
  setAt: number;
  from: number;
  terms: Terms;
}
interface Asked {
  creatorId: Id<'crt'>;
  now: number;
}
export type BrandNotice = Omit<TermsNotice, 'brand'>;

/** Whether it comes into force at its time: a version set later with an earlier beginning takes its place before. */
export const willBegin = (versions: readonly Omit<SetTerms, 'terms' | 'setAt'>[], version: number): boolean => {
  const one = versions.find((each) => each.version === version);
  return one !== undefined && inForce(versions, one.from)?.version === version;
};

/** @param versions of one brand, in any order: those that come and the one in force. What changes nothing for this creator is no notice to them. */
export function termsNotices(versions: readonly SetTerms[], { creatorId, now }: Asked): BrandNotice[] {
  return versions
    .filter(({ version, from }) => from > now && willBegin(versions, version))
    .sort((a, b) => a.from - b.from)
    .flatMap(({ setAt, from, terms }) => {
      const before = inForce(versions, from - 1);
      const changes = before && changesFor(before.terms, terms, creatorId);
      return changes ? [{ setAt, from, isNear: now >= nearFrom(from), changes }] : [];
    });
}

function changesFor(before: Terms, after: Terms, creatorId: Id<'crt'>): TermsChanges | undefined {
  const excluded = new Set(before.excludedSkus);
  const changes: TermsChanges = {
    rate: different(defaultRate(before, creatorId), defaultRate(after, creatorId)),
    windowDays: different(before.windowDays, after.windowDays),
    holdDays: different(before.holdDays, after.holdDays),
    model: different(before.model, after.model),
    newlyExcludedCount: new Set(after.excludedSkus.filter((sku) => !excluded.has(sku))).size,
    minimumPayouts: minimumChanges(before, after),
    others: others
      .filter(({ of }) => JSON.stringify(of(before, creatorId)) !== JSON.stringify(of(after, creatorId)))
      .map(({ name }) => name),
  };
  const { newlyExcludedCount, minimumPayouts, others: also, ...pairs } = changes;
  const isChanged = newlyExcludedCount + minimumPayouts.length + also.length > 0 || Object.values(pairs).some((pair) => pair !== null);
  return isChanged ? changes : undefined;
}

/** Of goods that no rule for products or categories fits. */
const defaultRate = (terms: Terms, creatorId: Id<'crt'>): Rate => rateFor(terms, { sku: '', creatorId, currency: '' });

const different = <T>(before: T, after: T): { before: T; after: T } | null =>
  JSON.stringify(before) === JSON.stringify(after) ? null : { before, after };

function minimumChanges(before: Terms, after: Terms): TermsChanges['minimumPayouts'] {
  const minimumOf = ({ minimumPayouts }: Terms, currency: string): number =>
    minimumPayouts.find((one) => one.currency === currency)?.amountMinor ?? 0;
  const currencies = [...new Set([...before.minimumPayouts, ...after.minimumPayouts].map(({ currency }) => currency))].sort();
  return currencies
    .map((currency) => ({ currency, beforeMinor: minimumOf(before, currency), afterMinor: minimumOf(after, currency) }))
    .filter(({ beforeMinor, afterMinor }) => beforeMinor !== afterMinor);
}

/** Told by name only: how each is now stands in the programme. Nobody else's rules and codes are told. */
const others: readonly { name: TermsChanges['others'][number]; of: (terms: Terms, creatorId: Id<'crt'>) => unknown }[] = [
  {
    name: 'rates',
    of: ({ rates }, creatorId) =>
      rates
        .filter((rule) => !rule.creatorIds || rule.creatorIds.includes(creatorId))
        .map(({ skus, category, rate }) => ({ skus, category, rate }))
        .filter(({ skus, category, rate }) => skus !== undefined || category !== undefined || rate.kind === 'flat'),
  },
  {
    name: 'codes',
    of: ({ codes }, creatorId) => [
      codes.use,
      codes.othersCode,
      codes.creatorCodes.filter((one) => one.creatorId === creatorId).map(({ code }) => code.toUpperCase()),
    ],
  },
  { name: 'assists', of: ({ assists }) => assists },
  { name: 'decay', of: ({ model, halfLifeDays }) => (model === 'decay' ? halfLifeDays : null) },
  { name: 'paidTraffic', of: ({ paidTraffic }) => paidTraffic },
  { name: 'reportDays', of: ({ reportDaysMax }) => reportDaysMax },
];
