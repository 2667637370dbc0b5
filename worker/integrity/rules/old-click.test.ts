import { expect, test } from 'vitest';
import { dayMs } from '#shared/time.ts';
import { oldClick } from './old-click.ts';

const clickedAt = 1_790_000_000_000;
test.each([
  ['within the window', 29 * dayMs, undefined],
  ['the last moment of it', 30 * dayMs - 1, undefined],
  ['the first moment after it', 30 * dayMs, 30],
  ['long after', 61 * dayMs + 1, 61],
])('an order %s', (_, later, daysOld) => {
  const expected = daysOld === undefined ? undefined : { daysOld, windowDays: 30 };
  expect(oldClick.find({ clickedAt, placedAt: clickedAt + later, windowDays: 30 })).toEqual(expected);
});
