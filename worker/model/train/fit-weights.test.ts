import { expect, test } from 'vitest';
import { probabilityOf } from '../network.ts';
import { type FitExample, fitWeights } from './fit-weights.ts';

const features = [
  { name: 'for', sign: 1 },
  { name: 'against', sign: -1 },
] as const;
const names = features.map(({ name }) => name);
const prior = { bias: -1, weights: { for: 1, against: -1 }, threshold: 0.5 };
const example = (isRight: boolean, ...values: number[]): FitExample => ({ values, isRight, weight: 1 });
const settings = { prior, ridge: 1e-4, steps: 500 };

test('what the examples tell apart is told apart', () => {
  const fitted = fitWeights([example(true, 1, 0), example(true, 0.9, 0.1), example(false, 1, 1), example(false, 0, 0)], features, settings);
  expect(probabilityOf([1, 0], names, fitted)).toBeGreaterThan(0.8);
  expect(probabilityOf([1, 1], names, fitted)).toBeLessThan(0.2);
});

test('no weight takes the other sign, whatever the examples say', () => {
  const fitted = fitWeights([example(false, 1, 0), example(true, 0, 1)], features, settings);
  expect(fitted.weights['for']).toBe(0);
  expect(fitted.weights['against']).toBeCloseTo(0, 10);
});

test('the same examples give the same weights, and without any the prior stays', () => {
  const examples = [example(true, 1, 0), example(false, 0.5, 0.5)];
  expect(fitWeights(examples, features, settings)).toEqual(fitWeights(examples, features, settings));
  expect(fitWeights([], features, settings)).toEqual(prior);
});
