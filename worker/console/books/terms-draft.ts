/** A programme's terms while they are being written: texts of fields, what is wrong with them, and the terms they make. Pure. */
import type * as z from 'zod';
import { type Benefit, Terms } from '#shared/contracts/books.ts';
import { parsePercent, percentText } from '../format.ts';

export type BenefitKind = Benefit['kind'] | 'none';
export interface TermsDraft {
  rate: string;
  windowDays: string;
  holdDays: string;
  benefit: BenefitKind;
  benefitRate: string;
  code: string;
  donationTo: string;
  excluded: string;
}

/** What a first programme begins with: common in retail, and every figure in sight. */
export const firstDraft: TermsDraft = {
  rate: '8',
  windowDays: '30',
  holdDays: '30',
  benefit: 'discount',
  benefitRate: '5',
  code: '',
  donationTo: '',
  excluded: '',
};

export function draftOf(terms: Terms): TermsDraft {
  const { benefit } = terms;
  return {
    rate: percentText(terms.rateBps),
    windowDays: String(terms.windowDays),
    holdDays: String(terms.holdDays),
    benefit: benefit?.kind ?? 'none',
    benefitRate: benefit ? percentText(benefit.bps) : '',
    code: benefit?.kind === 'discount' ? benefit.code : '',
    donationTo: benefit?.kind === 'donation' ? benefit.to : '',
    excluded: terms.excludedSkus.join('\n'),
  };
}

/** The fields that are wrong, by what is wrong with them. */
export type Wrong = Partial<Record<keyof TermsDraft, 'rate' | 'benefitRate' | 'window' | 'hold' | 'needed' | 'tooMany'>>;

export function wrongIn(draft: TermsDraft): Wrong {
  const wrong: Wrong = {};
  if (parsePercent(draft.rate) === undefined) wrong.rate = 'rate';
  if (wholeNumber(draft.windowDays, 1, 30) === undefined) wrong.windowDays = 'window';
  if (wholeNumber(draft.holdDays, 0, 90) === undefined) wrong.holdDays = 'hold';
  if (draft.benefit !== 'none' && !parsePercent(draft.benefitRate)) wrong.benefitRate = 'benefitRate';
  if (draft.benefit === 'discount' && !isLine(draft.code, 40)) wrong.code = 'needed';
  if (draft.benefit === 'donation' && !isLine(draft.donationTo, 100)) wrong.donationTo = 'needed';
  const skus = skusOf(draft.excluded);
  if (skus.length > 1000 || skus.some((sku) => sku.length > 100)) wrong.excluded = 'tooMany';
  return wrong;
}

/** Undefined while something is wrong. */
export function termsOf(draft: TermsDraft): Terms | undefined {
  if (Object.keys(wrongIn(draft)).length > 0) return undefined;
  return Terms.parse({
    rateBps: parsePercent(draft.rate) ?? 0,
    windowDays: Number(draft.windowDays),
    model: 'last',
    holdDays: Number(draft.holdDays),
    benefit: benefitOf(draft),
    excludedSkus: skusOf(draft.excluded),
  } satisfies z.input<typeof Terms>);
}

export const isSame = (one: Terms, other: Terms): boolean => JSON.stringify(draftOf(one)) === JSON.stringify(draftOf(other));

function benefitOf(draft: TermsDraft): Benefit | null {
  const bps = parsePercent(draft.benefitRate) ?? 0;
  if (draft.benefit === 'discount') return { kind: 'discount', bps, code: draft.code.trim() };
  if (draft.benefit === 'donation') return { kind: 'donation', bps, to: draft.donationTo.trim() };
  return draft.benefit === 'cashback' ? { kind: 'cashback', bps } : null;
}

const skusOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/\r?\n/)
      .map((sku) => sku.trim())
      .filter((sku) => sku !== ''),
  ),
];
const isLine = (text: string, max: number): boolean => text.trim() !== '' && text.trim().length <= max;

function wholeNumber(text: string, min: number, max: number): number | undefined {
  const value = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}
