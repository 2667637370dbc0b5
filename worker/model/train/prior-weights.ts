import type { Weights } from '../network.ts';

/** Where the fit begins and what it stays near: set by hand from what each feature means. The first two never occur without being right. */
export const priorWeights: Weights = {
  bias: -7,
  weights: {
    'gtin-on-page': 25,
    'linked-on-page': 22,
    'code-on-page': 7,
    'code-root-on-page': 2,
    'name-agreement': 9,
    'headline-mention': 5,
    'text-mention': 3,
    'phrase-on-page': 5,
    'model-named': 4,
    'telling-words': 3,
    'words-on-page': 3,
    'maker-on-page': 0.5,
    'text-similarity': 1,
    'maker-missing': -2,
    'other-named': -8,
    'numbers-missing': -2,
    'numbers-differ': -3,
    'accessory-missing': -2,
    unrivalled: 1,
    outdone: -2,
  },
  threshold: 0.5,
};
