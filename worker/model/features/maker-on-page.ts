import type { Feature } from '../feature.ts';
import type { Term } from '../text.ts';
import type { PageWords } from '../words.ts';

/** The maker's name: in the headline or the page's own data (1), or in its text (.5). */
export const makerOnPage: Feature = {
  name: 'maker-on-page',
  sign: 1,
  of: ({ page, product: { maker } }) => {
    let least = maker.length === 0 ? 0 : 1;
    for (let at = 0; at < maker.length; at++) least = Math.min(least, seen(page, maker[at] as Term));
    return least;
  },
};

function seen({ headline, inNames, text }: PageWords, term: Term): number {
  if (headline.places.has(term) || inNames.has(term)) return 1;
  return text.places.has(term) ? 0.5 : 0;
}
