/** Currency names as pages print them, and which currency a bare symbol means on this page. */

/** ISO codes; a price in another code is not taken for one. */
const KNOWN = new Set(Intl.supportedValuesOf('currency'));

/** Printed form (lower case) to code; a list of codes means that the page must tell which. */
const PRINTED: Record<string, string> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  $: 'USD CAD AUD NZD MXN ARS CLP COP SGD HKD TWD UYU DOP',
  us$: 'USD',
  u$s: 'USD',
  'us $': 'USD',
  ca$: 'CAD',
  c$: 'CAD',
  'c $': 'CAD',
  a$: 'AUD',
  au$: 'AUD',
  'au $': 'AUD',
  nz$: 'NZD',
  hk$: 'HKD',
  s$: 'SGD',
  nt$: 'TWD',
  ntd: 'TWD',
  mx$: 'MXN',
  r$: 'BRL',
  '¥': 'JPY CNY',
  '￥': 'CNY JPY',
  円: 'JPY',
  元: 'CNY TWD HKD',
  rmb: 'CNY',
  人民币: 'CNY',
  '₩': 'KRW',
  '￦': 'KRW',
  원: 'KRW',
  '₹': 'INR',
  rs: 'INR PKR LKR NPR',
  'rs.': 'INR PKR LKR NPR',
  '₽': 'RUB',
  руб: 'RUB BYN',
  'руб.': 'RUB BYN',
  'р.': 'RUB BYN',
  rur: 'RUB',
  byr: 'BYN',
  '₴': 'UAH',
  грн: 'UAH',
  'грн.': 'UAH',
  '₸': 'KZT',
  '₺': 'TRY',
  tl: 'TRY',
  zł: 'PLN',
  zl: 'PLN',
  kč: 'CZK',
  kc: 'CZK',
  ft: 'HUF',
  lei: 'RON MDL',
  лв: 'BGN',
  'лв.': 'BGN',
  kr: 'SEK NOK DKK ISK',
  'kr.': 'DKK SEK NOK ISK',
  ':-': 'SEK',
  'chf.': 'CHF',
  fr: 'CHF',
  'fr.': 'CHF',
  sfr: 'CHF',
  'sfr.': 'CHF',
  '₪': 'ILS',
  '฿': 'THB',
  บาท: 'THB',
  '₫': 'VND',
  đ: 'VND',
  '₱': 'PHP',
  rp: 'IDR',
  'rp.': 'IDR',
  rm: 'MYR',
  '₦': 'NGN',
  r: 'ZAR',
  's/': 'PEN',
  's/.': 'PEN',
  'د.إ': 'AED',
  درهم: 'AED',
  'ر.س': 'SAR',
  'ر.س.': 'SAR',
  ريال: 'SAR QAR',
  'ج.م': 'EGP',
  جنيه: 'EGP',
  'د.ك': 'KWD',
  din: 'RSD',
  'din.': 'RSD',
  рсд: 'RSD',
  лева: 'BGN',
};

/** Country (ISO or domain ending) to its currency. */
const COUNTRIES =
  'ae AED ar ARS at EUR au AUD be EUR bg BGN br BRL by BYN ca CAD ch CHF cl CLP cn CNY co COP cy EUR cz CZK de EUR dk DKK ee EUR eg EGP es EUR eu EUR fi EUR fr EUR gb GBP gr EUR hk HKD hr EUR hu HUF id IDR ie EUR il ILS in INR is ISK it EUR jp JPY kr KRW kw KWD kz KZT lk LKR lt EUR lu EUR lv EUR ma MAD md MDL mt EUR mx MXN my MYR ng NGN nl EUR no NOK nz NZD pe PEN ph PHP pk PKR pl PLN pt EUR qa QAR ro RON rs RSD ru RUB sa SAR se SEK sg SGD si EUR sk EUR th THB tr TRY tw TWD ua UAH uk GBP us USD uy UYU vn VND za ZAR';
const COUNTRY_CURRENCY = new Map(COUNTRIES.split(/ (?=[a-z])/).map((pair): [string, string] => [pair.slice(0, 2), pair.slice(3)]));

/** Words that are also a unit or a plain word: they count only where the page itself points at that currency. */
const WEAK = new Set(['ft', 'fr', 'fr.', 'r', 'rp', 'rp.', 'rm', 'din', 'din.', 'tl', 'kc', 'zl', 's/', ':-', 'kr', 'kr.', 'р.', 'lei']);

/** The code for a printed currency; `expected` is what this page's data, language or country say. */
export function currencyCode(printed: string, expected: readonly string[] = []): string | undefined {
  const text = printed.normalize('NFC').trim();
  if (KNOWN.has(text)) return text;
  const key = text.toLowerCase().replace(/\s+/g, ' ');
  const codes = Object.hasOwn(PRINTED, key) ? PRINTED[key]?.split(' ') : undefined;
  if (!codes) return undefined;
  const told = expected.find((code) => codes.includes(code));
  if (told) return told;
  if (WEAK.has(key)) return undefined;
  return codes.length === 1 || expected.length === 0 || key === '$' ? codes[0] : undefined;
}

/** A code out of structured data, where lower case and symbols are common. */
export function declaredCurrency(value: string, expected: readonly string[] = []): string | undefined {
  return currencyCode(value.trim().toUpperCase(), expected);
}

/** Currencies that the language tags and the address of a page point at, most telling first. */
export function currenciesOf(url: URL, languages: readonly string[]): string[] {
  const found = new Set<string>();
  const add = (country: string | undefined) => {
    const code = country && COUNTRY_CURRENCY.get(country.toLowerCase());
    if (code) found.add(code);
    return Boolean(code);
  };
  add(/\.([a-z]{2})$/.exec(url.hostname)?.[1]);
  for (const part of [...url.hostname.split('.').slice(0, -2), ...url.pathname.split('/').slice(1, 3)]) {
    const [, first, second] = /^([a-z]{2})(?:[-_]([a-z]{2}))?$/i.exec(part) ?? [];
    if (!add(second)) add(first);
  }
  for (const language of languages) add(/^[a-z]{2}(?:[-_][a-z]{4})?[-_]([a-z]{2})\b/i.exec(language)?.[1]);
  for (const language of languages) add(LANGUAGE_COUNTRY[language.slice(0, 2).toLowerCase()]);
  return [...found];
}

/** Languages that are at home in one country. */
const LANGUAGE_COUNTRY: Record<string, string> = {
  ja: 'jp',
  ko: 'kr',
  pl: 'pl',
  cs: 'cz',
  hu: 'hu',
  da: 'dk',
  sv: 'se',
  nb: 'no',
  tr: 'tr',
  th: 'th',
  vi: 'vn',
  uk: 'ua',
  ro: 'ro',
  bg: 'bg',
};

/** Signs stand anywhere; words, but for those of scripts without spaces, only as whole words. */
const alternatives = (isWord: boolean) =>
  [...Object.keys(PRINTED), ...KNOWN]
    .filter((printed) => /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}]/u.test(printed) === isWord)
    .sort((one, other) => other.length - one.length)
    .map((printed) => printed.replace(/[.$/]/g, '\\$&'))
    .join('|');
const BEFORE = new RegExp(`((?<!\\p{L})(?:${alternatives(true)})|${alternatives(false)})\\s?$`, 'iu');
const AFTER = new RegExp(`^\\s?((?:${alternatives(true)})(?!\\p{L})|${alternatives(false)})`, 'iu');

/** The currency printed at the end of `before` or at the start of `after`; `length` says how much of that text it took. */
export function currencyBeside(
  before: string,
  after: string,
  expected: readonly string[],
): { currency: string; length: number } | undefined {
  for (const match of [BEFORE.exec(before), AFTER.exec(after)]) {
    const printed = match?.[1] ?? '';
    const isWordInLowerCase = /^[a-z]{3}$/i.test(printed) && KNOWN.has(printed.toUpperCase()) && printed !== printed.toUpperCase();
    const currency = printed && !isWordInLowerCase ? currencyCode(printed, expected) : undefined;
    if (currency && match) return { currency, length: match.index === 0 && match.input === after ? match[0].length : 0 };
  }
  return undefined;
}
