/** From features to a probability: a line of weights with a few hidden units beside it. Their weights are data, here by name and in logits, as people read them. */
import { type RankerModel, weightSteps } from '#shared/ranking/model.ts';

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

const form = 'ranker-2';
export const stepsOf = (logits: number): number => Math.round(logits * weightSteps[form]) + 0;
/** The nearest weight that a version can have. */
export const inSteps = (logits: number): number => stepsOf(logits) / weightSteps[form];

/** The same as a version of the ranker, which is in whole numbers and in the order of its features. */
export function modelOf({ bias, weights, units = [], threshold }: Weights, names: readonly string[]): RankerModel {
  const line = (by: Unit['weights']): number[] => names.map((name) => stepsOf(by[name] ?? 0));
  return {
    form,
    features: names,
    bias: stepsOf(bias),
    direct: line(weights),
    units: units.map((unit) => ({ bias: stepsOf(unit.bias), weights: line(unit.weights), adds: stepsOf(unit.adds) })),
    threshold,
  };
}
