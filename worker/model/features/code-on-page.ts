import type { Feature } from '../feature.ts';
import type { Term } from '../text.ts';
import type { PageWords } from '../words.ts';

/** The maker's or merchant's number of the product: told by the page's own data (1) or standing in its words (.7). */
export const codeOnPage: Feature = {
  name: 'code-on-page',
  sign: 1,
  of: ({ page, product }) => {
    let best = 0;
    for (let at = 0; at < product.codes.length; at++) best = Math.max(best, seen(page, product.codes[at] as Term));
    return best;
  },
};

function seen({ names, headline, text }: PageWords, code: Term): number {
  let isInWords = headline.places.has(code) || text.places.has(code);
  for (const { codes, name } of names) {
    if (codes.includes(code)) return 1;
    isInWords ||= name.places.has(code);
  }
  return isInWords ? 0.7 : 0;
}
