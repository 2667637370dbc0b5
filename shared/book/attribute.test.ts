import { describe, expect, test } from 'vitest';
import { aTouch, day0, days, frozenFor, idFor, lineOf, orderEvent, termsEvent, toldBook } from '#test/harness/book.ts';
import type { Terms } from '../contracts/books.ts';
import { pathMax } from './attribute.ts';
import type { KeptTerms, OrderRecorded, Touch } from './events.ts';

const [one, two, three] = [idFor('crt', 1), idFor('crt', 2), idFor('crt', 3)];
const touch = (number: number, creatorId: Touch['creatorId'], changes: Partial<Touch> = {}): Touch =>
  aTouch(number, { creatorId, clickedAt: day0 + number * 1000, ...changes });
const using = (model: Terms['model']) => ({ frozen: frozenFor({ model }) });
const placedAt = day0 + days(1);

function split(terms: Partial<KeptTerms>, order: Partial<OrderRecorded>) {
  const told = toldBook([termsEvent(1, terms), orderEvent(1, { placedAt, at: placedAt, lines: [lineOf(1, 10_000)], ...order })]);
  const { credits = [], reason = null } = told.order() ?? {};
  return { told, reason, parts: credits.map(({ creatorId, baseMinor, amountMinor }) => [creatorId, baseMinor, amountMinor]) };
}

describe('the model of the last click divides the goods', () => {
  const path = (model: Terms['model']) => [touch(1, one), touch(2, two), touch(3, three, using(model))];
  const cases: [Terms['model'], unknown[]][] = [
    ['last', [[three, 10_000, 1000]]],
    ['first', [[one, 10_000, 1000]]],
    [
      'linear',
      [
        [one, 3334, 333],
        [two, 3333, 333],
        [three, 3333, 333],
      ],
    ],
    [
      'position',
      [
        [one, 4000, 400],
        [two, 2000, 200],
        [three, 4000, 400],
      ],
    ],
  ];
  test.each(cases)('%s', (model, parts) => {
    expect(split({}, { touches: path(model) }).parts).toEqual(parts);
  });
  test('decay: a click of a half-life ago weighs half', () => {
    const touches = [
      touch(1, one, { clickedAt: day0, frozen: frozenFor({ windowDays: 90 }) }),
      touch(2, two, { clickedAt: day0 + days(5), frozen: frozenFor({ model: 'decay', windowDays: 90 }) }),
    ];
    const { parts } = split({ halfLifeDays: 5 }, { touches, placedAt: day0 + days(20), at: day0 + days(20) });
    expect(parts).toEqual([
      [one, 3333, 333],
      [two, 6667, 667],
    ]);
  });
  test('whatever the order of the receipts', () => {
    expect(split({}, { touches: path('position').reverse() }).parts).toEqual(split({}, { touches: path('position') }).parts);
  });
  test('each creator gets the rate of their own quote', () => {
    const touches = [touch(1, one, { frozen: frozenFor({ rateBps: 500 }) }), touch(2, two, using('linear'))];
    expect(split({}, { touches }).parts).toEqual([
      [one, 5000, 250],
      [two, 5000, 500],
    ]);
  });
  test('one creator by two contents has two credits', () => {
    const touches = [
      touch(1, one, { contentUrl: 'https://a.example/' }),
      touch(2, one, { contentUrl: 'https://b.example/', ...using('linear') }),
    ];
    expect(
      split({}, { touches })
        .told.order()
        ?.credits.map((credit) => [credit.contentUrl, credit.baseMinor]),
    ).toEqual([
      ['https://a.example/', 5000],
      ['https://b.example/', 5000],
    ]);
  });
  test('clicks that do not count are on no path', () => {
    const touches = [touch(1, one, { traffic: 'duplicate' }), touch(2, two, { clickedAt: placedAt + 1 }), touch(3, three, using('linear'))];
    expect(split({}, { touches }).parts).toEqual([[three, 10_000, 1000]]);
  });
  test('of a longer path the newest count', () => {
    const touches = Array.from({ length: pathMax + 1 }, (_, at) => touch(at + 1, idFor('crt', at + 1), using('linear')));
    const { parts } = split({}, { touches });
    expect(parts).toHaveLength(pathMax);
    expect(parts[0]?.[0]).toBe(idFor('crt', 2));
  });
  test('the written credit says its part of the whole', () => {
    const { told } = split({}, { touches: path('position') });
    expect(told.book.decision('order:webhook:order-1')?.credits.map((credit) => credit.weight)).toEqual([
      { is: 2, of: 5 },
      { is: 1, of: 5 },
      { is: 2, of: 5 },
    ]);
  });
});

describe('assists', () => {
  const assists = { bps: 1000, countMax: 2 };
  test('get their part, the winner the rest', () => {
    expect(split({ assists }, { touches: [touch(1, one), touch(2, two), touch(3, three)] }).parts).toEqual([
      [one, 1000, 100],
      [two, 1000, 100],
      [three, 8000, 800],
    ]);
  });
  test('are at most so many, the nearest first', () => {
    expect(split({ assists: { bps: 1000, countMax: 1 } }, { touches: [touch(1, one), touch(2, two), touch(3, three)] }).parts).toEqual([
      [two, 1000, 100],
      [three, 9000, 900],
    ]);
  });
  test("are not one's own earlier clicks", () => {
    expect(split({ assists }, { touches: [touch(1, three), touch(3, three)] }).parts).toEqual([[three, 10_000, 1000]]);
  });
});

describe('codes', () => {
  const codes = (use: Terms['codes']['use'], othersCode: Terms['codes']['othersCode'] = 'ignore'): Partial<KeptTerms> => ({
    benefit: { kind: 'discount', bps: 500, code: 'GLOSS5' },
    codes: { use, creatorCodes: [{ code: 'MARA10', creatorId: two }], othersCode },
  });
  const clicked = [touch(1, one)];
  const cases: [string, Partial<KeptTerms>, Partial<OrderRecorded>, unknown[], string | null][] = [
    ['off: a code alone earns nothing', codes('off'), { touches: [], codes: ['MARA10'] }, [], 'no_click'],
    ['fallback: a code without a click earns', codes('fallback'), { touches: [], codes: ['MARA10'] }, [[two, 10_000, 1000]], null],
    ['fallback: a click goes before', codes('fallback'), { touches: clicked, codes: ['MARA10'] }, [[one, 10_000, 1000]], null],
    ['priority: a code goes before', codes('priority'), { touches: clicked, codes: ['MARA10'] }, [[two, 10_000, 1000]], null],
    ['typed in small letters', codes('priority'), { touches: [], codes: ['mara10'] }, [[two, 10_000, 1000]], null],
    ["another's code, ignored", codes('off'), { touches: clicked, codes: ['HONEY'] }, [[one, 10_000, 1000]], null],
    ["another's code, that denies", codes('off', 'deny'), { touches: clicked, codes: ['HONEY'] }, [], 'others_code'],
    ["the benefit's own code denies nothing", codes('off', 'deny'), { touches: clicked, codes: ['gloss5'] }, [[one, 10_000, 1000]], null],
    ["a creator's code denies nothing", codes('off', 'deny'), { touches: clicked, codes: ['MARA10'] }, [[one, 10_000, 1000]], null],
    [
      "a creator's code with priority goes before another's",
      codes('priority', 'deny'),
      { touches: [], codes: ['HONEY', 'MARA10'] },
      [[two, 10_000, 1000]],
      null,
    ],
    [
      'fallback after a window that is over',
      codes('fallback'),
      { touches: [touch(1, one, { frozen: frozenFor({ windowDays: 0 }) })], codes: ['MARA10'] },
      [[two, 10_000, 1000]],
      null,
    ],
  ];
  test.each(cases)('%s', (_, terms, order, parts, reason) => {
    const result = split(terms, order);
    expect([result.parts, result.reason]).toEqual([parts, reason]);
  });
  test('a credit by a code says so, and has no click', () => {
    const { told } = split(codes('priority'), { touches: [], codes: ['mara10'] });
    expect(told.book.decision('order:webhook:order-1')?.credits[0]).toMatchObject({ code: 'MARA10', clickId: null, clickedAt: null });
  });
});

describe('why nobody earns', () => {
  const cases: [string, Partial<OrderRecorded>, string | null][] = [
    ['told on the last day', { at: placedAt + days(10) }, null],
    ['told later', { at: placedAt + days(10) + 1 }, 'late_report'],
    ['a stand-down click only', { touches: [touch(1, one, { traffic: 'stand_down' })] }, 'stand_down'],
    ['a click without consent only', { touches: [touch(1, one, { traffic: 'consent_off' })] }, 'consent_off'],
    [
      'suspect goes before a window that is over',
      { touches: [touch(1, one, { traffic: 'suspect' }), touch(2, one, { frozen: frozenFor({ windowDays: 0 }) })] },
      'fraud_hold',
    ],
    [
      'a window that is over goes before a stand-down',
      { touches: [touch(1, one, { traffic: 'stand_down' }), touch(2, one, { frozen: frozenFor({ windowDays: 0 }) })] },
      'window_over',
    ],
    [
      'a stand-down whose own window is over',
      { touches: [touch(1, one, { traffic: 'stand_down', frozen: frozenFor({ windowDays: 0 }) })] },
      'no_click',
    ],
  ];
  test.each(cases)('%s', (_, order, reason) => {
    expect(split({ reportDaysMax: 10 }, { touches: [touch(1, one)], ...order }).reason).toBe(reason);
  });
  test('the same number from another source is a duplicate, whoever comes first', () => {
    const told = toldBook([termsEvent(1), orderEvent(1), orderEvent(1, { source: 'shopify', ref: idFor('ord', 2) }), orderEvent(2)]);
    expect(told.book.book.facts.order('shopify', 'order-1')?.reason).toBe('duplicate');
    expect(told.order(1)?.reason).toBeNull();
    expect(told.order(2)?.reason).toBeNull();
  });
});
