/** Fits the weights of the scorer to judged examples: logistic loss, held near a prior, every weight of its feature's sign. Deterministic. */
import type { Feature } from '../feature.ts';
import type { Weights } from '../network.ts';

export interface FitExample {
  /** In the order of the features. */
  values: readonly number[];
  isRight: boolean;
  /** How much the example counts. */
  weight: number;
}

export interface FitSettings {
  prior: Weights;
  /** How strongly weights are held near the prior. */
  ridge: number;
  steps: number;
}

export function fitWeights(
  examples: readonly FitExample[],
  features: readonly Pick<Feature, 'name' | 'sign'>[],
  settings: FitSettings,
): Weights {
  const prior = [settings.prior.bias, ...features.map(({ name }) => settings.prior.weights[name] ?? 0)];
  const fitted = Float64Array.from(prior);
  const momentum = new Float64Array(fitted.length);
  const spread = new Float64Array(fitted.length);
  for (let step = 1; step <= settings.steps; step++) {
    const gradient = gradientAt(fitted, examples);
    for (let at = 0; at < fitted.length; at++) {
      const slope = (gradient[at] as number) + settings.ridge * ((fitted[at] as number) - (prior[at] as number));
      momentum[at] = 0.9 * (momentum[at] as number) + 0.1 * slope;
      spread[at] = 0.999 * (spread[at] as number) + 0.001 * slope ** 2;
      const size = Math.sqrt((spread[at] as number) / (1 - 0.999 ** step)) + 1e-8;
      const moved = (fitted[at] as number) - (stepSize * (momentum[at] as number)) / (1 - 0.9 ** step) / size;
      fitted[at] = at === 0 ? moved : ofSign(moved, features[at - 1]?.sign ?? 1);
    }
  }
  const weights = features.map(({ name }, at) => [name, rounded(fitted[at + 1] ?? 0)] as const);
  return { bias: rounded(fitted[0] ?? 0), weights: Object.fromEntries(weights), threshold: settings.prior.threshold };
}
const stepSize = 0.03;

function gradientAt(weights: Float64Array, examples: readonly FitExample[]): Float64Array {
  const gradient = new Float64Array(weights.length);
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  for (const { values, isRight, weight } of examples) {
    let sum = weights[0] as number;
    for (let at = 0; at < values.length; at++) sum += (weights[at + 1] as number) * (values[at] as number);
    const miss = ((1 / (1 + Math.exp(-sum)) - (isRight ? 1 : 0)) * weight) / total;
    gradient[0] = (gradient[0] as number) + miss;
    for (let at = 0; at < values.length; at++) gradient[at + 1] = (gradient[at + 1] as number) + miss * (values[at] as number);
  }
  return gradient;
}

const ofSign = (value: number, sign: 1 | -1): number => (sign > 0 ? Math.max(0, value) : Math.min(0, value));
const rounded = (value: number): number => Math.round(value * 100) / 100;
