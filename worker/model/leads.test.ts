import { expect, test } from 'vitest';
import { leadsOf } from './leads.ts';

test.each([
  ['none', [], []],
  ['one alone is ahead of a weak rival that is always thought of', [1], [5]],
  ['the best is measured by the second, the others by the best', [3, 1, 2], [1, -2, -1]],
  ['two that are equal', [2, 2, 0], [0, 0, -2]],
  ['weak ones', [-5, -6], [-1, -2]],
])('%s', (_, strengths, leads) => {
  expect(leadsOf(strengths)).toEqual(leads);
});
