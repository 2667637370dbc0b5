import type { Feature } from '../feature.ts';
import { bestName } from '../name.ts';

/** How well the product's title and the best fitting name in the page's own data say the same. */
export const nameAgreement: Feature = {
  name: 'name-agreement',
  sign: 1,
  of: ({ page, product }) => bestName(page, product).agreement,
};
