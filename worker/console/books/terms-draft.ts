/** A programme's terms while they are being written: texts of fields, what is wrong with them, and the terms they make. Pure. */
import type * as z from 'zod';
import { type Assists, type Benefit, type CodeRules, Terms } from '#shared/contracts/books.ts';
import { isId } from '#shared/ids.ts';
import { isCurrency, parseAmount, printAmount } from '#shared/money.ts';
import { parsePercent, percentText } from '../format.ts';
import { isRuleWrong, type RuleDraft, ruleDraftOf, ruleOf } from './rule-draft.ts';
import { linesOf } from './text-lines.ts';

export type BenefitKind = Benefit['kind'] | 'none';
export interface TermsDraft {
  rate: string;
  /** The first that fits counts. */
  rules: readonly RuleDraft[];
  windowDays: string;
  holdDays: string;
  model: Terms['model'];
  halfLifeDays: string;
  assistsMax: '0' | '1' | '2' | '3';
  assistRate: string;
  codeUse: CodeRules['use'];
  /** One a line: code, then the creator's id. */
  creatorCodes: string;
  othersCode: CodeRules['othersCode'];
  benefit: BenefitKind;
  benefitRate: string;
  code: string;
  donationTo: string;
  excluded: string;
  /** One a line: currency, then amount. */
  minimums: string;
  paidTraffic: Terms['paidTraffic'];
  reportDays: string;
}

/** What a first programme begins with: common in retail, and every figure in sight. */
export const firstDraft: TermsDraft = {
  rate: '8',
  rules: [],
  windowDays: '30',
  holdDays: '30',
  model: 'last',
  halfLifeDays: '7',
  assistsMax: '0',
  assistRate: '10',
  codeUse: 'off',
  creatorCodes: '',
  othersCode: 'ignore',
  benefit: 'discount',
  benefitRate: '5',
  code: '',
  donationTo: '',
  excluded: '',
  minimums: '',
  paidTraffic: 'allowed',
  reportDays: '60',
};

export function draftOf(terms: Terms): TermsDraft {
  const { benefit, assists, codes } = terms;
  return {
    rate: percentText(terms.rateBps),
    rules: terms.rates.map(ruleDraftOf),
    windowDays: String(terms.windowDays),
    holdDays: String(terms.holdDays),
    model: terms.model,
    halfLifeDays: String(terms.halfLifeDays),
    assistsMax: assists ? (String(assists.countMax) as TermsDraft['assistsMax']) : '0',
    assistRate: assists ? percentText(assists.bps) : firstDraft.assistRate,
    codeUse: codes.use,
    creatorCodes: codes.creatorCodes.map(({ code, creatorId }) => `${code} ${creatorId}`).join('\n'),
    othersCode: codes.othersCode,
    benefit: benefit?.kind ?? 'none',
    benefitRate: benefit ? percentText(benefit.bps) : '',
    code: benefit?.kind === 'discount' ? benefit.code : '',
    donationTo: benefit?.kind === 'donation' ? benefit.to : '',
    excluded: terms.excludedSkus.join('\n'),
    minimums: terms.minimumPayouts.map(({ currency, amountMinor }) => `${currency} ${printAmount(amountMinor, currency)}`).join('\n'),
    paidTraffic: terms.paidTraffic,
    reportDays: String(terms.reportDaysMax),
  };
}

export type WrongWith =
  | 'rate'
  | 'benefitRate'
  | 'window'
  | 'hold'
  | 'needed'
  | 'tooMany'
  | 'rule'
  | 'halfLife'
  | 'assistRate'
  | 'codes'
  | 'minimums'
  | 'reportDays';
/** The fields that are wrong, by what is wrong with them. */
export type Wrong = Partial<Record<keyof TermsDraft, WrongWith>>;

export const canAssist = ({ model }: Pick<TermsDraft, 'model'>): boolean => model === 'last' || model === 'first';

export function wrongIn(draft: TermsDraft): Wrong {
  const wrong: Wrong = {};
  if (parsePercent(draft.rate) === undefined) wrong.rate = 'rate';
  if (draft.rules.some(isRuleWrong)) wrong.rules = 'rule';
  if (wholeNumber(draft.windowDays, 1, 30) === undefined) wrong.windowDays = 'window';
  if (wholeNumber(draft.holdDays, 0, 90) === undefined) wrong.holdDays = 'hold';
  if (draft.model === 'decay' && wholeNumber(draft.halfLifeDays, 1, 30) === undefined) wrong.halfLifeDays = 'halfLife';
  if (hasAssists(draft) && !isAssistRate(parsePercent(draft.assistRate))) wrong.assistRate = 'assistRate';
  if (!creatorCodesOf(draft.creatorCodes)) wrong.creatorCodes = 'codes';
  if (draft.benefit !== 'none' && !parsePercent(draft.benefitRate)) wrong.benefitRate = 'benefitRate';
  if (draft.benefit === 'discount' && !isLine(draft.code, 40)) wrong.code = 'needed';
  if (draft.benefit === 'donation' && !isLine(draft.donationTo, 100)) wrong.donationTo = 'needed';
  const skus = linesOf(draft.excluded);
  if (skus.length > 1000 || skus.some((sku) => sku.length > 100)) wrong.excluded = 'tooMany';
  if (!minimumsOf(draft.minimums)) wrong.minimums = 'minimums';
  if (wholeNumber(draft.reportDays, 1, 365) === undefined) wrong.reportDays = 'reportDays';
  return wrong;
}

/** Undefined while something is wrong. */
export function termsOf(draft: TermsDraft): Terms | undefined {
  if (Object.keys(wrongIn(draft)).length > 0) return undefined;
  return Terms.parse({
    rateBps: parsePercent(draft.rate) ?? 0,
    rates: draft.rules.map(ruleOf),
    windowDays: Number(draft.windowDays),
    model: draft.model,
    // What the model does not use keeps a value that fits.
    halfLifeDays: wholeNumber(draft.halfLifeDays, 1, 30) ?? Number(firstDraft.halfLifeDays),
    codes: { use: draft.codeUse, creatorCodes: creatorCodesOf(draft.creatorCodes) ?? [], othersCode: draft.othersCode },
    assists: assistsOf(draft),
    holdDays: Number(draft.holdDays),
    benefit: benefitOf(draft),
    excludedSkus: linesOf(draft.excluded),
    minimumPayouts: minimumsOf(draft.minimums) ?? [],
    paidTraffic: draft.paidTraffic,
    reportDaysMax: Number(draft.reportDays),
  } satisfies Terms);
}

/** As the contract has them: nothing that a form shows or does not show is left out. */
export const isSame = (one: Terms, other: Terms): boolean => JSON.stringify(Terms.parse(one)) === JSON.stringify(Terms.parse(other));

function benefitOf(draft: TermsDraft): Benefit | null {
  const bps = parsePercent(draft.benefitRate) ?? 0;
  if (draft.benefit === 'discount') return { kind: 'discount', bps, code: draft.code.trim() };
  if (draft.benefit === 'donation') return { kind: 'donation', bps, to: draft.donationTo.trim() };
  return draft.benefit === 'cashback' ? { kind: 'cashback', bps } : null;
}

const hasAssists = (draft: TermsDraft): boolean => canAssist(draft) && draft.assistsMax !== '0';
const isAssistRate = (bps: number | undefined): boolean => bps !== undefined && bps >= 1 && bps <= 3000;
const assistsOf = (draft: TermsDraft): z.output<typeof Assists> | null =>
  hasAssists(draft) ? { bps: parsePercent(draft.assistRate) ?? 0, countMax: Number(draft.assistsMax) } : null;

function creatorCodesOf(text: string): CodeRules['creatorCodes'] | undefined {
  const lines = linesOf(text);
  const codes = lines.flatMap((line) => {
    const [code = '', creatorId, more] = line.split(/\s+/);
    return isId('crt', creatorId) && code.length <= 40 && more === undefined ? [{ code, creatorId }] : [];
  });
  return codes.length === lines.length && codes.length <= 1000 ? codes : undefined;
}

function minimumsOf(text: string): Terms['minimumPayouts'] | undefined {
  const lines = linesOf(text);
  const minimums = lines.flatMap((line) => {
    const [code = '', amount = '', more] = line.split(/\s+/);
    const currency = code.toUpperCase();
    const amountMinor = isCurrency(currency) ? parseAmount(amount, currency) : undefined;
    return amountMinor !== undefined && amountMinor > 0 && more === undefined ? [{ currency, amountMinor }] : [];
  });
  return minimums.length === lines.length && minimums.length <= 50 ? minimums : undefined;
}

const isLine = (text: string, max: number): boolean => text.trim() !== '' && text.trim().length <= max;

function wholeNumber(text: string, min: number, max: number): number | undefined {
  const value = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}
