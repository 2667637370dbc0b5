/** Amounts, rates and times, always in one form. */
import { formatDay, formatMoment, formatMoney, formatRate } from '../format.ts';
import { locale } from '../look.ts';
import { type Rated, rateText } from './rate-text.ts';

export function Money({ minor, currency, plain = false }: { minor: number; currency: string; plain?: boolean }) {
  return <span class={plain ? 'number' : 'number money'}>{formatMoney(locale.value, minor, currency)}</span>;
}

export const Rate = ({ bps }: { bps: number }) => <span class="number">{formatRate(locale.value, bps)}</span>;

export const RateOf = ({ credit }: { credit: Rated }) =>
  credit.rateBps === null ? <span class="number">{rateText(credit)}</span> : <Rate bps={credit.rateBps} />;

/** The day, with the exact moment as title. */
export function Day({ at, now }: { at: number; now: number }) {
  return (
    <time class="number" dateTime={new Date(at).toISOString()} title={formatMoment(locale.value, at)}>
      {formatDay(locale.value, at, now)}
    </time>
  );
}
