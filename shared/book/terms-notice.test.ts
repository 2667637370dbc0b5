import { describe, expect, test } from 'vitest';
import { day0, days, idFor, termsEvent } from '#test/harness/book.ts';
import type { Terms } from '../contracts/books.ts';
import { fullTerms } from './terms.ts';
import { nearFrom, type SetTerms, termsNotices, willBegin } from './terms-notice.ts';

const base = fullTerms(termsEvent(1).terms);
const [mine, other] = [idFor('crt', 1), idFor('crt', 2)];
const now = day0 + days(10);
const set = (version: number, from: number, changes: Partial<Terms> = {}): SetTerms => ({
  version,
  setAt: from - days(30),
  from,
  terms: { ...base, ...changes },
});
const first = set(1, day0);
const notices = (versions: readonly SetTerms[], at = now) => termsNotices(versions, { creatorId: mine, now: at });
const share = (bps: number) => ({ kind: 'share', bps }) as const;
const nothing = {
  rate: null,
  windowDays: null,
  holdDays: null,
  model: null,
  newlyExcludedCount: 0,
  minimumPayouts: [],
  others: [],
};

describe('what a coming version changes for a creator', () => {
  const flat = { kind: 'flat', amountMinor: 500, currency: 'USD', per: 'piece' } as const;
  const code = (creatorId = mine): Terms['codes'] => ({
    use: 'fallback',
    creatorCodes: [{ code: 'LINA', creatorId }],
    othersCode: 'ignore',
  });
  const without: Terms['codes'] = { ...code(), creatorCodes: [] };
  const cases: [string, Partial<Terms>, Partial<Terms>, object | null][] = [
    ['the rate of all', {}, { rateBps: 800 }, { rate: { before: share(1000), after: share(800) } }],
    ['the rate of all, where the creator has one', { rates: [{ creatorIds: [mine], rate: share(1500) }] }, { rateBps: 800 }, null],
    [
      "the creator's own rate",
      { rates: [{ creatorIds: [mine], rate: share(1500) }] },
      { rates: [] },
      { rate: { before: share(1500), after: share(1000) } },
    ],
    ["another's own rate", { rates: [{ creatorIds: [other], rate: share(1500) }] }, { rates: [] }, null],
    ['the rate of some products', { rates: [{ skus: ['tent'], rate: share(1500) }] }, { rates: [] }, { others: ['rates'] }],
    ['a flat amount', { rates: [{ rate: flat }] }, { rates: [] }, { others: ['rates'] }],
    [
      'window and hold',
      {},
      { windowDays: 14, holdDays: 30 },
      { windowDays: { before: 30, after: 14 }, holdDays: { before: 14, after: 30 } },
    ],
    ['the model', {}, { model: 'linear' }, { model: { before: 'last', after: 'linear' } }],
    ['excluded products', { excludedSkus: ['cup'] }, { excludedSkus: ['mug', 'mug', 'pot', 'cup'] }, { newlyExcludedCount: 2 }],
    [
      'a new minimum',
      {},
      { minimumPayouts: [{ currency: 'USD', amountMinor: 500 }] },
      { minimumPayouts: [{ currency: 'USD', beforeMinor: 0, afterMinor: 500 }] },
    ],
    ["the creator's code", { codes: code() }, { codes: without }, { others: ['codes'] }],
    ["another's code", { codes: code(other) }, { codes: without }, null],
    ['the half-life of another model', {}, { halfLifeDays: 3 }, null],
    ['the half-life', { model: 'decay' }, { model: 'decay', halfLifeDays: 3 }, { others: ['decay'] }],
    [
      'what else there is',
      {},
      { assists: { bps: 100, countMax: 1 }, paidTraffic: 'forbidden', reportDaysMax: 5 },
      { others: ['assists', 'paidTraffic', 'reportDays'] },
    ],
    ['the benefit, which is not the creator’s', {}, { benefit: null }, null],
  ];
  test.each(cases)('%s', (_, before, after, changes) => {
    const told = notices([set(1, day0, before), set(2, now + days(5), { ...before, ...after })]);
    expect(told.map((notice) => notice.changes)).toEqual(changes ? [{ ...nothing, ...changes }] : []);
  });
});

describe('a version is told', () => {
  const coming = set(2, now + days(5), { rateBps: 800 });
  test.each<[string, number, boolean[]]>([
    ['from when it was set', coming.setAt, [false]],
    ['as near not before its last two days', nearFrom(coming.from) - 1, [false]],
    ['as near in its last two days', nearFrom(coming.from), [true]],
    ['as near to the end', coming.from - 1, [true]],
    ['no more when it has begun', coming.from, []],
  ])('%s', (_, at, near) => {
    expect(notices([first, coming], at).map(({ isNear }) => isNear)).toEqual(near);
  });

  test('not when a later one took its place before it begins, or at that very time', () => {
    expect(notices([first, coming, set(3, now - 1, { rateBps: 1200 })])).toEqual([]);
    const instead = set(3, coming.from, { rateBps: 700 });
    expect(notices([instead, coming, first]).map(({ changes }) => changes.rate?.after)).toEqual([share(700)]);
  });

  test('beside the one after it, each against what is in force just before', () => {
    const then = set(3, now + days(9), { rateBps: 500 });
    expect(notices([then, first, coming]).map(({ from, setAt, changes }) => [from, setAt, changes.rate])).toEqual([
      [coming.from, coming.setAt, { before: share(1000), after: share(800) }],
      [then.from, then.setAt, { before: share(800), after: share(500) }],
    ]);
  });

  test('not when it is the first: it takes nothing away', () => expect(notices([coming])).toEqual([]));
});

test('a version that is not there does not begin', () => {
  expect(willBegin([first], 1)).toBe(true);
  expect(willBegin([first], 2)).toBe(false);
});
