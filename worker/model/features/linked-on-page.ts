import type { Feature } from '../feature.ts';

/** The page is the product's own page, or says so of a product it names (1); or it leads there (.6). */
export const linkedOnPage: Feature = {
  name: 'linked-on-page',
  sign: 1,
  of: ({ page: { addresses, links }, product: { link } }) => {
    if (link === undefined) return 0;
    if (addresses.has(link)) return 1;
    return links.has(link) ? 0.6 : 0;
  },
};
