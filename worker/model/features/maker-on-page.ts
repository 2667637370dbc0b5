import type { Feature } from '../feature.ts';
import type { Term } from '../text.ts';
import type { PageWords } from '../words.ts';

/** The maker's name: in the headline or the page's own data (1), or in its text (.5). */
export const makerOnPage: Feature = {
  name: 'maker-on-page',
  sign: 1,
  of: ({ page, product }) => (product.maker.length === 0 ? 0 : Math.min(...product.maker.map((term) => seen(page, term)))),
};

function seen({ headline, inNames, text }: PageWords, term: Term): number {
  if (headline.places.has(term) || inNames.has(term)) return 1;
  return text.places.has(term) ? 0.5 : 0;
}
