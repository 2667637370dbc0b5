import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeBytes, pushNumber, pushWhole, wholeAt } from './bytes.ts';
import { noSlots } from './slots.ts';
import { makeWordTable, rankOf, readPlaces, uniquePlace } from './word-table.ts';

test.each([
  [0, [0]],
  [127, [127]],
  [128, [128, 1]],
  [16_383, [255, 127]],
  [16_384, [128, 128, 1]],
  [2 ** 31 - 1, [255, 255, 255, 255, 7]],
])('%i takes as few bytes as it needs', (number, expected) => {
  const bytes = makeBytes(0);
  pushNumber(bytes, number);
  expect([...bytes.list.subarray(0, bytes.length)]).toEqual(expected);
});

test('whole numbers of 32 bits come back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 100 }), (values) => {
      const bytes = makeBytes(0);
      for (const value of values) pushWhole(bytes, value);
      expect(values.map((_, at) => wholeAt(bytes.list, at * 4))).toEqual(values);
    }),
  );
});

test('each word leads to all places that have it, whether many do, one or none', () => {
  const term = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 2 ** 32 - 1 }));
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(term, { maxLength: 12 }), { maxLength: 300 }), fc.array(term), (rows, others) => {
      const table = makeWordTable(rows.length, (visit) => {
        for (const [place, row] of rows.entries()) for (const one of row) visit(place, one);
      });
      for (const one of new Set([...rows.flat(), ...others])) {
        const expected = rows.flatMap((row, place) => (row.includes(one) ? place : []));
        const rank = rankOf(table, one);
        const slots = noSlots();
        if (rank !== undefined) readPlaces(table, rank, slots);
        const hasTerm = (place: number): boolean => rows[place]?.includes(one) === true;
        const only = rank === undefined ? uniquePlace(table, { term: one, length: rows.length, hasTerm }) : undefined;
        expect(rank === undefined ? [only].filter((place) => place !== undefined) : [...slots.list.subarray(0, slots.length)]).toEqual(
          expected,
        );
        if (rank !== undefined) expect(table.counts[rank]).toBe(expected.length);
      }
      const counts = [...table.counts];
      expect(counts).toEqual([...counts].sort((a, b) => b - a));
    }),
    { numRuns: 100, seed: 3 },
  );
});
