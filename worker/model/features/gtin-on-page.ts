import type { Feature } from '../feature.ts';

/** The page prints the product's GTIN. */
export const gtinOnPage: Feature = {
  name: 'gtin-on-page',
  sign: 1,
  of: ({ page, product }) => (product.gtin !== undefined && page.names.some((named) => named.gtin === product.gtin) ? 1 : 0),
};
