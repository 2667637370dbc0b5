/** Fits the scorer's network: logistic loss, held near where it begins, every weight of its feature's sign. The same seed gives the same weights. */
import { logistic } from '#shared/ranking/logistic.ts';
import { switches } from '#shared/ranking/model.ts';
import type { Feature } from '../feature.ts';
import { inSteps, type Unit, type Weights } from '../network.ts';
import { normal, type Random, randomFrom, shuffle } from './next-item/random.ts';

export interface LabelledPair {
  /** In the order of the features. */
  values: readonly number[];
  isRight: boolean;
  /** How much the pair counts. */
  weight: number;
}

export interface FitSettings {
  seed: number;
  /** Where the fit begins and what it is held near. */
  prior: Weights;
  /** How strongly it is held. */
  ridge: number;
  /** Hidden units; 0 leaves a plain logistic. */
  units: number;
  epochs: number;
}

type Sign = Pick<Feature, 'name' | 'sign'>;

export function fitNetwork(pairs: readonly LabelledPair[], features: readonly Sign[], settings: FitSettings): Weights {
  const random = randomFrom(settings.seed);
  const start = startOf(features, settings, random);
  if (pairs.length === 0) return asWeights(start, features, settings);
  const fitted = start.slice();
  const moments = [new Float64Array(fitted.length), new Float64Array(fitted.length)] as const;
  const order = Int32Array.from(pairs.keys());
  const scale = pairs.length / pairs.reduce((sum, { weight }) => sum + weight, 0);
  const steps = settings.epochs * Math.ceil(pairs.length / batchSize);
  let step = 0;
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += batchSize) {
      const batch = Array.from(order.subarray(from, from + batchSize), (at) => pairs[at] as LabelledPair);
      const gradient = gradientAt(fitted, batch, features.length);
      for (let at = 0; at < fitted.length; at++) {
        gradient[at] = (gradient[at] as number) * scale + settings.ridge * ((fitted[at] as number) - (start[at] as number));
      }
      move(fitted, gradient, moments, { step: ++step, size: largestStep * (1 - step / (steps + 1)) });
      hold(fitted, features);
    }
  }
  return asWeights(fitted, features, settings);
}
const isOn = switches['ranker-2'];
const batchSize = 512;
const largestStep = 0.05;

/** Numbers of one line: its bias, then a weight per feature. The output's line comes first, then each unit's line and what it adds. */
const lineOf = (features: number): number => features + 1;
const unitAt = (unit: number, features: number): number => lineOf(features) + unit * (lineOf(features) + 1);
const unitsIn = (weights: Float64Array, features: number): number => (weights.length - lineOf(features)) / (lineOf(features) + 1);

function startOf(features: readonly Sign[], { prior, units }: FitSettings, random: Random): Float64Array {
  const known: Unit[] = [...(prior.units ?? [])].slice(0, units);
  const weights = new Float64Array(unitAt(units, features.length));
  const put = (at: number, bias: number, by: (name: string) => number): void => {
    weights[at] = bias;
    for (const [place, { name }] of features.entries()) weights[at + 1 + place] = by(name);
  };
  put(0, prior.bias, (name) => prior.weights[name] ?? 0);
  for (let unit = 0; unit < units; unit++) {
    const before = known[unit];
    const at = unitAt(unit, features.length);
    put(at, before?.bias ?? -6 * random.next(), (name) => before?.weights[name] ?? 3 * Math.abs(normal(random)));
    weights[at + lineOf(features.length)] = before?.adds ?? 1;
  }
  hold(weights, features, true);
  return weights;
}

function gradientAt(weights: Float64Array, batch: readonly LabelledPair[], features: number): Float64Array {
  const gradient = new Float64Array(weights.length);
  const units = unitsIn(weights, features);
  const on = new Float64Array(units);
  const slopes = new Float64Array(units);
  const line = (from: number, values: readonly number[]): number => {
    let sum = weights[from] as number;
    for (let at = 0; at < features; at++) sum += (weights[from + 1 + at] as number) * (values[at] as number);
    return sum;
  };
  const spread = (from: number, values: readonly number[], slope: number): void => {
    gradient[from] = (gradient[from] as number) + slope;
    for (let at = 0; at < features; at++) gradient[from + 1 + at] = (gradient[from + 1 + at] as number) + slope * (values[at] as number);
  };
  for (const { values, isRight, weight } of batch) {
    let sum = line(0, values);
    for (let unit = 0; unit < units; unit++) {
      const at = unitAt(unit, features);
      const logit = line(at, values);
      on[unit] = isOn(logit);
      // The slope of the smooth switch: the straight one has none where it is off or full on, and a unit there would learn nothing any more.
      slopes[unit] = logistic(logit) * (1 - logistic(logit));
      sum += (on[unit] as number) * (weights[at + lineOf(features)] as number);
    }
    const miss = ((logistic(sum) - Number(isRight)) * weight) / batch.length;
    spread(0, values, miss);
    for (let unit = 0; unit < units; unit++) {
      const at = unitAt(unit, features);
      const adds = at + lineOf(features);
      gradient[adds] = (gradient[adds] as number) + miss * (on[unit] as number);
      spread(at, values, miss * (weights[adds] as number) * (slopes[unit] as number));
    }
  }
  return gradient;
}

function move(
  weights: Float64Array,
  gradient: Float64Array,
  [mean, square]: readonly [Float64Array, Float64Array],
  { step, size }: { step: number; size: number },
): void {
  for (let at = 0; at < weights.length; at++) {
    const slope = gradient[at] as number;
    mean[at] = 0.9 * (mean[at] as number) + 0.1 * slope;
    square[at] = 0.999 * (square[at] as number) + 0.001 * slope ** 2;
    const width = Math.sqrt((square[at] as number) / (1 - 0.999 ** step)) + 1e-8;
    weights[at] = (weights[at] as number) - (size * (mean[at] as number)) / (1 - 0.9 ** step) / width;
  }
}

/** Puts weights of the wrong sign to zero, or, at the start, turns them around. */
function hold(weights: Float64Array, features: readonly Sign[], isStart = false): void {
  const lines = [0, ...Array.from({ length: unitsIn(weights, features.length) }, (_, unit) => unitAt(unit, features.length))];
  for (const from of lines) {
    for (const [place, { sign }] of features.entries()) {
      const value = weights[from + 1 + place] as number;
      if (value * sign < 0) weights[from + 1 + place] = isStart && from > 0 ? -value : 0;
    }
    const adds = from + lineOf(features.length);
    if (from > 0) weights[adds] = Math.max(addsLeast, weights[adds] as number);
  }
}
/** A unit that adds nothing would learn nothing any more. */
const addsLeast = 0.25;

function asWeights(fitted: Float64Array, features: readonly Sign[], { prior }: FitSettings): Weights {
  const named = (from: number): Record<string, number> =>
    Object.fromEntries(features.map(({ name }, at) => [name, inSteps(fitted[from + 1 + at] ?? 0)]));
  const units = Array.from({ length: unitsIn(fitted, features.length) }, (_, unit): Unit => {
    const from = unitAt(unit, features.length);
    return { bias: inSteps(fitted[from] ?? 0), weights: named(from), adds: inSteps(fitted[from + lineOf(features.length)] ?? 0) };
  });
  return { bias: inSteps(fitted[0] ?? 0), weights: named(0), ...(units.length > 0 ? { units } : {}), threshold: prior.threshold };
}
