/**
 * Learns from cards that were shown and opened or not, without taking a good place for a good fit. A card is opened when it is looked at and fits:
 * chance = chance of its place x probability that it fits. Both are fitted at once, by likelihood, near the weights in force. Deterministic.
 */
import { logistic } from '#shared/ranking/logistic.ts';
import { inLogits, logitOf, type RankerModel, weightSteps } from '#shared/ranking/model.ts';

export interface Shown {
  /** In the order of the model's features. */
  values: readonly number[];
  /** 0 is the first. */
  place: number;
  opened: boolean;
}
export interface Learnt {
  model: RankerModel;
  /** How often a card that fits is opened at each place. */
  places: number[];
}
export interface LearnSettings {
  /** Of each feature: more of it never makes a product less (1) or more (-1) likely. */
  signs: readonly (1 | -1)[];
  /** How many shown cards the weights in force are worth. */
  holdsLike: number;
  steps: number;
  /** false: only the places are fitted. */
  fitsModel: boolean;
}

export const learnSettings = { holdsLike: 4, steps: 300 } as const;
export const placesMax = 12;

export function learnFromShown(shown: readonly Shown[], base: RankerModel, { signs, holdsLike, steps, fitsModel }: LearnSettings): Learnt {
  const rows = rowsOf(shown, base);
  const { bias: startBias, direct: startDirect } = inLogits(base);
  const start = Float64Array.from([startBias, 1, ...startDirect]);
  const weights = start.slice();
  const logits = new Float64Array(placesMax).fill(-1);
  const [moveWeights, movePlaces] = [adam(weights.length), adam(placesMax)];
  for (let step = 1; step <= steps; step++) {
    const { ofWeights, ofPlaces } = slopes(rows, weights, logits);
    movePlaces(logits, ofPlaces, step);
    if (!fitsModel) continue;
    for (let at = 0; at < weights.length; at++)
      ofWeights[at] = (ofWeights[at] as number) + (holdsLike * ((weights[at] as number) - (start[at] as number))) / rows.length;
    moveWeights(weights, ofWeights, step);
    for (let at = firstDirect; at < weights.length; at++) weights[at] = ofSign(weights[at] as number, signs[at - firstDirect] ?? 1);
    weights[1] = Math.max(0, weights[1] as number);
  }
  return { model: fitsModel ? learntFrom(base, weights) : base, places: Array.from(logits, (logit) => rounded(logistic(logit))) };
}

function learntFrom(base: RankerModel, [bias = 0, scale = 1, ...direct]: Float64Array): RankerModel {
  const steps = weightSteps[base.form];
  const kept = (weight: number): number => (base.form === 'ranker-2' ? Math.round(weight) : rounded(weight)) + 0;
  const units = base.units.map((unit) => ({ ...unit, adds: kept(unit.adds * scale) }));
  return { ...base, bias: kept(bias * steps), direct: direct.map((weight) => kept(weight * steps)), units };
}

/** What each shown card costs: minus the logarithm of how likely it was that what happened would happen. */
export function lossesOf(shown: readonly Shown[], { model, places }: Learnt): number[] {
  return shown.map(({ values, place, opened }) => {
    const chance = bounded((places[Math.min(place, placesMax - 1)] ?? 0) * logistic(logitOf(values, model)));
    return -Math.log(opened ? chance : 1 - chance);
  });
}

interface Row {
  /** 1, what the hidden units add, then the values: all that is weighed. */
  inputs: Float64Array;
  place: number;
  opened: 0 | 1;
}
const firstDirect = 2;

function rowsOf(shown: readonly Shown[], base: RankerModel): Row[] {
  const hidden: RankerModel = { ...base, bias: 0, direct: [] };
  return shown.map(({ values, place, opened }) => ({
    inputs: Float64Array.from([1, logitOf(values, hidden), ...values]),
    place: Math.min(place, placesMax - 1),
    opened: opened ? 1 : 0,
  }));
}

/** Of the mean loss, by every weight and by the logit of every place. */
function slopes(rows: readonly Row[], weights: Float64Array, logits: Float64Array): { ofWeights: Float64Array; ofPlaces: Float64Array } {
  const [ofWeights, ofPlaces] = [new Float64Array(weights.length), new Float64Array(placesMax)];
  for (const { inputs, place, opened } of rows) {
    let logit = 0;
    for (let at = 0; at < inputs.length; at++) logit += (weights[at] as number) * (inputs[at] as number);
    const [fits, looks] = [logistic(logit), logistic(logits[place] as number)];
    const chance = bounded(fits * looks);
    const miss = (chance - opened) / (1 - chance) / rows.length;
    ofPlaces[place] = (ofPlaces[place] as number) + miss * (1 - looks);
    const slope = miss * (1 - fits);
    for (let at = 0; at < inputs.length; at++) ofWeights[at] = (ofWeights[at] as number) + slope * (inputs[at] as number);
  }
  return { ofWeights, ofPlaces };
}

function adam(size: number): (values: Float64Array, slope: Float64Array, step: number) => void {
  const [momentum, spread] = [new Float64Array(size), new Float64Array(size)];
  return (values, slope, step) => {
    for (let at = 0; at < size; at++) {
      const down = slope[at] as number;
      momentum[at] = 0.9 * (momentum[at] as number) + 0.1 * down;
      spread[at] = 0.999 * (spread[at] as number) + 0.001 * down ** 2;
      const length = Math.sqrt((spread[at] as number) / (1 - 0.999 ** step)) + 1e-9;
      values[at] = (values[at] as number) - (stepSize * (momentum[at] as number)) / (1 - 0.9 ** step) / length;
    }
  };
}
const stepSize = 0.03;

const bounded = (chance: number): number => Math.min(1 - 1e-9, Math.max(1e-9, chance));
const ofSign = (value: number, sign: 1 | -1): number => (sign > 0 ? Math.max(0, value) : Math.min(0, value));
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
