import type { Feature } from '../feature.ts';

/** A code of the product stands on the page but for its last letters, which tell colour or country. */
export const codeRootOnPage: Feature = {
  name: 'code-root-on-page',
  sign: 1,
  of: ({ page, product }) => (product.codes.some((code) => page.roots.has(code)) ? 1 : 0),
};
