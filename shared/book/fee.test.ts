import { expect, test } from 'vitest';
import { feeBpsAt, feeRules } from './fee.ts';

const rules = [
  { from: 0, feeBps: 0 },
  { from: 1000, feeBps: 300 },
];
test.each([
  ['before the change', 999, 0],
  ['at the change', 1000, 300],
  ['after it', 1001, 300],
])('the fee %s', (_, at, feeBps) => {
  expect(feeBpsAt(at, rules)).toBe(feeBps);
});

test('the rules stand in the order of their dates, and the first is zero', () => {
  expect(feeRules.map((rule) => rule.from)).toEqual(feeRules.map((rule) => rule.from).toSorted((a, b) => a - b));
  expect(feeRules[0]).toEqual({ from: 0, feeBps: 0 });
});
