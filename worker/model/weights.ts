import type { Weights } from './network.ts';

/** Shipped weights, fitted by `npm run eval:pages -- --fit`. */
export const weights: Weights = {
  bias: -7.69,
  weights: {
    'gtin-on-page': 12,
    'linked-on-page': 9,
    'code-on-page': 8.34,
    'name-agreement': 8.98,
    'headline-mention': 4.57,
    'text-mention': 2.53,
    'phrase-on-page': 4.52,
    'telling-words': 2.33,
    'words-on-page': 3.54,
    'maker-on-page': 0.52,
    'text-similarity': 0.33,
    'maker-missing': -1.77,
    'other-named': -8.52,
    'numbers-missing': -1.47,
    'numbers-differ': -3.23,
    'accessory-missing': -1.39,
  },
  threshold: 0.5,
};
