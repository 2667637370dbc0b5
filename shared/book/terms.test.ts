import { describe, expect, test } from 'vitest';
import { day0, days, idFor, termsEvent, toldBook } from '#test/harness/book.ts';
import type { Rate, RateRule, Terms } from '../contracts/books.ts';
import { effectiveFrom, fullTerms, inForce, isCut, rateFor } from './terms.ts';

const base = fullTerms(termsEvent(1).terms);
const terms = (changes: Partial<Terms>): Terms => ({ ...base, ...changes });
const share = (bps: number): Rate => ({ kind: 'share', bps });
const flat = (amountMinor: number, per: 'order' | 'piece' = 'piece', currency = 'USD'): Rate => ({
  kind: 'flat',
  amountMinor,
  currency,
  per,
});
const [one, two] = [idFor('crt', 1), idFor('crt', 2)];

describe('the first rule that fits gives the rate', () => {
  const rates: RateRule[] = [
    { skus: ['tent'], creatorIds: [two], rate: share(2000) },
    { skus: ['tent', 'rope'], rate: flat(500) },
    { category: 'Sport > Shoes', rate: share(300) },
    { creatorIds: [two], rate: share(1500) },
  ];
  const cases: [string, { sku: string; category?: string; creatorId?: typeof one; currency?: string }, Rate][] = [
    ['no rule fits: the rate of all', { sku: 'cup' }, share(1000)],
    ['a product', { sku: 'rope' }, flat(500)],
    ['a product of one creator before the product of all', { sku: 'tent', creatorId: two }, share(2000)],
    ['a creator', { sku: 'cup', creatorId: two }, share(1500)],
    ['a flat amount in another currency does not fit', { sku: 'rope', currency: 'EUR' }, share(1000)],
    ['a flat amount in another currency lets a later rule fit', { sku: 'rope', currency: 'EUR', creatorId: two }, share(1500)],
    ['the category itself', { sku: 'cup', category: 'Sport > Shoes' }, share(300)],
    ['a category below it', { sku: 'cup', category: 'Sport > Shoes > Running' }, share(300)],
    ['a category below it, written closely', { sku: 'cup', category: 'Sport > Shoes>Running' }, share(300)],
    ['a category that only begins alike', { sku: 'cup', category: 'Sport > Shoeslaces' }, share(1000)],
    ['the category above', { sku: 'cup', category: 'Sport' }, share(1000)],
    ['a category elsewhere', { sku: 'cup', category: 'Home > Sport > Shoes' }, share(1000)],
  ];
  test.each(cases)('%s', (_, { sku, category, creatorId = one, currency = 'USD' }, rate) => {
    expect(rateFor(terms({ rates }), { sku, category, creatorId, currency })).toEqual(rate);
  });
});

const coded = (use: Terms['codes']['use'], code = 'MARA10', creatorId = two): Terms['codes'] => ({
  use,
  creatorCodes: [{ code, creatorId }],
  othersCode: 'ignore',
});

describe('a cut is what lets anybody earn less, later or for a shorter time', () => {
  const cases: [string, Partial<Terms>, Partial<Terms>, boolean][] = [
    ['nothing changes', {}, {}, false],
    ['a lower rate', { rateBps: 1000 }, { rateBps: 999 }, true],
    ['a higher rate', { rateBps: 1000 }, { rateBps: 1001 }, false],
    ['a shorter window', { windowDays: 30 }, { windowDays: 29 }, true],
    ['a longer window', { windowDays: 29 }, { windowDays: 30 }, false],
    ['a longer hold', { holdDays: 14 }, { holdDays: 15 }, true],
    ['a shorter hold', { holdDays: 15 }, { holdDays: 14 }, false],
    ['one more product that earns nothing', {}, { excludedSkus: ['cup'] }, true],
    ['one product that earns again', { excludedSkus: ['cup'] }, {}, false],
    ['another product that earns nothing', { excludedSkus: ['cup'] }, { excludedSkus: ['mug'] }, true],
    ['a product gets more', {}, { rates: [{ skus: ['cup'], rate: share(1200) }] }, false],
    ['a product gets less', {}, { rates: [{ skus: ['cup'], rate: share(800) }] }, true],
    ['a better rule goes', { rates: [{ skus: ['cup'], rate: share(1200) }] }, {}, true],
    ['a worse rule goes', { rates: [{ skus: ['cup'], rate: share(800) }] }, {}, false],
    [
      'a better rule no longer names one product',
      { rates: [{ skus: ['cup', 'mug'], rate: share(1200) }] },
      { rates: [{ skus: ['cup'], rate: share(1200) }] },
      true,
    ],
    [
      'a better rule names one product more',
      { rates: [{ skus: ['cup'], rate: share(1200) }] },
      { rates: [{ skus: ['cup', 'mug'], rate: share(1200) }] },
      false,
    ],
    ['a category gets less', {}, { rates: [{ category: 'Sport', rate: share(1) }] }, true],
    ['a creator gets less', {}, { rates: [{ creatorIds: [two], rate: share(1) }] }, true],
    ['a creator gets more', {}, { rates: [{ creatorIds: [two], rate: share(2000) }] }, false],
    [
      'the rate of all falls but every rule that named somebody stays',
      { rates: [{ creatorIds: [two], rate: share(1500) }] },
      { rateBps: 900, rates: [{ creatorIds: [two], rate: share(1500) }] },
      true,
    ],
    ['a higher flat amount', { rates: [{ rate: flat(500) }] }, { rates: [{ rate: flat(501) }] }, false],
    ['a lower flat amount', { rates: [{ rate: flat(500) }] }, { rates: [{ rate: flat(499) }] }, true],
    ['a flat amount in place of a share', {}, { rates: [{ rate: flat(500) }] }, true],
    ['a flat amount a piece in place of one an order', { rates: [{ rate: flat(500, 'order') }] }, { rates: [{ rate: flat(500) }] }, true],
    ['a flat amount where there was nothing', { rateBps: 0 }, { rateBps: 0, rates: [{ rate: flat(1) }] }, false],
    [
      'a flat amount for one currency only',
      { rateBps: 0, rates: [{ rate: flat(1) }] },
      { rateBps: 0, rates: [{ rate: flat(1, 'piece', 'EUR') }] },
      true,
    ],
    ['an earlier end of late reports', { reportDaysMax: 60 }, { reportDaysMax: 59 }, true],
    ['a later end of late reports', { reportDaysMax: 59 }, { reportDaysMax: 60 }, false],
    ['another model', { model: 'last' }, { model: 'linear' }, true],
    ['another half-life of decay', { model: 'decay', halfLifeDays: 7 }, { model: 'decay', halfLifeDays: 8 }, true],
    ['a half-life that no model uses', { halfLifeDays: 7 }, { halfLifeDays: 8 }, false],
    ['assists go', { assists: { bps: 1000, countMax: 1 } }, {}, true],
    ['assists come, from the winner', {}, { assists: { bps: 1000, countMax: 1 } }, true],
    ["others' codes begin to deny", {}, { codes: { use: 'off', creatorCodes: [], othersCode: 'deny' } }, true],
    ["others' codes no longer deny", { codes: { use: 'off', creatorCodes: [], othersCode: 'deny' } }, {}, false],
    ['codes count less', { codes: coded('priority') }, { codes: coded('fallback') }, true],
    ['codes count more', { codes: coded('off') }, { codes: coded('priority') }, false],
    ['a code goes', { codes: coded('fallback') }, { codes: { ...coded('fallback'), creatorCodes: [] } }, true],
    ['a code that did not count goes', { codes: coded('off') }, { codes: { ...coded('off'), creatorCodes: [] } }, false],
    ['a code in other letters stays', { codes: coded('fallback') }, { codes: coded('fallback', 'mara10') }, false],
    ['a code changes its owner', { codes: coded('fallback') }, { codes: coded('fallback', 'MARA10', one) }, true],
    ['a first minimum', {}, { minimumPayouts: [{ currency: 'USD', amountMinor: 1 }] }, true],
    [
      'a higher minimum',
      { minimumPayouts: [{ currency: 'USD', amountMinor: 1 }] },
      { minimumPayouts: [{ currency: 'USD', amountMinor: 2 }] },
      true,
    ],
    [
      'a lower minimum',
      { minimumPayouts: [{ currency: 'USD', amountMinor: 2 }] },
      { minimumPayouts: [{ currency: 'USD', amountMinor: 1 }] },
      false,
    ],
    ['a minimum goes', { minimumPayouts: [{ currency: 'USD', amountMinor: 2 }] }, {}, false],
    ['paid traffic is forbidden', {}, { paidTraffic: 'forbidden' }, true],
    ['paid traffic is allowed', { paidTraffic: 'forbidden' }, {}, false],
  ];
  test.each(cases)('%s', (_, before, after, expected) => {
    expect(isCut(terms(before), terms(after))).toBe(expected);
  });
  test('rules that tell too many cases apart count as a cut', () => {
    const rates = Array.from({ length: 50 }, (_, at) => ({
      skus: [`sku-${at}`],
      category: `category-${at}`,
      creatorIds: [idFor('crt', at)],
      rate: share(1000),
    }));
    expect(isCut(terms({ rates }), terms({ rates }))).toBe(true);
  });
});

test('a cut begins thirty days later, a raise at once, first terms at once', () => {
  expect(effectiveFrom(base, terms({ rateBps: 1 }), day0)).toBe(day0 + days(30));
  expect(effectiveFrom(base, terms({ rateBps: 2000 }), day0)).toBe(day0);
  expect(effectiveFrom(undefined, terms({ rateBps: 1 }), day0)).toBe(day0);
});

describe('in force is the highest version that has begun', () => {
  const versions = [
    { version: 1, from: 10 },
    { version: 2, from: 100 },
    { version: 3, from: 50 },
  ];
  test.each([
    [9, undefined],
    [10, 1],
    [49, 1],
    [50, 3],
    [100, 3],
  ])('at %i', (at, version) => {
    expect(inForce(versions, at)?.version).toBe(version);
    expect(inForce([...versions].reverse(), at)?.version).toBe(version);
  });
});

describe('in a book', () => {
  const cut = termsEvent(2, { rateBps: 500 }, day0 + 1);
  test('a cut waits, and says from when', () => {
    const { book } = toldBook([termsEvent(1), cut]);
    expect(book.decision(cut.id)?.outcome).toEqual({ result: 'recorded', from: day0 + 1 + days(30) });
    const { termsAt } = book.book.facts;
    expect([day0, day0 + 1 + days(30) - 1, day0 + 1 + days(30)].map((at) => termsAt(at)?.version)).toEqual([1, 1, 2]);
  });
  test('a raise after a cut takes its place before it began', () => {
    const raise = termsEvent(3, { rateBps: 1100 }, day0 + 2);
    const { book } = toldBook([termsEvent(1), cut, raise]);
    expect(book.decision(raise.id)?.outcome).toEqual({ result: 'recorded' });
    expect(book.book.facts.termsAt(day0 + days(60))?.version).toBe(3);
  });
});
