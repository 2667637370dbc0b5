/** What a version decides about the samples: shown or not. Another version that decides otherwise has unlearnt something. */
import type { RankerModel } from '#shared/ranking/model.ts';
import { features } from './features.ts';
import { sampleInputs } from './samples.ts';
import { scorerOf } from './score.ts';

export function sampleDecisions(model: RankerModel): boolean[] {
  const score = scorerOf(model);
  return sampleInputs().map((input) => score(input).score >= model.threshold);
}

/** The signs of a model's features, in its order. */
export const signsOf = (model: RankerModel): (1 | -1)[] =>
  model.features.map((name) => features.find((feature) => feature.name === name)?.sign ?? 1);
