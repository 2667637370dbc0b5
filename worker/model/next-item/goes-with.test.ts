import { expect, test } from 'vitest';
import { type Counts, countSequences } from './counts.ts';
import { type GoesWith, goesWithByCounts, goesWithByNetwork } from './goes-with.ts';
import { makeScorer, type Scorer } from './score.ts';
import { shapeFor } from './shape.ts';

/** `[times, items bought in this order]` */
type Bought = [times: number, ...items: number[]];
const itemCount = 40;
const countsOf = (bought: readonly Bought[]): Counts =>
  countSequences(
    bought.flatMap(([times, ...items]) => Array.from({ length: times }, () => Int32Array.from(items))),
    itemCount,
  );
const byCounts = (counts: Counts): GoesWith =>
  goesWithByCounts(makeScorer({ shape: shapeFor(itemCount), networks: [], counts, blend: { weight: 1, power: 1 } }, undefined), counts);
/** Everybody buys thing 30, with whatever. */
const everywhere: Bought[] = Array.from({ length: 12 }, (_, item) => [3, item + 10, 30]);

test.each<[string, Bought[], number[], number[]]>([
  ['bought together twice', [[2, 1, 2], ...everywhere], [1], [2]],
  ['bought together once', [[1, 1, 2], ...everywhere], [1], []],
  ['twice, with one thing between', [[2, 1, 9, 2], ...everywhere], [1], [9, 2]],
  ['once after each of two things on the page', [[1, 1, 3], [1, 2, 3], ...everywhere], [1, 2], [3]],
  ['bought with everything: no more often than with others', [...everywhere, [3, 1, 30]], [1], []],
  ['never bought with anything', [[2, 1, 2], ...everywhere], [5], []],
  ['a page of nothing', [[2, 1, 2]], [], []],
  ['what is on the page already', [[5, 1, 2]], [1, 2], []],
  ['the most often first', [[2, 1, 4], [6, 1, 2], [3, 1, 3], ...everywhere], [1], [2, 3, 4]],
])('%s', (_, bought, history, found) => {
  expect(byCounts(countsOf(bought))(history, 3).map(({ item }) => item)).toEqual(found);
});

test('no more than asked for, the best first', () => {
  const found = byCounts(countsOf([[2, 1, 4], [6, 1, 2], [3, 1, 3], ...everywhere]))([1], 2);
  expect(found.map(({ item }) => item)).toEqual([2, 3]);
  expect(found[0]?.score).toBeGreaterThan(found[1]?.score ?? 0);
});

/** Scores as logits: some items by so much above all others. */
function saying(above: Readonly<Record<number, number>>): Scorer {
  const scoreAll: Scorer['scoreAll'] = (_, scores) => {
    for (let item = 0; item < itemCount; item++) scores[item] = above[item] ?? 0;
  };
  const top: Scorer['top'] = (history, count) =>
    Array.from({ length: itemCount }, (_, item) => ({ item, score: above[item] ?? 0 }))
      .filter(({ item }) => !Array.from(history).includes(item))
      .sort((a, b) => b.score - a.score)
      .slice(0, count);
  const scoreSome: Scorer['scoreSome'] = (_, items) => Float32Array.from(items, (item) => above[item] ?? 0);
  return { scoreAll, scoreSome, top };
}

test.each<[string, Record<number, number>, number[]]>([
  ['is sure of one', { 7: 6 }, [7]],
  ['sees two', { 7: 5, 9: 4.5 }, [7, 9]],
  ['sees nothing', {}, []],
  ['is hardly surer of one than of the others', { 7: 0.8 }, []],
])('a network alone that %s', (_, above, found) => {
  expect(goesWithByNetwork(saying(above), itemCount)([1], 3).map(({ item }) => item)).toEqual(found);
});
