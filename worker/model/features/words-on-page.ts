import type { Feature } from '../feature.ts';

/** Share of what the title tells that stands anywhere on the page, together or not. */
export const wordsOnPage: Feature = {
  name: 'words-on-page',
  sign: 1,
  of: ({ page: { headline, text, inNames }, product }) => {
    const isSeen = (term: number): boolean => headline.places.has(term) || text.places.has(term) || inNames.has(term);
    return product.title.reduce((sum, term, at) => sum + (isSeen(term) ? (product.titleShares[at] ?? 0) : 0), 0);
  },
};
