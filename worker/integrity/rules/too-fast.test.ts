import { expect, test } from 'vitest';
import { tooFast } from './too-fast.ts';

const clickedAt = 1_790_000_000_000;
test.each([
  ['at the same instant', 0, 0],
  ['in four seconds and a bit', 4_999, 4],
  ['in five seconds', 5_000, undefined],
  ['in a minute', 60_000, undefined],
  // The book gives such a click nothing by itself.
  ['before the click, by the clock of the shop', -1, undefined],
])('an order %s', (_, later, seconds) => {
  expect(tooFast.find({ clickedAt, placedAt: clickedAt + later })).toEqual(
    seconds === undefined ? undefined : { seconds, leastSeconds: 5 },
  );
});
