import { expect, test } from 'vitest';
import { duplicateClick } from './duplicate-click.ts';

const at = 1_790_000_000_000;
const seconds = (many: number): number => at - many * 1000;
test.each([
  ['never counted before', null, undefined],
  ['just before', seconds(0), 0],
  ['a minute before', seconds(60), 60],
  ['the last moment of half an hour', seconds(1800) + 1, 1799],
  ['half an hour before', seconds(1800), undefined],
  ['a clock that went back', seconds(-1), undefined],
])('a click counted %s', (_, countedAt, secondsSinceCounted) => {
  const expected = secondsSinceCounted === undefined ? undefined : { secondsSinceCounted, withinSeconds: 1800 };
  expect(duplicateClick.find({ clickedAt: at, countedAt })).toEqual(expected);
});
