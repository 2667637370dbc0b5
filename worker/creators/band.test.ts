import { expect, test } from 'vitest';
import { bandOf } from './band.ts';

test.each<[number[], ReturnType<typeof bandOf>]>([
  [[], null],
  [[4, 4, 4, 4], null],
  [[1, 2, 3, 4, 5], { contents: 5, low: 2, median: 3, high: 4 }],
  [[5, 1, 4, 2, 3, 100], { contents: 6, low: 2.25, median: 3.5, high: 4.75 }],
  [[7, 7, 7, 7, 7], { contents: 5, low: 7, median: 7, high: 7 }],
])('the middle half of %j is %j', (counts, band) => {
  expect(bandOf(counts)).toEqual(band);
});
