import { expect, test } from 'vitest';
import { countSequences } from '../../next-item/counts.ts';
import { shapeFor } from '../../next-item/shape.ts';
import { measureCompanions } from './measure-companions.ts';

const times = (count: number, ...items: number[]): Int32Array[] => Array.from({ length: count }, () => Int32Array.from(items));
/** 1 goes with 2; 9 is bought by everybody, on its own; nothing goes with 5. */
const counts = countSequences([...times(6, 1, 2), ...times(30, 9), ...times(8, 3, 4), ...times(1, 5, 6)], 20);
const model = { shape: shapeFor(20), networks: [], counts, blend: { weight: 1, power: 1 } };
const asked = (history: number[], wanted: number) => ({ history: Int32Array.from(history), wanted });

test('what is shown is compared with what is popular, and what is withheld is told', () => {
  const questions = [asked([7, 1], 2), asked([2, 1], 2), asked([1], 9), asked([5], 6), asked([5], 8)];
  expect(measureCompanions(model, questions, undefined)).toEqual({
    shown: 3 / 5,
    right: 2 / 3,
    each: 1,
    withheldRight: 1 / 2,
    // 9 is the most popular, then 3 and 4.
    popularRight: 1 / 3,
  });
});

test('nobody asked is no share of anything', () => {
  expect(Object.values(measureCompanions(model, [], undefined))).toEqual([0, 0, 0, 0, 0]);
});
