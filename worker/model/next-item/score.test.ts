import { expect, test } from 'vitest';
import { countSequences, scoreByCounts } from './counts.ts';
import { blendInto, makeScorer } from './score.ts';
import { lowPass, partsOf, shapeFor } from './shape.ts';

const shape = shapeFor(6);
const counts = countSequences([Int32Array.of(0, 1, 2), Int32Array.of(0, 1, 3), Int32Array.of(0, 1, 2), Int32Array.of(5)], 6);
const scorer = makeScorer({ shape, networks: [], counts, blend: { weight: 2, power: 0.5 } }, undefined);

test('without a network the counts serve alone, as they are', () => {
  const [scores, counted] = [new Float32Array(6), new Float32Array(6)];
  scorer.scoreAll([0], scores);
  scoreByCounts(counts, [0], counted);
  expect(scores).toEqual(counted);
  expect(scorer.top([0], 3).map(({ item }) => item)).toEqual([1, 2, 3]);
});

test('scores of some items are those of all, and leave nothing behind', () => {
  const [some, all] = [[3, 2, 5], new Float32Array(6)];
  for (const history of [[0], [1, 0], [], [5, 5]]) {
    scorer.scoreAll(history, all);
    for (const [at, score] of scorer.scoreSome(history, some).entries()) expect(score).toBeCloseTo(all[some[at] ?? 0] ?? Number.NaN, 6);
  }
});

test('a blend is the mean of the networks and a power of what was counted', () => {
  const counted = Float32Array.of(0, 4, 0.25);
  blendInto(counted, [Float32Array.of(1, 2, 3), Float32Array.of(3, 0, -3)], { weight: 3, power: 0.5 });
  expect([...counted]).toEqual([2, 7, 1.5]);
});

test('what was chosen already is never recommended', () => {
  expect(scorer.top([0, 1], 6).map(({ item }) => item)).toEqual([2, 3, 5, 4]);
});

test('equals keep the order of their rows', () => {
  const flatCounts = countSequences([Int32Array.of(4), Int32Array.of(2), Int32Array.of(3)], 6);
  const flat = makeScorer({ shape, networks: [], counts: flatCounts, blend: { weight: 2, power: 0.5 } }, undefined);
  expect(flat.top([], 6).map(({ item }) => item)).toEqual([2, 3, 4, 0, 1, 5]);
});

test('the low pass keeps what is constant and takes away what alternates', () => {
  const filter = lowPass(20, 3);
  const filtered = (values: (at: number) => number) =>
    Array.from({ length: 20 }, (_, row) =>
      Array.from({ length: 20 }, (_, at) => (filter[row * 20 + at] ?? 0) * values(at)).reduce((sum, value) => sum + value, 0),
    );
  for (const value of filtered(() => 1)) expect(value).toBeCloseTo(1, 9);
  for (const value of filtered((at) => (at % 2 ? 1 : -1))) expect(value).toBeCloseTo(0, 9);
  filtered((at) => Math.cos((2 * Math.PI * 2 * at) / 20)).forEach((value, at) => {
    expect(value).toBeCloseTo(Math.cos((2 * Math.PI * 2 * at) / 20), 9);
  });
});

test('the tables of weights lie side by side without a gap', () => {
  let end = 0;
  for (const { offset, rows, columns } of partsOf(shape)) {
    expect(offset).toBe(end);
    end = offset + rows * columns;
  }
});
