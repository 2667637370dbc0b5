/** How sure the model is that a page is about a product, and why. */
import { features } from './features.ts';
import { probabilityOf, type Weights } from './network.ts';
import { hashOf } from './text.ts';
import { weights } from './weights.ts';
import type { ScorerInput } from './words.ts';

export const featureNames: readonly string[] = features.map((feature) => feature.name);

/** Strongest first. */
export type Reason = 'gtin_on_page' | 'linked_on_page' | 'named_on_page' | 'similar_text';

export interface Score {
  /** 0 to 1. */
  score: number;
  /** In the order of `featureNames`. */
  values: readonly number[];
}

export function scoreOf(input: ScorerInput, by: Weights = weights): Score {
  const values = features.map((feature) => feature.of(input));
  return { score: probabilityOf(values, featureNames, by), values };
}

/** What spoke for the product, strongest first; never empty. */
export function reasonsOf(values: readonly number[]): Reason[] {
  const value = (name: string): number => values[featureNames.indexOf(name)] ?? 0;
  const named = Math.max(
    value('code-on-page'),
    value('name-agreement'),
    value('headline-mention'),
    value('text-mention'),
    value('model-named'),
  );
  const reasons: Reason[] = [];
  if (value('gtin-on-page') > 0) reasons.push('gtin_on_page');
  if (value('linked-on-page') > 0) reasons.push('linked_on_page');
  if (named >= namedFrom) reasons.push('named_on_page');
  return reasons.length > 0 ? reasons : ['similar_text'];
}
const namedFrom = 0.3;

/** Below this score nothing is shown. */
export const threshold: number = weights.threshold;
/** Names the features and weights: another model gives another id. */
export const modelId: string = `words-1-${hashOf(JSON.stringify([featureNames, weights]))
  .toString(16)
  .padStart(8, '0')}`;
