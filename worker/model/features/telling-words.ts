import type { Feature } from '../feature.ts';
import { mentionIn } from '../mention.ts';

/** How much the words found together tell, even where the product's title says more: long titles are never mentioned whole. */
export const tellingWords: Feature = {
  name: 'telling-words',
  sign: 1,
  of: ({ page, product }) => {
    const most = Math.max(mentionIn(page.headline, product).information, mentionIn(page.text, product).information);
    return Math.min(1, most / informationMax);
  },
  bound: (_, { headline, text }) => Math.min(1, Math.max(headline.information, text.information) / informationMax),
};
const informationMax = 30;
