import { expect, test } from 'vitest';
import { clickVelocity } from './click-velocity.ts';

test.each([
  [1, false],
  [19, false],
  [20, false],
  [21, true],
  [5000, true],
])('%i clicks in an hour', (clicksInHour, isFound) => {
  expect(clickVelocity.find({ clicksInHour })).toEqual(isFound ? { clicksInHour, clicksPerHourMax: 20 } : undefined);
});
