import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { countSequences, scoreByCounts } from '../../next-item/counts.ts';
import { learnable, parseSequences } from '../../next-item/sequences.ts';
import { askCounts, tableOf } from './evaluate.ts';
import { bootstrapIntervals, rankAmongAll, summarise } from './measure.ts';
import { randomFrom } from './random.ts';
import { testOf } from './validate.ts';

test.each([
  ['best of all', [5, 1, 2, 3], 0, [], 1],
  ['two above', [5, 1, 2, 3], 2, [], 3],
  ['seen items above do not count', [5, 1, 2, 3], 2, [0], 2],
  ['seen twice is seen once', [5, 1, 2, 3], 2, [0, 0], 2],
  ['two equals share the middle', [2, 2, 1, 0], 1, [], 1.5],
  ['three equals share the middle', [2, 2, 2, 0], 1, [], 2],
  ['a seen equal does not share', [2, 2, 1, 0], 1, [0], 1],
  ['all equal', [0, 0, 0, 0, 0], 3, [], 3],
  ['wanted was seen: among the last', [5, 1, 2, 3], 0, [0, 1], 3.5],
])('rank: %s', (_, scores, wanted, seen, rank) => {
  expect(rankAmongAll(scores, wanted, seen)).toBe(rank);
});

test('recall counts places up to the cutoff, NDCG halves at the third', () => {
  const metrics = summarise([1, 3, 10, 10.5, 21]);
  expect(metrics['recall@5']).toBe(0.4);
  expect(metrics['recall@10']).toBe(0.6);
  expect(metrics['recall@20']).toBe(0.8);
  expect(metrics['ndcg@5']).toBeCloseTo((1 + 0.5) / 5, 12);
  expect(summarise([])['ndcg@10']).toBe(0);
});

test('the interval holds the mean and narrows with users', () => {
  const width = (users: number) => {
    const ranks = Array.from({ length: users }, (_, user) => (user % 4 === 0 ? 1 : 100));
    const [low, high] = bootstrapIntervals([ranks], { draw: randomFrom(1).next, rounds: 300 })['recall@10'];
    expect(low).toBeLessThan(0.25);
    expect(high).toBeGreaterThan(0.25);
    return high - low;
  };
  expect(width(4000)).toBeLessThan(width(100) / 3);
});

test('users are resampled by what they are worth on average over the models', () => {
  const [good, bad] = [Array.from({ length: 50 }, () => 1), Array.from({ length: 50 }, () => 100)];
  expect(bootstrapIntervals([good, bad], { draw: randomFrom(1).next, rounds: 20 })['recall@10']).toEqual([0.5, 0.5]);
});

test('counts on a small file, worked out by hand', () => {
  // Test of user 1: after 1 2 3 comes 4. Learnt from "1 2", "2 3" and "1 2": nothing follows 3, 3 follows 2, 2 and 3 are seen.
  const sequences = parseSequences('1 1 2 3 4\n2 2 3 4 1\n3 1 2 4 3\n');
  const table = tableOf([askCounts(countSequences(learnable(sequences, 'train'), sequences.itemCount), testOf(sequences))]);
  expect(table.users).toBe(3);
  expect(table.rows[0]?.metrics['ndcg@5']).toBe(1);
});

const beauty = '../shared/data/s3rec-beauty/Beauty.txt';
test.runIf(existsSync(beauty))('counts on Beauty give what they gave: recall@10 .0863, NDCG@10 .0542', () => {
  const sequences = parseSequences(readFileSync(beauty, 'utf8'));
  const counts = countSequences(learnable(sequences, 'train'), sequences.itemCount);
  const scores = new Float64Array(sequences.itemCount);
  const ranks = testOf(sequences).map(({ history, wanted }) => {
    scoreByCounts(counts, history, scores);
    return rankAmongAll(scores, wanted, history);
  });
  const metrics = summarise(ranks);
  expect(ranks.length).toBe(22_363);
  expect(metrics['recall@10'].toFixed(4)).toBe('0.0863');
  expect(metrics['ndcg@10'].toFixed(4)).toBe('0.0542');
});
