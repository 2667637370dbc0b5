/** Month names by their first letters, in the languages where they differ. */
const MONTHS = [
  /^jan|^janv|^ene|^gen|^led|^sty/,
  /^f[eé]b|^f[eé]v|^úno|^lut/,
  /^mar|^mär|^mrz|^bře/,
  /^apr|^avr|^abr|^kwi|^dub/,
  /^ma[iy]|^mag|^maj|^mei/,
  /^jun|^juin|^giu|^cze/,
  /^jul|^juil|^lug|^lip/,
  /^aug|^aoû|^ago|^sie/,
  /^sep|^set|^wrz/,
  /^o[ck]t|^out|^ott|^paź/,
  /^nov|^lis/,
  /^de[czs]|^déc|^dic|^gru|^pro/,
];

/** A full date as people print it; day and month in figures only where their order is certain. */
export function printedDate(text: string): string | undefined {
  const [, year, month, day] = /(\d{4})\s?(?:年|년|[.\-/])\s?(\d{1,2})\s?(?:月|월|[.\-/])\s?(\d{1,2})(?!\d)/.exec(text) ?? [];
  if (year) return calendarDate(year, month, day);
  const dayFirst = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\.?\s(?:de\s)?(\p{L}{3,10})\.?,?\s(?:de\s)?((?:19|20)\d{2})/u.exec(text);
  const named = dayFirst ?? /(\p{L}{3,10})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s((?:19|20)\d{2})/u.exec(text);
  if (named) {
    const [, one = '', two = '', year4] = named;
    const name = (dayFirst ? two : one).toLowerCase();
    const at = MONTHS.findIndex((pattern) => pattern.test(name));
    return at < 0 ? undefined : calendarDate(year4, String(at + 1), dayFirst ? one : two);
  }
  const dotted = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})(?!\.?\d)/.exec(text);
  return dotted ? calendarDate(dotted[3], dotted[2], dotted[1]) : undefined;
}

/** ISO 8601; undefined for what no calendar has. */
export function calendarDate(year: string | undefined, month: string | undefined, day: string | undefined): string | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  return y >= 1990 && y <= 2100 && m >= 1 && m <= 12 && d >= 1 && d <= 31
    ? `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
    : undefined;
}
