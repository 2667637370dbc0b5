/** Numbers and times as people read them, in their language and time zone. Exact: amounts go to `Intl` as decimal text, never as floats. */
import { printAmount } from '#shared/money.ts';

export const formatMoney = (locale: string, amountMinor: number, currency: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency }).format(printAmount(amountMinor, currency) as Intl.StringNumericLiteral);

/** 800 -> "8%". */
export const formatRate = (locale: string, bps: number): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(bps / 10_000);

export const formatCount = (locale: string, count: number): string => new Intl.NumberFormat(locale).format(count);

/** "3 Dec 2026"; without the year when it is this year's. */
export function formatDay(locale: string, at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(at);
}

/** "November 2026" of "2026-11". */
export const formatMonth = (locale: string, month: string): string =>
  new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.parse(`${month}-01T00:00:00Z`));

export const formatTime = (locale: string, at: number): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(at);

/** With zone, for titles: nothing left to guess. */
export const formatMoment = (locale: string, at: number): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }).format(at);

/** "2026-12-03", for file names and tables of machines. */
export const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** "8", "8.5", "8,25" or "8 %" -> basis points; undefined for anything else, also for more than two decimals. */
export function parsePercent(text: string): number | undefined {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*[%％]?$/.exec(text.trim());
  if (!match) return undefined;
  const bps = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return bps <= 10_000 ? bps : undefined;
}

/** 850 -> "8.5", for a field. */
export const percentText = (bps: number): string => String(bps / 100);
