/**
 * Model: says how sure it is that a page is about a product. Text, encoder, features (one file each), network and weights, used unchanged
 * by training and by the edge. Promises the same score for the same words, wherever it runs. Never sees money: its input has none.
 */
export { sampleDecisions, signsOf } from './decide-samples.ts';
export { dimensions, encoderId, unpacked } from './encode.ts';
export { largest } from './largest.ts';
export { vectorsMaker } from './nearest/load.ts';
export { plainVectors } from './nearest/plain.ts';
export type { Vectors } from './nearest/vectors.ts';
export type { GoesWith } from './next-item/goes-with.ts';
export { openNextItem } from './next-item/open.ts';
export { informationOf, informationOfCount, type Rarity } from './rarity.ts';
export {
  type Reason,
  reasonsOf,
  scorerOf,
  shippedModel,
  shippedModelId,
  threshold,
  unknownFeature,
} from './score.ts';
export { type ListScorer, listScorerOf } from './score-list.ts';
export { runsOn, servingOf } from './serving.ts';
export { hashOf, kindOf, type Term } from './text.ts';
export { type Learnt, learnFromShown, learnSettings, lossesOf, type Shown } from './train/learn-from-shown.ts';
export {
  fingerprintOf,
  type PageWords,
  type ProductTerms,
  type ProductText,
  type ProductWords,
  pageWords,
  productTerms,
  productVector,
  productWords,
  ratedWords,
  tellingTerms,
} from './words.ts';
