import type { Line, Weights } from './network.ts';
import shipped from './weights/ranker.json' with { type: 'json' };

/** Shipped weights, made by `gloss train ranker`; the file says from what. */
export const weights: Weights = shipped.weights;
/** What each product of a list is worth by itself: by it the others are seen. */
export const alone: Line = shipped.alone;
