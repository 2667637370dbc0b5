/** A version of the ranker: plain data, named by the hash of itself, so that what is called by a name is always the same. */
import { canonical } from '../book/canonical.ts';
import { logistic } from './logistic.ts';

export interface RankerModel {
  form: 'ranker-1';
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

/** 64 lower-case hex digits. */
export const modelIdOf = (model: RankerModel, sha256: (text: string) => string): string => sha256(canonical(model));

export const probabilityOf = (values: readonly number[], model: RankerModel): number => logistic(logitOf(values, model));

export const logitOf = (values: readonly number[], { bias, direct, units }: RankerModel): number =>
  units.reduce((sum, unit) => sum + unit.adds * logistic(line(unit.bias, unit.weights, values)), line(bias, direct, values));

function line(bias: number, weights: readonly number[], values: readonly number[]): number {
  let sum = bias;
  for (let at = 0; at < weights.length; at++) sum += (weights[at] as number) * (values[at] ?? 0);
  return sum;
}

/** Why these numbers are no model, or nothing: sizes that fit each other, and numbers that are numbers. */
export function modelProblem({ features, direct, units, bias, threshold }: RankerModel): string | undefined {
  if (new Set(features).size !== features.length) return 'a feature is named twice';
  if ([direct, ...units.map(({ weights }) => weights)].some(({ length }) => length !== features.length))
    return 'every line has a weight for each feature';
  const numbers = [bias, threshold, ...direct, ...units.flatMap((unit) => [unit.bias, unit.adds, ...unit.weights])];
  if (!numbers.every(Number.isFinite)) return 'a weight is no number';
  return threshold > 0 && threshold < 1 ? undefined : 'the threshold lies between 0 and 1';
}
