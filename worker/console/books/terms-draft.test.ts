import { describe, expect, test } from 'vitest';
import { Terms } from '#shared/contracts/books.ts';
import { draftOf, firstDraft, isSame, type TermsDraft, termsOf, wrongIn } from './terms-draft.ts';

const draft = (changes: Partial<TermsDraft> = {}): TermsDraft => ({ ...firstDraft, code: 'GLOSS5', ...changes });

describe('a draft says which field is wrong', () => {
  test.each<[string, Partial<TermsDraft>, object]>([
    ['nothing', {}, {}],
    ['a rate of 0', { rate: '0' }, {}],
    ['a rate of 100', { rate: '100' }, {}],
    ['a rate above 100', { rate: '100.01' }, { rate: 'rate' }],
    ['no rate', { rate: '' }, { rate: 'rate' }],
    ['a window of 0 days', { windowDays: '0' }, { windowDays: 'window' }],
    ['a window of 1 day', { windowDays: '1' }, {}],
    ['a window of 30 days', { windowDays: '30' }, {}],
    ['a window of 31 days', { windowDays: '31' }, { windowDays: 'window' }],
    ['half a day', { windowDays: '1.5' }, { windowDays: 'window' }],
    ['a hold of 0 days', { holdDays: '0' }, {}],
    ['a hold of 90 days', { holdDays: '90' }, {}],
    ['a hold of 91 days', { holdDays: '91' }, { holdDays: 'hold' }],
    ['a hold below 0', { holdDays: '-1' }, { holdDays: 'hold' }],
    ['a discount of nothing', { benefitRate: '0' }, { benefitRate: 'benefitRate' }],
    ['a discount without its code', { code: ' ' }, { code: 'needed' }],
    ['a code of 41 characters', { code: 'x'.repeat(41) }, { code: 'needed' }],
    ['a donation without receiver', { benefit: 'donation' }, { donationTo: 'needed' }],
    ['no benefit, whatever its fields say', { benefit: 'none', benefitRate: 'x', code: '' }, {}],
    ['a cashback without code', { benefit: 'cashback', code: '' }, {}],
    ['1,000 SKUs', { excluded: Array.from({ length: 1000 }, (_, at) => `s${at}`).join('\n') }, {}],
    ['1,001 SKUs', { excluded: Array.from({ length: 1001 }, (_, at) => `s${at}`).join('\n') }, { excluded: 'tooMany' }],
    ['an SKU of 101 characters', { excluded: 'x'.repeat(101) }, { excluded: 'tooMany' }],
  ])('%s', (_, changes, wrong) => {
    expect(wrongIn(draft(changes))).toEqual(wrong);
    expect(termsOf(draft(changes)) === undefined).toBe(Object.keys(wrong).length > 0);
  });
});

test.each<[string, Partial<TermsDraft>]>([
  ['discount', {}],
  ['cashback', { benefit: 'cashback', benefitRate: '2,5' }],
  ['donation', { benefit: 'donation', donationTo: 'Sea Rescue' }],
  ['nothing', { benefit: 'none' }],
  ['excluded products', { excluded: ' a \n\nb\r\na' }],
])('with %s, what the form makes is what the contract takes, and comes back as it was', (_, changes) => {
  const terms = termsOf(draft(changes));
  expect(terms).toEqual(Terms.parse(terms));
  if (!terms) throw new Error('no terms');
  expect(termsOf(draftOf(terms))).toEqual(terms);
  expect(isSame(terms, terms)).toBe(true);
  expect(isSame(terms, { ...terms, holdDays: terms.holdDays + 1 })).toBe(false);
});
