import { currencyBeside } from './currency.ts';

/** As the page prints it: plain decimal and ISO 4217 code. */
export interface Price {
  amount: string;
  currency: string;
}

export interface PrintedPrice extends Price {
  start: number;
  end: number;
}

/** Three digits after one point or comma group thousands, but for these currencies they are a fraction. */
const THREE_DECIMALS = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'OMR', 'TND']);

const NUMBER =
  /\d{1,3}(?:[.,' ’]\d{3})+(?:[.,]\d{1,3})?(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,12}(?:[.,]\d{1,4})?万\d{0,4}|\d{1,12}(?:[.,]\d{1,20})?/g;

/** The plain decimal of a printed or declared number above zero ("1.234,56", "10.7500", 4.5); undefined for anything else. */
export function plainAmount(value: unknown, currency?: string): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value > 0 ? bounded(String(value)) : undefined;
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const text = value.trim();
  if (/^-|^[^\d]*-\d|\d[eE][+-]?\d/.test(text)) return undefined;
  const [number, more] = text.match(NUMBER) ?? [];
  return number && !more ? bounded(unified(number, currency)) : undefined;
}

/** All prices with their currency in a short text, in the order printed. */
export function pricesIn(text: string, expected: readonly string[]): PrintedPrice[] {
  const found: PrintedPrice[] = [];
  if (!/\d/.test(text)) return found;
  let taken = 0;
  for (const match of text.matchAll(NUMBER)) {
    const end = match.index + match[0].length;
    const after = text.slice(end, end + 12).replace(/^(?:,-|,–|\.-|,—|\.–)/, '');
    const beside = currencyBeside(text.slice(Math.max(taken, match.index - 8), match.index), after, expected);
    if (!beside || /^\s?%/.test(after)) continue;
    const amount = bounded(unified(match[0], beside.currency));
    taken = end + beside.length;
    if (amount) found.push({ amount, currency: beside.currency, start: match.index, end: taken });
  }
  return found;
}

export function samePrice(one: Price, other: Price): boolean {
  return one.currency === other.currency && Number(one.amount) === Number(other.amount);
}

/** Group marks gone, the fraction behind a point. */
function unified(number: string, currency: string | undefined): string {
  const [whole = '', below] = number.split('万');
  if (below !== undefined) return String(Number(unified(whole, undefined)) * 10_000 + Number(below || 0));
  const digits = number.replace(/[' ’]/g, '');
  const at = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (at < 0) return digits;
  const mark = digits[at] ?? '';
  const isRepeated = digits.indexOf(mark) !== at;
  const hasOtherMark = digits.includes(mark === '.' ? ',' : '.');
  const fraction = digits.slice(at + 1);
  const isGroup = fraction.length === 3 && !hasOtherMark && at <= 3 && digits[0] !== '0' && !(currency && THREE_DECIMALS.has(currency));
  return isRepeated || isGroup ? digits.replace(/[.,]/g, '') : `${digits.slice(0, at).replace(/[.,]/g, '')}.${fraction}`;
}

/** Within the snapshot's bounds, without needless zeros; a float's trailing noise is cut back to what was meant. */
function bounded(number: string): string | undefined {
  const plain = /\.\d{5,}$/.test(number) ? String(Number(Number(number).toPrecision(7))) : number;
  const [, whole = '', fraction = ''] = /^0*(\d{1,15}?)(?:\.(\d{1,4}?)0*)?$/.exec(plain) ?? [];
  if (!whole || !(Number(plain) > 0)) return undefined;
  return fraction && !/^0+$/.test(fraction) ? `${whole}.${fraction.padEnd(2, '0')}` : whole;
}
