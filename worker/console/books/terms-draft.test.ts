import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weightModels } from '#shared/book/attribution/models.ts';
import { Terms } from '#shared/contracts/books.ts';
import { idFor } from '#test/harness/book.ts';
import { exampleParts } from './model-example.tsx';
import { firstRule, moved } from './rule-draft.ts';
import { draftOf, firstDraft, isSame, type TermsDraft, termsOf, wrongIn } from './terms-draft.ts';

const creatorId = idFor('crt', 1);
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
    ['a half-life of 0 days, when the model has one', { model: 'decay', halfLifeDays: '0' }, { halfLifeDays: 'halfLife' }],
    ['a half-life of 0 days, when it has none', { halfLifeDays: '0' }, {}],
    ['assists of 30 %', { assistsMax: '3', assistRate: '30' }, {}],
    ['assists above 30 %', { assistsMax: '1', assistRate: '30.01' }, { assistRate: 'assistRate' }],
    ['assists of nothing', { assistsMax: '1', assistRate: '0' }, { assistRate: 'assistRate' }],
    ['assists with a model that has none', { model: 'linear', assistsMax: '1', assistRate: '99' }, {}],
    ['a code without its creator', { creatorCodes: 'MIA10' }, { creatorCodes: 'codes' }],
    ['a code of 41 characters for a creator', { creatorCodes: `${'x'.repeat(41)} ${creatorId}` }, { creatorCodes: 'codes' }],
    ['a minimum in no currency', { minimums: 'XYZ 5' }, { minimums: 'minimums' }],
    ['a minimum of nothing', { minimums: 'USD 0' }, { minimums: 'minimums' }],
    ['a minimum finer than its currency', { minimums: 'JPY 0.5' }, { minimums: 'minimums' }],
    ['no day for late orders', { reportDays: '0' }, { reportDays: 'reportDays' }],
    ['365 days for late orders', { reportDays: '365' }, {}],
    ['a rule without a rate', { rules: [firstRule] }, { rules: 'rule' }],
    ['a rule of 0 %', { rules: [{ ...firstRule, rate: '0' }] }, {}],
    ['a flat rule without its amount', { rules: [{ ...firstRule, gives: 'order', rate: '5' }] }, { rules: 'rule' }],
    ['a flat rule in no currency', { rules: [{ ...firstRule, gives: 'piece', amount: '5', currency: 'XY' }] }, { rules: 'rule' }],
    ['a rule for nobody that is known', { rules: [{ ...firstRule, rate: '5', creators: 'mia' }] }, { rules: 'rule' }],
    ['an SKU of 101 characters', { excluded: 'x'.repeat(101) }, { excluded: 'tooMany' }],
  ])('%s', (_, changes, wrong) => {
    expect(wrongIn(draft(changes))).toEqual(wrong);
    expect(termsOf(draft(changes)) === undefined).toBe(Object.keys(wrong).length > 0);
  });
});

test('every term that the contract knows goes through the form unchanged', () => {
  const rate = fc.oneof(
    fc.record({ kind: fc.constant('share' as const), bps: fc.integer({ min: 0, max: 10_000 }) }),
    fc.record({
      kind: fc.constant('flat' as const),
      amountMinor: fc.integer({ min: 1, max: 2 ** 53 - 1 }),
      currency: fc.constantFrom('USD', 'JPY', 'KWD'),
      per: fc.constantFrom('order' as const, 'piece' as const),
    }),
  );
  const names = fc.uniqueArray(fc.stringMatching(/^[a-zA-Z0-9-]{1,12}$/), { minLength: 1, maxLength: 4 });
  const creators = fc.uniqueArray(
    fc.integer({ min: 1, max: 99 }).map((number) => idFor('crt', number)),
    { minLength: 1, maxLength: 3 },
  );
  const model = fc.constantFrom(...weightModels);
  const terms = model.chain((chosen) =>
    fc.record({
      rateBps: fc.integer({ min: 0, max: 10_000 }),
      rates: fc.array(
        fc.record(
          { skus: names, category: fc.constantFrom('Sport', 'Sport > Tents'), creatorIds: creators, rate },
          { requiredKeys: ['rate'] },
        ),
        { maxLength: 4 },
      ),
      windowDays: fc.integer({ min: 1, max: 30 }),
      model: fc.constant(chosen),
      halfLifeDays: fc.integer({ min: 1, max: 30 }),
      codes: fc.record({
        use: fc.constantFrom('off' as const, 'fallback' as const, 'priority' as const),
        creatorCodes: names.map((codes) => codes.map((code) => ({ code, creatorId: idFor('crt', 1) }))),
        othersCode: fc.constantFrom('ignore' as const, 'deny' as const),
      }),
      assists:
        chosen === 'last' || chosen === 'first'
          ? fc.option(fc.record({ bps: fc.integer({ min: 1, max: 3000 }), countMax: fc.integer({ min: 1, max: 3 }) }))
          : fc.constant(null),
      holdDays: fc.integer({ min: 0, max: 90 }),
      benefit: fc.option(
        fc.record({ kind: fc.constant('discount' as const), bps: fc.integer({ min: 1, max: 10_000 }), code: fc.constant('G5') }),
      ),
      excludedSkus: names,
      minimumPayouts: fc.constantFrom(
        [],
        [
          { currency: 'USD', amountMinor: 5000 },
          { currency: 'JPY', amountMinor: 1 },
        ],
      ),
      paidTraffic: fc.constantFrom('allowed' as const, 'forbidden' as const),
      reportDaysMax: fc.integer({ min: 1, max: 365 }),
    }),
  );
  fc.assert(
    fc.property(terms, (given) => {
      expect(termsOf(draftOf(Terms.parse(given)))).toEqual(Terms.parse(given));
    }),
    { numRuns: 200 },
  );
  expect(Object.keys(Terms.shape).sort()).toEqual(Object.keys(termsOf(draft()) ?? {}).sort());
});

test.each([
  [0, -1, 'abc'],
  [0, 1, 'bac'],
  [2, 1, 'abc'],
  [2, -1, 'acb'],
] as const)('the rule at %i moved by %i: %s', (at, by, after) => {
  expect(moved(['a', 'b', 'c'], at, by).join('')).toBe(after);
});

test.each<[string, Partial<TermsDraft>, number[] | undefined]>([
  ['the last click', {}, [0, 0, 10_000]],
  ['the last click with assists', { assistsMax: '2', assistRate: '10' }, [1000, 1000, 8000]],
  ['newer clicks more', { model: 'decay', halfLifeDays: '7' }, [1510, 3020, 5470]],
  ['a half-life that is wrong', { model: 'decay', halfLifeDays: 'x' }, undefined],
])('the example of %s', (_, changes, parts) => {
  expect(exampleParts(draft(changes))).toEqual(parts);
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
