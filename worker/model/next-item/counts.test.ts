import { expect, test } from 'vitest';
import { countSequences, scoreByCounts } from './counts.ts';

const sequences = [Int32Array.of(0, 1, 2), Int32Array.of(1, 2), Int32Array.of(3)];

test('a pair weighs 0.8 for every step between, over the root of its row', () => {
  const counts = countSequences(sequences, 4);
  const row = (item: number) =>
    Array.from({ length: (counts.rowStart[item + 1] ?? 0) - (counts.rowStart[item] ?? 0) }, (_, at) => {
      const place = (counts.rowStart[item] ?? 0) + at;
      return [counts.column[place], counts.weight[place]];
    });
  expect(row(0)).toEqual([
    [1, Math.fround(1 / Math.sqrt(1.8))],
    [2, Math.fround(0.8 / Math.sqrt(1.8))],
  ]);
  expect(row(1)).toEqual([[2, Math.fround(2 / Math.sqrt(2))]]);
  expect(row(2)).toEqual([]);
  expect([...counts.popularity]).toEqual([1, 2, 2, 1]);
});

test('pairs further than 20 steps apart are not counted', () => {
  const counts = countSequences([Int32Array.from({ length: 23 }, (_, item) => item)], 23);
  expect(counts.rowStart[1]).toBe(20);
  expect(counts.column[19]).toBe(20);
});

test('newer history weighs twice the one before it, popularity breaks ties', () => {
  const counts = countSequences(sequences, 4);
  const scores = new Float64Array(4);
  scoreByCounts(counts, [0, 1], scores);
  expect(scores[2]).toBeCloseTo(Math.SQRT2 + 0.5 * (0.8 / Math.sqrt(1.8)) + 2e-6, 6);
  expect(scores[1]).toBeCloseTo(0.5 / Math.sqrt(1.8) + 2e-6, 6);
  expect(scores[3]).toBe(1e-6);
});

test('an empty history is answered by popularity', () => {
  const scores = new Float64Array(4);
  scoreByCounts(countSequences(sequences, 4), [], scores);
  expect([...scores]).toEqual([1e-6, 2e-6, 2e-6, 1e-6]);
});
