import type { Feature } from '../feature.ts';

/** Share of what the title tells that stands anywhere on the page, together or not. */
export const wordsOnPage: Feature = {
  name: 'words-on-page',
  sign: 1,
  of: ({ page: { headline, text, inNames }, product }) => {
    let sum = 0;
    for (let at = 0; at < product.title.length; at++) {
      const term = product.title[at] as number;
      if (headline.places.has(term) || text.places.has(term) || inNames.has(term)) sum += product.titleShares[at] as number;
    }
    return sum;
  },
};
