/**
 * Money: a safe integer of minor units and an ISO 4217 code. The only place that rounds, divides or prints an amount.
 * Rounding is half to even and happens once; parts always sum to the whole (largest remainder).
 */

/** Minor digits by currency; a currency that is not here is refused, because guessing an exponent moves the decimal point. */
const exponents: Readonly<Record<string, number>> = {
  AED: 2, ARS: 2, AUD: 2, BDT: 2, BGN: 2, BHD: 3, BRL: 2, BYN: 2, CAD: 2, CHF: 2, CLP: 0, CNY: 2, COP: 2, CZK: 2, DKK: 2,
  EGP: 2, EUR: 2, GBP: 2, GEL: 2, HKD: 2, HUF: 2, IDR: 2, ILS: 2, INR: 2, ISK: 0, JOD: 3, JPY: 0, KES: 2, KRW: 0, KWD: 3,
  KZT: 2, MAD: 2, MXN: 2, MYR: 2, NGN: 2, NOK: 2, NZD: 2, OMR: 3, PEN: 2, PHP: 2, PKR: 2, PLN: 2, QAR: 2, RON: 2, RSD: 2,
  RUB: 2, SAR: 2, SEK: 2, SGD: 2, THB: 2, TND: 3, TRY: 2, TWD: 2, UAH: 2, USD: 2, UYU: 2, VND: 0, ZAR: 2,
}; // biome-ignore format: a table is read by columns

export const currencies: readonly string[] = Object.keys(exponents);
export const isCurrency = (code: string): boolean => Object.hasOwn(exponents, code);

export function exponentOf(currency: string): number {
  const exponent = exponents[currency];
  if (exponent === undefined) throw new RangeError(`unknown currency ${currency}`);
  return exponent;
}

export function assertMinor(amountMinor: number): number {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`amount is not a safe integer of minor units: ${amountMinor}`);
  return amountMinor;
}

export const addMinor = (a: number, b: number): number => assertMinor(assertMinor(a) + assertMinor(b));
export const subtractMinor = (a: number, b: number): number => assertMinor(assertMinor(a) - assertMinor(b));
export const sumMinor = (amounts: readonly number[]): number => amounts.reduce(addMinor, 0);

/** `amountMinor` for each of `count` pieces. */
export function timesMinor(amountMinor: number, count: number): number {
  if (!Number.isSafeInteger(count)) throw new RangeError(`a count is a whole number: ${count}`);
  const product = BigInt(assertMinor(amountMinor)) * BigInt(count);
  return assertMinor(Number(product));
}

/** `amountMinor` x `numerator` / `denominator`, half to even. */
export function partOfMinor(amountMinor: number, numerator: number, denominator: number): number {
  if (denominator === 0) throw new RangeError('a part of nothing has no amount');
  const [above, below] = [BigInt(assertMinor(numerator)), BigInt(assertMinor(denominator))];
  return divideHalfEven(BigInt(assertMinor(amountMinor)) * above * (below < 0n ? -1n : 1n), below < 0n ? -below : below);
}

/** `amountMinor` x `bps` / 10,000, half to even. */
export function shareOf(amountMinor: number, bps: number): number {
  if (!Number.isSafeInteger(bps)) throw new RangeError(`basis points are not an integer: ${bps}`);
  return divideHalfEven(BigInt(assertMinor(amountMinor)) * BigInt(bps), 10_000n);
}

/**
 * Splits a whole by weights. Each part is within one unit of its exact share; the parts sum to the whole.
 * Ties of the remainder go to the earlier part, so the same input always gives the same split.
 */
export function splitMinor(wholeMinor: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => {
    if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError(`a weight is a whole number of at least 0: ${weight}`);
    return sum + BigInt(weight);
  }, 0n);
  if (total === 0n) throw new RangeError('a split needs a weight above 0');
  const sign = wholeMinor < 0 ? -1n : 1n;
  const whole = BigInt(assertMinor(wholeMinor)) * sign;
  const parts = weights.map((weight, at) => {
    const exact = whole * BigInt(weight);
    return { at, floor: exact / total, remainder: exact % total };
  });
  let left = whole - parts.reduce((sum, part) => sum + part.floor, 0n);
  for (const part of [...parts].sort((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder > b.remainder ? -1 : 1))) {
    if (left === 0n) break;
    part.floor += 1n;
    left -= 1n;
  }
  return parts.map((part) => Number(part.floor * sign));
}

/** "12.50" and USD -> 1250. More digits than the currency has, or beyond the safe range: undefined, never rounded. */
export function parseAmount(text: string, currency: string): number | undefined {
  const match = /^(-?)(\d{1,16})(?:\.(\d{1,8}))?$/.exec(text.trim());
  if (!match || !isCurrency(currency)) return undefined;
  const exponent = exponentOf(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > exponent) return undefined;
  const value = Number(BigInt((match[2] ?? '') + fraction.padEnd(exponent, '0')));
  if (!Number.isSafeInteger(value)) return undefined;
  return match[1] && value !== 0 ? -value : value;
}

/** 1250 and USD -> "12.50": plain decimal, for exports and machines. People read `Intl` in their own language. */
export function printAmount(amountMinor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(assertMinor(amountMinor))).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const sign = amountMinor < 0 ? '-' : '';
  return exponent === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-exponent)}`;
}

function divideHalfEven(numerator: bigint, denominator: bigint): number {
  const negative = numerator < 0n;
  const size = negative ? -numerator : numerator;
  let quotient = size / denominator;
  const twice = (size % denominator) * 2n;
  if (twice > denominator || (twice === denominator && quotient % 2n === 1n)) quotient += 1n;
  return assertMinor(Number(negative ? -quotient : quotient));
}
