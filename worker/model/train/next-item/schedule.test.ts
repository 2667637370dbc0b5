import { expect, test } from 'vitest';
import { rateAt } from './schedule.ts';

const schedule = { peak: 0.002, warmEpochs: 0.5, epochs: 20.5 };

test.each([
  ['nothing at the very start', 0, 0],
  ['half way up', 0.25, 0.001],
  ['the top', 0.5, 0.002],
  ['half way down', 10.5, 0.00102],
  ['the end', 20.5, 0.00004],
  ['beyond the end', 30, 0.00004],
])('the rate climbs straight and falls as a cosine: %s', (_, done, rate) => {
  expect(rateAt(schedule, done)).toBeCloseTo(rate, 9);
});
