/**
 * A page's whole list, scored, closely only where a product can matter. The same scores, to the last bit, as `withLeads` and `scorerOf` give one by
 * one.
 */
import { logistic } from '#shared/ranking/logistic.ts';
import { inLogits, probabilityOf, type RankerModel, switches, type Unit, valueSteps } from '#shared/ranking/model.ts';
import { features } from './features.ts';
import { leadsOf, leastRival } from './leads.ts';
import { rounded, type Score, type Unranked, unknownFeature } from './score.ts';
import { seenOf } from './seen.ts';
import { alone } from './weights.ts';

/** Undefined for those that certainly stay below the threshold and are no other's rival, but for the wanted places. */
export type ListScorer = (list: readonly Unranked[], wanted?: ReadonlySet<number>) => readonly (Score | undefined)[];

/** Runs the network: values in the order of the model's features and in its steps, one row a product, become a probability each. */
export type Network = (rows: readonly (readonly number[])[]) => ArrayLike<number>;

/** In plain arithmetic, as receipts are replayed. */
const plainNetwork =
  (model: RankerModel): Network =>
  (rows) =>
    rows.map((values) => probabilityOf(values, model));

/** In plain arithmetic. Throws when the model names a feature that this program does not have. */
export function listScorerOf(model: RankerModel): ListScorer {
  const known = scorers.get(model);
  if (known) return known;
  const made = makeListScorer(model, plainNetwork(model));
  scorers.set(model, made);
  return made;
}
const scorers = new WeakMap<RankerModel, ListScorer>();

interface Kept {
  at: number;
  input: Unranked;
  /** In the order of all features; those of the list are 0. */
  values: number[];
  strength: number;
}

/** Throws when the model names a feature that this program does not have. */
export function makeListScorer(model: RankerModel, network: Network): ListScorer {
  const missing = unknownFeature(model);
  if (missing !== undefined) throw new RangeError(`no feature is named ${missing}`);
  const places = model.features.map((name) => features.findIndex((feature) => feature.name === name));
  const boundsOf = boundsBy(model, places);
  return (list, wanted) => {
    const scores: (Score | undefined)[] = list.map(() => undefined);
    const kept = keptOf(list.map((input, at) => ({ at, input, ...boundsOf(input, wanted?.has(at) === true) })));
    const leads = leadsOf(kept.map(({ strength }) => strength));
    const rows = kept.map(({ input, values }, place) => {
      const seen = { ...input, lead: leads[place] as number };
      for (const [feature, { of, ofList }] of features.entries()) if (ofList) values[feature] = of(seen);
      return places.map((feature) => rounded(values[feature] as number, model.form));
    });
    const probabilities = rows.length > 0 ? network(rows) : [];
    for (const [place, { at }] of kept.entries()) scores[at] = { score: probabilities[place] as number, values: rows[place] as number[] };
    return scores;
  };
}

interface Bounds {
  isNeeded: boolean;
  /** How strong it is alone, at most; nothing where nobody asks for rivals. */
  strength: number;
}

/** All that are wanted or may be shown, and the two strongest, whom the others are seen beside. */
function keptOf(list: readonly (Bounds & Pick<Kept, 'at' | 'input'>)[]): Kept[] {
  const kept: Kept[] = [];
  let [first, second] = [leastRival, leastRival];
  for (const { at, input, isNeeded, strength: most } of [...list].sort((a, b) => b.strength - a.strength)) {
    if (!isNeeded && most < second) continue;
    const values = valuesAlone(input);
    const strength = values.reduce((sum, value, feature) => sum + (aloneWeights[feature] as number) * value, alone.bias);
    if (strength > first) [first, second] = [strength, first];
    else if (strength > second) second = strength;
    kept.push({ at, input, values, strength });
  }
  return kept;
}

const aloneWeights = features.map(({ name }) => alone.weights[name] ?? 0);

/** The cheap ones once more: to remember them of all would cost more than to find them again for these few. */
function valuesAlone(input: Unranked): number[] {
  const single = { ...input, lead: 0 };
  return features.map(({ ofList, of }) => (ofList ? 0 : of(single)));
}

/** By bounds of the values and the signs of the weights. */
function boundsBy(model: RankerModel, places: readonly number[]): (input: Unranked, isWanted: boolean) => Bounds {
  const inOrder = (weights: readonly number[]): number[] => features.map((_, at) => weights[places.indexOf(at)] ?? 0);
  const logits = inLogits(model);
  const direct = inOrder(logits.direct);
  const units = logits.units.map((unit): Unit => ({ ...unit, weights: inOrder(unit.weights) }));
  const isOn = switches[model.form];
  // Bounds are compared with room for what adding and rounding may do to a value.
  const slack = 1 / valueSteps[model.form];
  const [least, most] = [new Float64Array(features.length), new Float64Array(features.length)];
  const upTo = (bias: number, weights: readonly number[]): number => {
    let sum = bias;
    for (let at = 0; at < weights.length; at++) {
      const weight = weights[at] as number;
      sum += weight * ((weight > 0 ? most : least)[at] as number);
    }
    return sum;
  };
  return (input, isWanted) => {
    const seen = seenOf(input.page, input.product);
    const single = { ...input, lead: 0 };
    let isAmongRivals = false;
    for (let at = 0; at < features.length; at++) {
      const { sign, ofList, of, bound } = features[at] as (typeof features)[number];
      const value = bound ? bound(input, seen) : of(single);
      least[at] = bound && sign > 0 ? 0 : Math.max(0, value - slack);
      most[at] = bound && sign < 0 ? 1 : Math.min(1, value + slack);
      if (ofList && value > 0) isAmongRivals = true;
    }
    let logit = upTo(logits.bias, direct);
    for (let at = 0; at < units.length; at++) {
      const { bias, weights, adds } = units[at] as Unit;
      logit += Math.max(0, adds) * isOn(upTo(bias, weights));
    }
    const strength = isAmongRivals ? upTo(alone.bias, aloneWeights) + slack : Number.NEGATIVE_INFINITY;
    return { isNeeded: isWanted || logistic(logit + slack) >= model.threshold, strength };
  };
}
