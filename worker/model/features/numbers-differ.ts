import type { Feature } from '../feature.ts';
import { bestName, isInName } from '../name.ts';
import { tellsModels } from '../text.ts';

/** The page's own name and the title each have a number or code that the other has not: another model of the same line. */
export const numbersDiffer: Feature = {
  name: 'numbers-differ',
  sign: -1,
  of: ({ page, product }) => {
    const { named } = bestName(page, product);
    if (!named) return 0;
    const isOnlyInTitle = product.title.some((term) => tellsModels(term) && !isInName(named, term));
    const isOnlyInName = named.name.terms.some(
      (term) => tellsModels(term) && !product.title.includes(term) && !product.codes.includes(term),
    );
    return isOnlyInTitle && isOnlyInName ? 1 : 0;
  },
};
