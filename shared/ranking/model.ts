/** A version of the ranker: plain data, named by the hash of itself, so that what is called by a name is always the same. */
import { canonical } from '../book/canonical.ts';
import { logistic } from './logistic.ts';

/**
 * `ranker-2` is made of whole numbers: values in thousandths, weights in steps of 1/128 of a logit, hidden units that run straight from off to on.
 * No sum on the way leaves what a float32 holds exactly, so that TensorFlow.js on any backend, in any order of adding, gives the very numbers
 * that plain arithmetic gives. `ranker-1` has real weights and smooth hidden units; its receipts still replay.
 */
export type ModelForm = 'ranker-1' | 'ranker-2';

export interface RankerModel {
  form: ModelForm;
  /** Names of the values, in their order. */
  features: readonly string[];
  bias: number;
  /** What each value adds to the logit by itself, in the order of `features`. */
  direct: readonly number[];
  /** Hidden units beside them: what each adds when it is full on. */
  units: readonly Unit[];
  /** Below this probability a product is not shown. */
  threshold: number;
}
export interface Unit {
  bias: number;
  /** In the order of `features`. */
  weights: readonly number[];
  adds: number;
}

/** Steps of a value from 0 to 1, and of a weight from one logit to the next. */
export const valueSteps: Readonly<Record<ModelForm, number>> = { 'ranker-1': 10_000, 'ranker-2': 1000 };
export const weightSteps: Readonly<Record<ModelForm, number>> = { 'ranker-1': 1, 'ranker-2': 128 };
/** A float32 holds every whole number up to here. */
const wholeMax = 2 ** 24;
/** A hidden unit of `ranker-2` is off two logits below its middle and full on two above it: so many steps of its sum to a step of what it gives. */
export const rampSteps = 512;

/** 64 lower-case hex digits. */
export const modelIdOf = (model: RankerModel, sha256: (text: string) => string): string => sha256(canonical(model));

export const probabilityOf = (values: readonly number[], model: RankerModel): number => logistic(logitOf(values, model));

/** @param values from 0 to 1, in the steps of the model's form */
export function logitOf(values: readonly number[], model: RankerModel): number {
  return model.form === 'ranker-2' ? logitOfWhole(wholeSum(values.map(inThousandths), model)) : smooth(values, model);
}

const smooth = (values: readonly number[], { bias, direct, units }: RankerModel): number =>
  units.reduce((sum, unit) => sum + unit.adds * logistic(line(unit.bias, unit.weights, values)), line(bias, direct, values));

export const inThousandths = (value: number): number => Math.round(value * valueSteps['ranker-2']);

/** The same weights in logits, which is what they mean. */
export function inLogits({ form, bias, direct, units }: RankerModel): Pick<RankerModel, 'bias' | 'direct' | 'units'> {
  const logits = (weight: number): number => weight / weightSteps[form];
  return {
    bias: logits(bias),
    direct: direct.map(logits),
    units: units.map((unit) => ({ bias: logits(unit.bias), weights: unit.weights.map(logits), adds: logits(unit.adds) })),
  };
}

/** How far a hidden unit is on, from 0 to 1, by what its line adds up in logits. */
export const switches: Readonly<Record<ModelForm, (logit: number) => number>> = {
  'ranker-1': logistic,
  'ranker-2': (logit) => Math.max(0, Math.min(1, 0.5 + logit / 4)),
};

/** What the network of `ranker-2` adds up: a whole number. @param values in thousandths */
export function wholeSum(values: readonly number[], { bias, direct, units }: RankerModel): number {
  const full = valueSteps['ranker-2'];
  let sum = line(bias * full, direct, values);
  for (const unit of units) {
    const on = full / 2 + Math.floor(line(unit.bias * full, unit.weights, values) / rampSteps);
    sum += unit.adds * Math.max(0, Math.min(full, on));
  }
  return sum;
}

export const logitOfWhole = (sum: number): number => sum / (valueSteps['ranker-2'] * weightSteps['ranker-2']);

function line(bias: number, weights: readonly number[], values: readonly number[]): number {
  let sum = bias;
  for (let at = 0; at < weights.length; at++) sum += (weights[at] as number) * (values[at] ?? 0);
  return sum;
}

/** Why these numbers are no model, or nothing: sizes that fit each other, and numbers that are numbers. */
export function modelProblem(model: RankerModel): string | undefined {
  const { features, direct, units, bias, threshold } = model;
  if (new Set(features).size !== features.length) return 'a feature is named twice';
  if ([direct, ...units.map(({ weights }) => weights)].some(({ length }) => length !== features.length))
    return 'every line has a weight for each feature';
  const numbers = [bias, ...direct, ...units.flatMap((unit) => [unit.bias, unit.adds, ...unit.weights])];
  if (![threshold, ...numbers].every(Number.isFinite)) return 'a weight is no number';
  if (!(threshold > 0 && threshold < 1)) return 'the threshold lies between 0 and 1';
  return model.form === 'ranker-2' ? wholeProblem(model, numbers) : undefined;
}

function wholeProblem({ direct, units, bias }: RankerModel, numbers: readonly number[]): string | undefined {
  if (!numbers.every(Number.isInteger)) return 'a weight is no whole number';
  const lines = [[bias, ...direct, ...units.map(({ adds }) => adds)], ...units.map((unit) => [unit.bias, ...unit.weights])];
  const largest = Math.max(...lines.map((weights) => weights.reduce((sum, weight) => sum + Math.abs(weight), 0)));
  const middle = (valueSteps['ranker-2'] / 2) * rampSteps;
  return largest * valueSteps['ranker-2'] + middle > wholeMax ? 'its weights are so large that their sum would not be exact' : undefined;
}
