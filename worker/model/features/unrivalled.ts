import { logistic } from '#shared/ranking/logistic.ts';
import type { Feature } from '../feature.ts';

/** A product page sells one thing, and no other product fits nearly as well: from 0, as well, to 1. */
export const unrivalled: Feature = {
  name: 'unrivalled',
  sign: 1,
  ofList: true,
  of: ({ page, lead }) => (page.kind === 'product' ? Math.max(0, 2 * logistic(lead) - 1) : 0),
  bound: ({ page }) => (page.kind === 'product' ? 1 : 0),
};
