import type { Feature } from '../feature.ts';

/** Page and product lie in the same direction of the encoder's space. */
export const textSimilarity: Feature = {
  name: 'text-similarity',
  sign: 1,
  of: ({ closeness }) => Math.min(1, Math.max(0, closeness)),
};
