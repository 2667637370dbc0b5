/** Labelled worlds: what is held of honest people's commissions, and what fraud gets away with. `npm run fraud` prints the figures. */
import { expect, test } from 'vitest';
import { figuresOf, judged } from '#test/fraud/judge.ts';
import { fraudWorld, kinds } from '#test/fraud/people.ts';
import { chanceOf } from '#test/simulate/chance.ts';

test.each([1, 2, 3, 4, 5, 6])('world %i: honest creators are left alone, and fraud does not pay', (seed) => {
  const tallies = judged(fraudWorld(chanceOf(seed)));
  for (const kind of kinds) expect(tallies[kind].credits, kind).toBeGreaterThan(30);
  const { falseHolds, fraudPaid } = figuresOf(tallies);
  expect(falseHolds).toBeLessThanOrEqual(0.005);
  expect(fraudPaid).toBeLessThanOrEqual(0.05);
});

test('the same seed is the same world', () => {
  expect(judged(fraudWorld(chanceOf(7)))).toEqual(judged(fraudWorld(chanceOf(7))));
});
