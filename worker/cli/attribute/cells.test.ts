import { describe, expect, test } from 'vitest';
import { conversionsIn, nameIn, numberIn, stepsIn, timeIn } from './cells.ts';

test.each([
  ['12', 12],
  [' 12.50 ', 12.5],
  ['0', 0],
  ['1.2e3', 1200],
  ['-3', -3],
])('the number %j', (cell, number) => {
  expect(numberIn(cell, 'value')).toBe(number);
});
test.each(['12,5', '1 000', '€5', '0x10', 'Infinity', 'NaN', '.5', '1.'])('no number: %j', (cell) => {
  expect(() => numberIn(cell, 'value')).toThrow(`value is a number such as 12.5, not "${cell}"`);
});
test('an empty cell is not taken for 0, and a long one is cut where it is told', () => {
  expect(() => numberIn(' ', 'nulls')).toThrow('nulls is empty: write 0 for none');
  expect(() => numberIn('x'.repeat(1000), 'value')).toThrow(`not "${'x'.repeat(40)}…"`);
});

test.each([
  ['', 0],
  ['0', 0],
  ['No', 0],
  ['false', 0],
  ['1', 1],
  ['TRUE', 1],
  ['yes', 1],
  ['3', 3],
])('conversions of an event: %j', (cell, count) => {
  expect(conversionsIn(cell)).toBe(count);
});
test('neither a number nor yes or no', () => {
  expect(() => conversionsIn('toString')).toThrow('conversion is a number');
});

describe('times', () => {
  const noon = Date.UTC(2026, 2, 1, 12);
  test.each([
    ['2026-03-01T12:00:00Z', noon],
    ['2026-03-01 12:00', noon],
    ['2026-03-01T12:00:00.250Z', noon + 250],
    ['2026-03-01T14:00:00+02:00', noon],
    ['2026-03-01 07:00:00 -0500', noon],
    ['2026-03-01', noon - 43_200_000],
    [String(noon), noon],
    [String(noon / 1000), noon],
    ['1', 1000],
    ['99999999999', 99_999_999_999_000],
    ['100000000000', 100_000_000_000],
  ])('%s', (cell, time) => {
    expect(timeIn(cell)).toBe(time);
  });
  test.each(['', 'yesterday', '01/03/2026', '2026-13-01', '2026-03-01T25:00', '1.5', '-1'])('none: %j', (cell) => {
    expect(() => timeIn(cell)).toThrow('time is such as 2026-03-01T12:00:00Z or seconds since 1970');
  });
});

test.each([
  ['a > b > a', ['a', 'b', 'a']],
  ['a>b', ['a', 'b']],
  [' paid search ', ['paid search']],
  ['', []],
  ['小红书 > 抖音', ['小红书', '抖音']],
])('the steps of %j', (cell, channels) => {
  expect(stepsIn(cell).map(({ channel }) => channel)).toEqual(channels);
});
test.each([
  ['a > > b', 2],
  ['> a', 1],
  ['a >', 2],
])('a step without a channel in %j', (cell, place) => {
  expect(() => stepsIn(cell)).toThrow(`step ${place} of the path has no channel`);
});

test('a name is trimmed and must be there', () => {
  expect(nameIn(' a ', 'person')).toBe('a');
  expect(() => nameIn('  ', 'person')).toThrow('person is empty');
});
