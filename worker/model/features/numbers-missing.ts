import type { Feature } from '../feature.ts';
import { mentionIn, standsAt } from '../mention.ts';
import { bestName, isInName } from '../name.ts';
import { tellsModels } from '../text.ts';

/** Share of the title's numbers and codes that stand neither at its mentions nor in the best fitting name: the 3090 is not the 3080. */
export const numbersMissing: Feature = {
  name: 'numbers-missing',
  sign: -1,
  of: ({ page, product }) => {
    const { named } = bestName(page, product);
    const isSeen = (term: number): boolean =>
      (named !== undefined && isInName(named, term)) ||
      standsAt(page.headline, mentionIn(page.headline, product), term) ||
      standsAt(page.text, mentionIn(page.text, product), term);
    let [missing, all] = [0, 0];
    for (const [at, term] of product.title.entries()) {
      if (!tellsModels(term)) continue;
      all += product.titleShares[at] ?? 0;
      if (!isSeen(term)) missing += product.titleShares[at] ?? 0;
    }
    return all === 0 ? 0 : missing / all;
  },
  bound: () => 0,
};
