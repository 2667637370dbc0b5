import type { Feature } from '../feature.ts';
import { convincing, mentionIn } from '../mention.ts';
import { worthOf } from '../seen.ts';

/** The page's text has the product's words together at one place. */
export const textMention: Feature = {
  name: 'text-mention',
  sign: 1,
  of: ({ page, product }) => {
    const { share, information } = mentionIn(page.text, product);
    return share * convincing(information);
  },
  bound: (_, { text }) => worthOf(text),
};
