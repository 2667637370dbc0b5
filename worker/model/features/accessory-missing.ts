import type { Feature } from '../feature.ts';
import { mentionIn, standsAt } from '../mention.ts';
import { bestName, isInName } from '../name.ts';
import { kindOf } from '../text.ts';

/**
 * The product goes with another one (a case, a charger, a filter) and the page does not say that word where it names the other. Half of it where
 * the page says the word elsewhere: a backpack is also a thing of its own, of which one speaks by its name.
 */
export const accessoryMissing: Feature = {
  name: 'accessory-missing',
  sign: -1,
  of: ({ page, product }) => {
    const accessories = product.title.filter((term) => kindOf(term) === 'accessory');
    if (accessories.length === 0) return 0;
    const { named } = bestName(page, product);
    const isSeen = (term: number): boolean =>
      (named !== undefined && isInName(named, term)) ||
      standsAt(page.headline, mentionIn(page.headline, product), term) ||
      standsAt(page.text, mentionIn(page.text, product), term);
    if (accessories.some(isSeen)) return 0;
    return accessories.some((term) => page.headline.places.has(term) || page.text.places.has(term)) ? 0.5 : 1;
  },
  bound: () => 0,
};
