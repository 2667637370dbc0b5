/** How sure a version of the model is that a page is about a product, and why. */
import { type ModelForm, modelIdOf, probabilityOf, type RankerModel, valueSteps } from '#shared/ranking/model.ts';
import { sha256Hex } from '#shared/sha256.ts';
import type { Feature } from './feature.ts';
import { features } from './features.ts';
import { leadsOf } from './leads.ts';
import { type Line, modelOf } from './network.ts';
import { alone, weights } from './weights.ts';
import type { ScorerInput } from './words.ts';

export const featureNames: readonly string[] = features.map((feature) => feature.name);

/** What serves until another version is put in force, and whenever that one cannot be read. */
export const shippedModel: RankerModel = modelOf(weights, featureNames);
export const shippedModelId: string = modelIdOf(shippedModel, sha256Hex);

/** Strongest first. */
export type Reason = 'gtin_on_page' | 'linked_on_page' | 'named_on_page' | 'similar_text';

export interface Score {
  /** 0 to 1. */
  score: number;
  /** In the order of the model's features, in the steps of its form: short to write down, and the same in every engine. */
  values: readonly number[];
}
type Scorer = (input: ScorerInput) => Score;

/** Throws when the model names a feature that this program does not have. */
export function scorerOf(model: RankerModel): Scorer {
  const missing = unknownFeature(model);
  if (missing !== undefined) throw new RangeError(`no feature is named ${missing}`);
  const taken = model.features.flatMap((name) => byName.get(name) ?? []);
  return (input) => {
    const values = taken.map((feature) => rounded(feature.of(input), model.form));
    return { score: probabilityOf(values, model), values };
  };
}
export const rounded = (value: number, form: ModelForm): number => Math.round(value * valueSteps[form]) / valueSteps[form];
const byName: ReadonlyMap<string, Feature> = new Map(features.map((feature) => [feature.name, feature]));

/** A version may be older or newer than this program. */
export const unknownFeature = (model: RankerModel): string | undefined => model.features.find((name) => !byName.has(name));

export const scoreOf: Scorer = scorerOf(shippedModel);

/** Each product of a page's list seen beside the others. How strong each is alone is told by weights that no version changes: a lead is evidence. */
export function withLeads(list: readonly Unranked[], by: Line = alone): ScorerInput[] {
  const inputs = list.map((input) => ({ ...input, lead: 0 }));
  const leads = leadsOf(inputs.map((input) => features.reduce((sum, { name, of }) => sum + (by.weights[name] ?? 0) * of(input), by.bias)));
  return inputs.map((input, at) => ({ ...input, lead: leads[at] ?? 0 }));
}
export type Unranked = Omit<ScorerInput, 'lead'>;

/** What spoke for the product, strongest first; never empty. */
export function reasonsOf(values: readonly number[], names: readonly string[] = featureNames): Reason[] {
  const value = (name: string): number => values[names.indexOf(name)] ?? 0;
  const named = Math.max(
    value('code-on-page'),
    value('name-agreement'),
    value('headline-mention'),
    value('text-mention'),
    value('model-named'),
    value('code-root-on-page'),
  );
  const reasons: Reason[] = [];
  if (value('gtin-on-page') > 0) reasons.push('gtin_on_page');
  if (value('linked-on-page') > 0) reasons.push('linked_on_page');
  if (named >= namedFrom) reasons.push('named_on_page');
  return reasons.length > 0 ? reasons : ['similar_text'];
}
const namedFrom = 0.3;

/** Below this score nothing is shown. */
export const threshold: number = shippedModel.threshold;
