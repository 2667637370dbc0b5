import type { Feature } from '../feature.ts';
import { bestName } from '../name.ts';

/** A product page says in its own data what it sells, and it is not this. */
export const otherNamed: Feature = {
  name: 'other-named',
  sign: -1,
  of: ({ page, product }) => (page.kind === 'product' && page.names.length > 0 ? 1 - bestName(page, product).agreement : 0),
};
