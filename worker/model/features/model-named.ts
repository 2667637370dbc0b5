import type { Feature } from '../feature.ts';
import { mentionIn, standsAt } from '../mention.ts';
import { kindOf } from '../text.ts';
import type { Passage, ProductWords } from '../words.ts';

/** Maker and model number stand together, as people name a product whose full title nobody writes. */
export const modelNamed: Feature = {
  name: 'model-named',
  sign: 1,
  of: ({ page: { headline, text }, product }) => {
    const codes = product.title.filter((term) => kindOf(term) === 'code');
    const makers = product.maker.length > 0 ? product.maker : product.title.slice(0, 1);
    if (codes.length === 0) return 0;
    return [headline, text].some((passage) => named(passage, product, [codes, makers])) ? 1 : 0;
  },
  bound: (_, { headline, text }) => (headline.hasCodes || text.hasCodes ? 1 : 0),
};

/** All codes and one of the makers. */
function named(passage: Passage, product: ProductWords, [codes, makers]: readonly [readonly number[], readonly number[]]): boolean {
  const mention = mentionIn(passage, product);
  const stands = (term: number): boolean => standsAt(passage, mention, term);
  return codes.every(stands) && makers.some((term) => !codes.includes(term) && stands(term));
}
