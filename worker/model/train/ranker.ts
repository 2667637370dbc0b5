/**
 * The scorer's training: labelled pairs in, weights and their measure out. Pairs of one group (one page, one listing) stay together in one of
 * three parts: most are fitted, some calibrate and choose the threshold, some only measure. Pure, and the same again for the same seed.
 */
import { logistic } from '#shared/ranking/logistic.ts';
import { probabilityOf } from '#shared/ranking/model.ts';
import type { Feature } from '../feature.ts';
import { inSteps, modelOf, type Unit, type Weights } from '../network.ts';
import { hashOf } from '../text.ts';
import { type FitSettings, fitNetwork, type LabelledPair } from './fit-network.ts';
import { bestThreshold, type Judged, type Measures, measured } from './measures.ts';

export type Part = 'fit' | 'choose' | 'test';

export interface RankerPair extends LabelledPair {
  /** What must not be torn apart: the page. */
  group: string;
  /** Left out, the group's hash decides: 70, 15 and 15 of a hundred. */
  part?: Part;
}

export interface RankerSettings extends FitSettings {
  /** A number is kept; `best` takes the threshold of the largest F1 on the pairs that choose. */
  threshold: number | 'best';
}

export interface TrainedRanker {
  weights: Weights;
  /** On pairs that nothing was fitted to or chosen on: the new weights, and what they began with. */
  measures: { trained: Measures; prior: Measures };
}

export function trainRanker(
  pairs: readonly RankerPair[],
  features: readonly Pick<Feature, 'name' | 'sign'>[],
  settings: RankerSettings,
): TrainedRanker {
  const parts: Record<Part, RankerPair[]> = { fit: [], choose: [], test: [] };
  for (const pair of pairs) parts[pair.part ?? partOf(pair.group)].push(pair);
  const names = features.map(({ name }) => name);
  const fitted = fitNetwork(parts.fit, features, settings);
  const calibrated = calibratedTo(judgedBy(fitted, parts.choose, names), fitted);
  const threshold = settings.threshold === 'best' ? bestThreshold(judgedBy(calibrated, parts.choose, names)) : settings.threshold;
  const weights = { ...calibrated, threshold };
  return {
    weights,
    measures: {
      trained: measured(judgedBy(weights, parts.test, names), threshold),
      prior: measured(judgedBy(settings.prior, parts.test, names), settings.prior.threshold),
    },
  };
}

export function partOf(group: string): Part {
  const share = hashOf(group) % 100;
  if (share < 70) return 'fit';
  return share < 85 ? 'choose' : 'test';
}

export function judgedBy(weights: Weights, pairs: readonly LabelledPair[], names: readonly string[]): Judged[] {
  const model = modelOf(weights, names);
  return pairs.map(({ values, isRight, weight }) => ({ probability: probabilityOf(values, model), isRight, weight }));
}

/** Stretches and shifts what the network adds up until its probabilities hold on these pairs. The order stays: the stretch is above zero. */
export function calibratedTo(judged: readonly Judged[], weights: Weights): Weights {
  if (judged.every(({ isRight }) => isRight === judged[0]?.isRight)) return weights;
  const sums = judged.map(({ probability }) => Math.log(bounded(probability) / (1 - bounded(probability))));
  let line: Line = { stretch: 1, shift: 0 };
  for (let round = 0; round < roundsMax; round++) {
    const step = newtonStep(judged, sums, line);
    const here = lossOf(judged, sums, line);
    let next = line;
    for (let size = 1; size > 1e-4; size /= 2) {
      next = { stretch: Math.max(least, line.stretch - size * step.stretch), shift: line.shift - size * step.shift };
      if (lossOf(judged, sums, next) < here) break;
      next = line;
    }
    line = next;
  }
  return stretched(weights, line);
}
const roundsMax = 30;
const least = 0.05;

interface Line {
  stretch: number;
  shift: number;
}

function newtonStep(judged: readonly Judged[], sums: readonly number[], { stretch, shift }: Line): Line {
  let [slopeA, slopeB, aa, ab, bb] = [hold * (stretch - 1), hold * shift, hold, 0, hold];
  for (const [at, { isRight, weight }] of judged.entries()) {
    const sum = sums[at] ?? 0;
    const probability = logistic(stretch * sum + shift);
    const [miss, curve] = [(probability - Number(isRight)) * weight, probability * (1 - probability) * weight];
    slopeA += miss * sum;
    slopeB += miss;
    aa += curve * sum * sum;
    ab += curve * sum;
    bb += curve;
  }
  const area = aa * bb - ab * ab;
  return { stretch: (bb * slopeA - ab * slopeB) / area, shift: (aa * slopeB - ab * slopeA) / area };
}

/** Few pairs change little: the line is held near the one that changes nothing. */
function lossOf(judged: readonly Judged[], sums: readonly number[], { stretch, shift }: Line): number {
  const held = (hold * ((stretch - 1) ** 2 + shift ** 2)) / 2;
  return judged.reduce((loss, { isRight, weight }, at) => {
    const sum = stretch * (sums[at] ?? 0) + shift;
    return loss + weight * Math.log1p(Math.exp(-Math.abs(sum))) + weight * Math.max(0, isRight ? -sum : sum);
  }, held);
}
const hold = 1;
const bounded = (probability: number): number => Math.min(1 - 1e-9, Math.max(1e-9, probability));

function stretched({ bias, weights, units, threshold }: Weights, { stretch, shift }: Line): Weights {
  const times = (value: number): number => inSteps(value * stretch);
  const longer = Object.fromEntries(Object.entries(weights).map(([name, value]) => [name, times(value)]));
  const more = units?.map((unit): Unit => ({ ...unit, adds: times(unit.adds) }));
  return { bias: inSteps(bias * stretch + shift), weights: longer, ...(more ? { units: more } : {}), threshold };
}
