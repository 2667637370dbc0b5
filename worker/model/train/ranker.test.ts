import fc from 'fast-check';
import { expect, test } from 'vitest';
import { probabilityOf as chanceOf } from '#shared/ranking/model.ts';
import { modelOf, type Weights } from '../network.ts';
import { fitNetwork } from './fit-network.ts';
import { bestThreshold, calibrationError, type Judged, measured } from './measures.ts';
import { randomFrom } from './next-item/random.ts';
import { calibratedTo, partOf, type RankerPair, trainRanker } from './ranker.ts';

const probabilityOf = (values: readonly number[], names: readonly string[], weights: Weights): number =>
  chanceOf(values, modelOf(weights, names));

const features = [
  { name: 'for', sign: 1 },
  { name: 'more', sign: 1 },
  { name: 'against', sign: -1 },
] as const;
const names = features.map(({ name }) => name);
const prior = { bias: -1, weights: { for: 1, more: 1, against: -1 }, threshold: 0.5 };
const settings = { seed: 7, prior, ridge: 1e-4, units: 0, epochs: 200, threshold: 'best' as const };
const pair = (isRight: boolean, ...values: number[]): RankerPair => ({ values, isRight, weight: 1, group: values.join() });

/** Right when both of two things speak for it, which no sum of them tells. */
function bothNeeded(count: number, seed: number): RankerPair[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, at) => {
    const values = [random.next(), random.next(), random.next()];
    const chance = (values[0] as number) > 0.5 && (values[1] as number) > 0.5 ? 0.9 : 0.05;
    return { values, isRight: random.next() < chance, weight: 1, group: `g${at}` };
  });
}

test('what the pairs tell apart is told apart', () => {
  const fitted = fitNetwork([pair(true, 1, 0, 0), pair(true, 0.9, 0, 0.1), pair(false, 1, 0, 1), pair(false, 0, 0, 0)], features, settings);
  expect(probabilityOf([1, 0, 0], names, fitted)).toBeGreaterThan(0.8);
  expect(probabilityOf([1, 0, 1], names, fitted)).toBeLessThan(0.2);
});

test('no weight takes the other sign, whatever the pairs say, and more evidence never lowers a score', () => {
  const value = fc.double({ min: 0, max: 1, noNaN: true });
  const some = fc.array(fc.tuple(fc.boolean(), value, value, value), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(some, fc.tuple(value, value, value), fc.nat(2), value, (rows, before, at, more) => {
      const pairs = rows.map(([isRight, ...values]) => pair(isRight, ...values));
      const fitted = fitNetwork(pairs, features, { ...settings, units: 3, epochs: 20 });
      const after = before.map((one, place) => (place === at ? Math.min(1, one + more) : one));
      const change = probabilityOf(after, names, fitted) - probabilityOf(before, names, fitted);
      expect(change * (features[at]?.sign ?? 0)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 30 },
  );
});

test('the same pairs and seed give the same weights, and without any the prior stays', () => {
  const pairs = bothNeeded(300, 1);
  const [one, other] = [trainRanker(pairs, features, { ...settings, units: 4 }), trainRanker(pairs, features, { ...settings, units: 4 })];
  expect(one).toEqual(other);
  expect(trainRanker([], features, { ...settings, threshold: 0.5 }).weights).toEqual(prior);
});

test('hidden units learn what a sum cannot, and what is promised holds on pairs that nothing was fitted to', () => {
  const pairs = bothNeeded(6000, 2);
  const plain = trainRanker(pairs, features, { ...settings, epochs: 60 }).measures;
  const deep = trainRanker(pairs, features, { ...settings, units: 6, ridge: 1e-6, epochs: 300 }).measures;
  expect(plain.trained.logLoss).toBeLessThan(plain.prior.logLoss);
  expect(deep.trained.logLoss).toBeLessThan(plain.trained.logLoss - 0.02);
  expect(deep.trained.calibrationError).toBeLessThan(0.05);
  expect(deep.trained.f1).toBeGreaterThan(0.75);
});

test('a group is in one part only, and the parts have their shares', () => {
  const parts = Array.from({ length: 4000 }, (_, at) => partOf(`page ${at}`));
  expect(parts.filter((part) => part === 'fit').length / 4000).toBeCloseTo(0.7, 1);
  expect(parts.filter((part) => part === 'test').length / 4000).toBeCloseTo(0.15, 1);
  const named = bothNeeded(100, 3).map((one): RankerPair => ({ ...one, part: 'fit' }));
  expect(trainRanker(named, features, settings).measures.trained.pairs).toBe(0);
});

test('boasting and timid probabilities are set right, and their order stays', () => {
  const random = randomFrom(5);
  const weights = { bias: 0, weights: { for: 8, more: 0, against: 0 }, threshold: 0.5 };
  const judged = Array.from({ length: 3000 }, (): Judged & { values: number[] } => {
    const values = [random.next(), 0, 0];
    return { values, probability: probabilityOf(values, names, weights), isRight: random.next() < (values[0] as number) * 0.5, weight: 1 };
  });
  const calm = calibratedTo(judged, weights);
  const after = judged.map((one) => ({ ...one, probability: probabilityOf(one.values, names, calm) }));
  expect(calibrationError(judged)).toBeGreaterThan(0.3);
  expect(calibrationError(after)).toBeLessThan(0.04);
  expect(measured(after, 0.5).auc).toBeCloseTo(measured(judged, 0.5).auc, 9);
});

const judged = (...ones: [number, boolean][]): Judged[] => ones.map(([probability, isRight]) => ({ probability, isRight, weight: 1 }));

test.each([
  ['all told apart', judged([0.9, true], [0.8, true], [0.1, false]), 0.45, 1, 1],
  ['one wrong above', judged([0.9, false], [0.8, true], [0.1, false]), 0.45, 0.5, 2 / 3],
  ['equals count half', judged([0.5, true], [0.5, false]), 0.25, 0.5, 2 / 3],
  ['nothing', [], 0.5, 0.5, 0],
])('%s', (_, ones, threshold, auc, f1) => {
  expect(bestThreshold(ones)).toBeCloseTo(threshold, 9);
  expect(measured(ones, bestThreshold(ones))).toMatchObject({ auc, f1: expect.closeTo(f1, 9) });
});

test('calibration error: a promise of .8 that holds half the time is off by .3', () => {
  expect(calibrationError(judged([0.8, true], [0.8, false]))).toBeCloseTo(0.3, 9);
  expect(calibrationError(judged([1, true], [0, false]))).toBe(0);
});
