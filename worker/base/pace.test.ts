import { expect, test } from 'vitest';
import { makePace } from './pace.ts';

const limits = { burst: 3, perSecond: 1, callersMax: 2 };

test('a burst is let through, then as many as the pace allows', () => {
  const pace = makePace(limits);
  expect([0, 0, 0, 0].map(() => pace.take('a', 0))).toEqual([0, 0, 0, 1]);
  expect(pace.take('a', 999)).toBe(1);
  expect(pace.take('a', 1000)).toBe(0);
  expect(pace.take('a', 1000)).toBe(1);
});

test('callers do not take from each other', () => {
  const pace = makePace(limits);
  for (let times = 0; times < 4; times++) pace.take('a', 0);
  expect(pace.take('b', 0)).toBe(0);
});

test('rest fills the measure, never beyond it', () => {
  const pace = makePace(limits);
  pace.take('a', 0);
  expect([0, 0, 0, 0].map(() => pace.take('a', 100_000))).toEqual([0, 0, 0, 1]);
});

test('only so many callers are remembered, and a clock that goes back lets nobody wait longer', () => {
  const pace = makePace(limits);
  for (const whom of ['a', 'b', 'c', 'd']) expect(pace.take(whom, 50_000)).toBe(0);
  expect(pace.take('d', 0)).toBe(0);
});
