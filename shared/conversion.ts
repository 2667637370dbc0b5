/**
 * An amount in another currency, by a dated rate that says where it comes from. What was converted cannot be converted again: no function takes it.
 */
import { fail } from './errors.ts';
import { exponentOf, partOfMinor } from './money.ts';

/** As a book keeps it. */
export interface OwnAmount {
  kind: 'own';
  amountMinor: number;
  currency: string;
}

export interface DatedRate {
  /** "2026-11-25" */
  day: string;
  from: string;
  to: string;
  /** Units of `to` for one of `from`, in decimal. */
  rate: string;
  source: string;
}

/** For reading only: it names what it was made from. */
export interface ConvertedAmount {
  kind: 'converted';
  amountMinor: number;
  currency: string;
  of: OwnAmount;
  by: DatedRate;
}

export const own = (amountMinor: number, currency: string): OwnAmount => ({ kind: 'own', amountMinor, currency });

/** Rounded once, half to even. */
export function converted(of: OwnAmount, by: DatedRate): ConvertedAmount {
  if (by.from !== of.currency) fail('unprocessable', `A rate from ${by.from} does not fit an amount in ${of.currency}.`);
  const [whole = '', fraction = ''] = by.rate.split('.');
  const digits = fraction.replace(/0+$/, '');
  const above = powered(Number(whole + digits), exponentOf(by.to));
  const below = powered(1, digits.length + exponentOf(by.from));
  return { kind: 'converted', amountMinor: partOfMinor(of.amountMinor, above, below), currency: by.to, of, by };
}

const powered = (count: number, zeros: number): number => Number(`${count}${'0'.repeat(zeros)}`);
