import type { Weights } from './network.ts';

/** Shipped weights, fitted by `npm run eval:pages -- --fit`. */
export const weights: Weights = {
  bias: -8.34,
  weights: {
    'gtin-on-page': 25,
    'linked-on-page': 22,
    'code-on-page': 10.69,
    'name-agreement': 8.64,
    'headline-mention': 4.43,
    'text-mention': 2.27,
    'phrase-on-page': 3.9,
    'model-named': 4,
    'telling-words': 1.64,
    'words-on-page': 5.34,
    'maker-on-page': 0.81,
    'text-similarity': 0,
    'maker-missing': -2.01,
    'other-named': -9.69,
    'numbers-missing': -0.95,
    'numbers-differ': -3.26,
    'accessory-missing': -1.06,
  },
  threshold: 0.5,
};
