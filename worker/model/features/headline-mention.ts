import type { Feature } from '../feature.ts';
import { convincing, mentionIn } from '../mention.ts';
import { worthOf } from '../seen.ts';

/** The page's title speaks of the product: share of the product's title found there, weighed by how much that tells. */
export const headlineMention: Feature = {
  name: 'headline-mention',
  sign: 1,
  of: ({ page, product }) => {
    const { share, information } = mentionIn(page.headline, product);
    return share * convincing(information);
  },
  bound: (_, { headline }) => worthOf(headline),
};
