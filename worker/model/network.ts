/** From features to a probability: a logistic unit, with a few hidden units beside it. Their weights are data, here by name, as people read them. */
import { probabilityOf as chanceOf, type RankerModel } from '#shared/ranking/model.ts';

export interface Line {
  bias: number;
  /** By the feature's name. Of the feature's sign, or zero: more evidence never lowers a score. */
  weights: Readonly<Record<string, number>>;
}

export interface Unit extends Line {
  /** What the unit adds when it is full on; never below zero. */
  adds: number;
}

export interface Weights extends Line {
  units?: readonly Unit[];
  /** Below this probability a product is not shown. */
  threshold: number;
}

/** The same as a version of the ranker, which is in the order of its features. */
export function modelOf({ bias, weights, units = [], threshold }: Weights, names: readonly string[]): RankerModel {
  const line = (by: Unit['weights']): number[] => names.map((name) => by[name] ?? 0);
  return {
    form: 'ranker-1',
    features: names,
    bias,
    direct: line(weights),
    units: units.map((unit) => ({ bias: unit.bias, weights: line(unit.weights), adds: unit.adds })),
    threshold,
  };
}

export const probabilityOf = (values: readonly number[], names: readonly string[], weights: Weights): number =>
  chanceOf(values, modelOf(weights, names));
