import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wholeModels, wholeValues } from '#test/harness/whole-model.ts';
import { logistic } from './logistic.ts';
import { inLogits, inThousandths, logitOf, modelProblem, probabilityOf, type RankerModel, switches, wholeSum } from './model.ts';

const model: RankerModel = {
  form: 'ranker-2',
  features: ['for', 'against'],
  bias: -256,
  direct: [512, -128],
  units: [{ bias: -128, weights: [384, 0], adds: 256 }],
  threshold: 0.5,
};

test.each<[string, number[], number]>([
  ['nothing: the start alone, and a unit a quarter on', [0, 0], -2 + 2 * 0.25],
  ['all that speaks for it: the unit is full on, and not more', [1, 0], -2 + 4 + 2],
  ['all that speaks against it', [0, 1], -2 - 1 + 2 * 0.25],
  ['half of it: the unit runs straight', [0.5, 0], -2 + 2 + 2 * 0.625],
  ['a unit gives whole thousandths, the lower ones', [0.001, 0], -2 + 0.004 + 2 * 0.25],
])('%s', (_, values, logit) => {
  expect(logitOf(values, model)).toBeCloseTo(logit, 12);
  expect(probabilityOf(values, model)).toBe(logistic(logitOf(values, model)));
});

test('in logits the weights mean what they add', () => {
  expect(inLogits(model)).toEqual({ bias: -2, direct: [4, -1], units: [{ bias: -1, weights: [3, 0], adds: 2 }] });
  expect(inLogits({ ...model, form: 'ranker-1' })).toEqual({ bias: model.bias, direct: model.direct, units: model.units });
  expect([-3, -2, 0, 1, 2, 9].map(switches['ranker-2'])).toEqual([0, 0, 0.5, 0.75, 1, 1]);
  expect(switches['ranker-1']).toBe(logistic);
});

/** Every partial sum in single precision, in any order. */
function inFloats(terms: readonly number[]): number {
  return terms.reduce((sum, term) => Math.fround(sum + Math.fround(term)), 0);
}

test('whatever the weights and values, single precision in any order of adding gives the very same whole number', () => {
  const cases = wholeModels.chain((of) => fc.tuple(fc.constant(of), wholeValues(of), fc.infiniteStream(fc.nat())));
  fc.assert(
    fc.property(cases, ([of, values, chance]) => {
      expect(modelProblem(of)).toBeUndefined();
      const whole = values.map(inThousandths);
      const shuffled = (terms: number[]): number[] =>
        terms
          .map((term) => [chance.next().value as number, term] as const)
          .sort((a, b) => a[0] - b[0])
          .map(([, term]) => term);
      const line = (bias: number, weights: readonly number[]): number[] => [
        bias,
        ...weights.map((weight, at) => weight * (whole[at] ?? 0)),
      ];
      const on = of.units.map((unit) => {
        const sum = inFloats(shuffled([...line(unit.bias * 1000, unit.weights), 500 * 512]));
        return Math.max(0, Math.min(1000, Math.floor(sum / 512)));
      });
      const terms = [...line(of.bias * 1000, of.direct), ...of.units.map(({ adds }, at) => adds * (on[at] ?? 0))];
      expect(inFloats(shuffled(terms))).toBe(wholeSum(whole, of));
    }),
    { numRuns: 500 },
  );
});

test('in logits and smooth arithmetic it is the same network, but for the thousandths that units are rounded down by', () => {
  const cases = wholeModels.chain((of) => fc.tuple(fc.constant(of), wholeValues(of)));
  fc.assert(
    fc.property(cases, ([of, values]) => {
      const { bias, direct, units } = inLogits(of);
      const line = (start: number, weights: readonly number[]) =>
        weights.reduce((sum, weight, at) => sum + weight * (values[at] ?? 0), start);
      const logit = units.reduce((sum, unit) => sum + unit.adds * switches[of.form](line(unit.bias, unit.weights)), line(bias, direct));
      const room = units.reduce((sum, { adds }) => sum + Math.abs(adds) / 1000, 1e-9);
      expect(Math.abs(logit - logitOf(values, of))).toBeLessThanOrEqual(room);
    }),
  );
});

test.each<[string, Partial<RankerModel>, string]>([
  ['a weight between two steps', { direct: [512.5, -128] }, 'whole number'],
  ['a unit that adds a part of a step', { units: [{ bias: 0, weights: [1, 2], adds: 0.5 }] }, 'whole number'],
  ['weights whose sum single precision does not hold', { direct: [16_000, -600] }, 'exact'],
  ['a unit whose sum it does not hold', { units: [{ bias: -8000, weights: [8000, 600], adds: 1 }] }, 'exact'],
  ['units that add too much together', { units: Array.from({ length: 3 }, () => ({ bias: 0, weights: [0, 0], adds: 6000 })) }, 'exact'],
])('%s is refused', (_, change, problem) => {
  expect(modelProblem(model)).toBeUndefined();
  expect(modelProblem({ ...model, ...change })).toContain(problem);
  expect(modelProblem({ ...model, ...change, form: 'ranker-1' })).toBeUndefined();
});
