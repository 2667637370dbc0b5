/** Amounts, shares and times as people read them. `locale` is the browser's own spelling of the notes' language. */

/** @param amount plain decimal, printed exactly. */
export function printPrice(amount: string, currency: string, locale: string): string {
  // Decimal strings are formatted without passing through a float.
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount as Intl.StringNumericLiteral);
}

/** A name inside a sentence: one written from right to left is kept apart, so that it does not pull the numbers beside it along. */
export function apart(name: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufefc]/.test(name) ? `\u2068${name}\u2069` : name;
}

/** 1000 basis points -> "10%". */
export function printShare(bps: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(bps / 10_000);
}

/** Day, year and time, for what must be exact. */
export function printMoment(at: number, locale: string): string {
  return new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
}

/** The time on the same day, else the day too: for what ends. */
export function printUntil(at: number, now: number, locale: string): string {
  const [then, today] = [new Date(at), new Date(now)];
  const day = then.toDateString() === today.toDateString() ? {} : { day: 'numeric' as const, month: 'short' as const };
  return then.toLocaleString(locale, { ...day, hour: '2-digit', minute: '2-digit' });
}

/** The time on the same day, the day in the same year, else the whole date. */
export function printWhen(at: number, now: number, locale: string): string {
  const [then, today] = [new Date(at), new Date(now)];
  if (then.toDateString() === today.toDateString()) return then.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  return printDay(at, now, locale);
}

/** Seconds into a video as its player prints them: "4:12", "1:02:03". */
export function printClock(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (count: number) => String(count).padStart(2, '0');
  const rest = two(Math.floor(seconds) % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** The day, with its year only where it is another one. */
export function printDay(at: number, now: number, locale: string): string {
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' as const };
  return new Date(at).toLocaleDateString(locale, { day: 'numeric', month: 'short', ...year });
}
