import type { Feature } from '../feature.ts';
import type { Term } from '../text.ts';
import type { PageWords } from '../words.ts';

/** The maker's or merchant's number of the product: told by the page's own data (1) or standing in its words (.7). */
export const codeOnPage: Feature = {
  name: 'code-on-page',
  sign: 1,
  of: ({ page, product }) => product.codes.reduce((best, code) => Math.max(best, seen(page, code)), 0),
};

function seen({ names, headline, text }: PageWords, code: Term): number {
  if (names.some((named) => named.codes.includes(code))) return 1;
  const passages = [headline, text, ...names.map((named) => named.name)];
  return passages.some((passage) => passage.places.has(code)) ? 0.7 : 0;
}
