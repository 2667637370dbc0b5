/** From features to a probability: a logistic unit, with a few hidden units beside it. Their weights are data. */

export interface Unit {
  bias: number;
  /** By the feature's name, of the feature's sign or zero. */
  weights: Readonly<Record<string, number>>;
  /** What the unit adds when it is full on; never below zero. */
  adds: number;
}

export interface Weights {
  bias: number;
  /** By the feature's name. Of the feature's sign, or zero: more evidence never lowers a score. */
  weights: Readonly<Record<string, number>>;
  units?: readonly Unit[];
  /** Below this probability a product is not shown. */
  threshold: number;
}

export function probabilityOf(values: readonly number[], names: readonly string[], { bias, weights, units = [] }: Weights): number {
  const line = (from: number, by: Unit['weights']): number =>
    names.reduce((total, name, at) => total + (by[name] ?? 0) * (values[at] ?? 0), from);
  const sum = units.reduce((total, unit) => total + unit.adds * logistic(line(unit.bias, unit.weights)), line(bias, weights));
  return logistic(sum);
}

export const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum));
