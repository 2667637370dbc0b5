import { logistic } from '#shared/ranking/logistic.ts';
import type { Feature } from '../feature.ts';

/** A product page sells one thing, and another product fits it better: from 0, as well, to 1. */
export const outdone: Feature = {
  name: 'outdone',
  sign: -1,
  ofList: true,
  of: ({ page, lead }) => (page.kind === 'product' ? Math.max(0, 1 - 2 * logistic(lead)) : 0),
  bound: () => 0,
};
