/** Prices as merchants write them: `549.00 PKR`, `12,50 EUR`, `$1,299.00`. Read exactly or not at all. */
import { exponentOf, isCurrency, parseAmount } from '#shared/money.ts';

export const amountStyles = ['auto', '1,234.56', '1.234,56', 'minor'] as const;
/** Which sign parts decimals; `minor` = whole cents; `auto` = told from the amount, and refused where it could be either. */
type AmountStyle = (typeof amountStyles)[number];

export interface PriceRules {
  style: AmountStyle;
  /** Sign (`$`, `kr`) to ISO 4217 code. */
  currencyOfSign: Readonly<Record<string, string>>;
  /** For prices that name none. */
  currency?: string;
}
export type ReadPrice = { price: { amountMinor: number; currency: string } | null; note?: string } | { reason: string };

/** @param declared the currency column, where there is one; it must agree with what the price itself says. */
export function readPrice(text: string, declared: string, rules: PriceRules): ReadPrice {
  const source = text.normalize('NFKC').replaceAll('\u2212', '-').trim();
  if (source === '') return { price: null };
  const { amount, signs } = apart(source);
  if (amount === undefined) return { reason: `price ${quoted(text)} is not one amount: write it like 12.50 USD` };
  const currency = currencyOf(signs, declared, rules);
  if ('reason' in currency) return currency;
  const plain = plainDecimal(amount, currency.code, rules.style)
    ?.replace(/^(-?)\./, '$10.')
    .replace(/\.$/, '');
  if (plain === undefined)
    return { reason: `price ${quoted(text)} can be read in two ways: write it with a decimal point, or tell the style in a mapping` };
  if (/^-?0*(?:\.0*)?$/.test(plain)) return { price: null };
  if (plain.startsWith('-')) return { reason: `price ${quoted(text)} is negative` };
  if (currency.code === undefined)
    return { price: null, note: `price ${quoted(text)} names no currency, so the row was kept without price` };
  const amountMinor = rules.style === 'minor' ? wholeNumber(plain) : parseAmount(plain, currency.code);
  if (amountMinor !== undefined) return { price: { amountMinor, currency: currency.code } };
  return { reason: unkeepable(text, plain, currency.code, rules.style) };
}

function unkeepable(text: string, plain: string, currency: string, style: AmountStyle): string {
  if (style === 'minor' && plain.includes('.'))
    return `price ${quoted(text)} is not a whole number of minor units, as the mapping says it is`;
  const decimals = plain.split('.')[1]?.replace(/0+$/, '').length ?? 0;
  return style !== 'minor' && decimals > exponentOf(currency)
    ? `price ${quoted(text)} has more decimals than ${currency} has: round it in the feed`
    : `price ${quoted(text)} is above 2^53 - 1 minor units, which cannot be kept exactly`;
}

/** Signs that mean one currency everywhere. The others ($, kr, ¥) mean what the feed says, or nothing. */
const plainSigns: Readonly<Record<string, string>> = {
  '€': 'EUR', '£': 'GBP', '₹': 'INR', '₩': 'KRW', '₽': 'RUB', '₺': 'TRY', '₫': 'VND', '₪': 'ILS', '₴': 'UAH', '₦': 'NGN', '฿': 'THB',
  '₱': 'PHP', '₸': 'KZT', US$: 'USD', CA$: 'CAD', C$: 'CAD', A$: 'AUD', AU$: 'AUD', NZ$: 'NZD', HK$: 'HKD', S$: 'SGD', NT$: 'TWD',
  MX$: 'MXN', R$: 'BRL', 'zł': 'PLN', 'Kč': 'CZK', RMB: 'CNY', '元': 'CNY', '円': 'JPY',
}; // biome-ignore format: a table is read by columns

function apart(source: string): { amount: string | undefined; signs: string[] } {
  const numbers = [...source.matchAll(/[-+]?\s?(?:(?<!\p{L})[.,])?\d(?:[\d.,'’\u066c]|[ ](?=\d{3}(?:\D|$)))*(?:[.,][-–—])?/gu)].map(
    (match) => match[0],
  );
  const [amount, ...others] = numbers;
  // Pages print one price several times, for screens of several sizes.
  if (amount === undefined || others.some((other) => other.trim() !== amount.trim())) return { amount: undefined, signs: [] };
  const at = source.indexOf(amount);
  const signs = source
    .split(amount.trim())
    .map((sign) => sign.trim())
    .filter((sign) => sign !== '');
  // A minus before the sign of the currency: -$5.00.
  const isNegative = signs[0]?.startsWith('-') === true && at > 0;
  return {
    amount: `${isNegative ? '-' : ''}${amount.replace(/[.,][-–—]$/, '').replaceAll(/[\s'’\u066c+]/g, '')}`,
    signs: signs.map((sign) => sign.replace(/^-/, '').trim()).filter((sign) => sign !== ''),
  };
}

function currencyOf(signs: readonly string[], declared: string, rules: PriceRules): { code: string | undefined } | { reason: string } {
  const told = new Set<string>();
  for (const sign of [...signs, declared.normalize('NFKC').trim()]) {
    const code = sign === '' ? undefined : codeOf(sign, rules);
    if (code === undefined) continue;
    if (!isCurrency(code)) return { reason: `currency ${quoted(sign)} is not known here: write an ISO 4217 code such as EUR` };
    told.add(code);
  }
  const codes = [...told];
  if (codes.length > 1) return { reason: `the price says ${codes[0]}, the currency column says ${codes[1]}: make them agree` };
  return { code: codes[0] ?? rules.currency };
}

/** Undefined for a sign that several currencies share and the feed does not explain. */
function codeOf(sign: string, { currencyOfSign }: PriceRules): string | undefined {
  const own = currencyOfSign[sign];
  if (own !== undefined) return own;
  if (Object.hasOwn(plainSigns, sign)) return plainSigns[sign];
  if (/^[a-z]{3}$/i.test(sign)) return sign.toUpperCase();
  return sharedSigns.has(sign.toLowerCase()) ? undefined : sign;
}
const sharedSigns: ReadonlySet<string> = new Set(['$', '¥', 'kr', 'kr.', 'rs', 'rs.', 'fr', 'fr.', 'lei']);

/** As `1234.56`; undefined where `.` or `,` could be either. */
function plainDecimal(amount: string, currency: string | undefined, style: AmountStyle): string | undefined {
  if (style === 'minor' || /^-?\d+$/.test(amount)) return amount;
  if (style === '1,234.56') return grouped(amount, ',', '.');
  if (style === '1.234,56') return grouped(amount, '.', ',');
  const [lastComma, lastPoint] = [amount.lastIndexOf(','), amount.lastIndexOf('.')];
  if (lastComma >= 0 && lastPoint >= 0) return lastComma > lastPoint ? grouped(amount, '.', ',') : grouped(amount, ',', '.');
  const mark = lastComma >= 0 ? ',' : '.';
  const parts = amount.split(mark);
  if (parts.length > 2) return grouped(amount, mark, mark === ',' ? '.' : ',');
  const digits = parts[1]?.length ?? 0;
  if (digits !== 3 || /^-?0*$/.test(parts[0] ?? '')) return amount.replace(',', '.');
  // Three digits: decimals in dinars; else thousands after a comma, and after a point nobody can tell.
  if (currency !== undefined && exponentOf(currency) === 3) return mark === '.' ? amount : undefined;
  return mark === ',' ? amount.replace(',', '') : undefined;
}

/** Groups must be of three digits (or of two, as in India), so that 1.5,00 is not taken for 15. */
function grouped(amount: string, group: string, decimal: string): string | undefined {
  const [whole = '', fraction = '', ...more] = amount.split(decimal);
  const groups = whole.split(group);
  const isWhole =
    groups.length === 1 || (/^-?\d{1,3}$/.test(groups[0] ?? '') && groups.slice(1).every((digits) => /^\d{2,3}$/.test(digits)));
  if (more.length > 0 || !isWhole || !/^\d*$/.test(fraction) || (groups.length > 1 && groups.at(-1)?.length === 2)) return undefined;
  return fraction === '' ? groups.join('') : `${groups.join('')}.${fraction}`;
}

function wholeNumber(text: string): number | undefined {
  const value = Number(text);
  return /^\d{1,16}$/.test(text) && Number.isSafeInteger(value) ? value : undefined;
}

const quoted = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
