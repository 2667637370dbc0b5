/** Coming terms in words, each with its day: what a creator can still decide by. */
import type { Rate } from '#shared/contracts/books.ts';
import type { TermsChanges, TermsNotice } from '#shared/contracts/creators.ts';
import { formatDay, formatMoment, formatMoney, formatRate } from '../format.ts';
import { locale, words } from '../look.ts';
import { Notice } from '../ui/notice.tsx';

const shownMax = 5;

/** The soonest first. */
export function TermsNotices({ notices, now }: { notices: readonly TermsNotice[]; now: number }) {
  const said = words.value.earnings.notices;
  const later = notices.length - shownMax;
  return (
    <>
      {notices.slice(0, shownMax).map((notice) => (
        <One key={`${notice.brand.id} ${notice.from}`} notice={notice} now={now} />
      ))}
      {later > 0 ? <Notice>{said.more(later)}</Notice> : null}
    </>
  );
}

function One({ notice: { brand, from, isNear, changes }, now }: { notice: TermsNotice; now: number }) {
  const said = words.value.earnings.notices;
  const day = formatDay(locale.value, from, now);
  const { rate } = changes;
  const first = rate ? said.rate(brand.name, day, rateOf(rate.before), rateOf(rate.after)) : said.terms(brand.name, day);
  const gap = words.value.common.sentenceGap;
  return (
    <Notice {...(isNear ? { kind: 'caution', title: said.near } : {})}>
      <p title={formatMoment(locale.value, from)}>{[first, ...details(changes)].join(gap)}</p>
    </Notice>
  );
}

function details({ windowDays, holdDays, model, newlyExcludedCount, minimumPayouts, others }: TermsChanges): string[] {
  const said = words.value.earnings.notices;
  const { models } = words.value.terms;
  const minimum = (minor: number, currency: string): string => (minor === 0 ? said.none : formatMoney(locale.value, minor, currency));
  return [
    ...(windowDays ? [said.window(windowDays.before, windowDays.after)] : []),
    ...(holdDays ? [said.hold(holdDays.before, holdDays.after)] : []),
    ...(model ? [said.model(models[model.before], models[model.after])] : []),
    ...(newlyExcludedCount > 0 ? [said.excluded(newlyExcludedCount)] : []),
    ...minimumPayouts.map(({ currency, beforeMinor, afterMinor }) =>
      said.minimum(currency, minimum(beforeMinor, currency), minimum(afterMinor, currency)),
    ),
    ...(others.length > 0 ? [said.others(others.map((one) => said.other[one]))] : []),
  ];
}

function rateOf(rate: Rate): string {
  if (rate.kind === 'share') return formatRate(locale.value, rate.bps);
  const { money } = words.value;
  const amount = formatMoney(locale.value, rate.amountMinor, rate.currency);
  return rate.per === 'piece' ? money.flatEach(amount) : money.flatOrder(amount);
}
