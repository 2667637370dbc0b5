import type { Feature } from '../feature.ts';

/** The page leads to the product's own page, or is it. */
export const linkedOnPage: Feature = {
  name: 'linked-on-page',
  sign: 1,
  of: ({ page, product }) => (product.link !== undefined && page.links.has(product.link) ? 1 : 0),
};
