/** When two products are one in two colours or sizes, or the same thing from two shops: a page needs only one of them. */
import { kindOf, type ProductWords, type Term } from '#worker/model/index.ts';

/** Nearly all that both titles tell is the same, and what differs is neither a number nor a code. */
export function isVariantOf(one: ProductWords, other: ProductWords): boolean {
  const [a, b] = [tellingOf(one), tellingOf(other)];
  const shared = sum([...a].filter(([term]) => b.has(term)));
  const apart = [...[...a].filter(([term]) => !b.has(term)), ...[...b].filter(([term]) => !a.has(term))];
  if (apart.some(([term]) => kindOf(term) === 'number' || kindOf(term) === 'code')) return false;
  return shared > 0 && shared >= sameShare * (shared + sum(apart));
}
const sameShare = 0.8;

/** What the title tells besides colours, sizes and materials. */
function tellingOf({ title, titleRarity }: ProductWords): Map<Term, number> {
  const telling = title.map((term, at) => [term, titleRarity[at] ?? 0] as const).filter(([term]) => kindOf(term) !== 'variant');
  return new Map(telling.length > 0 ? telling : title.map((term, at) => [term, titleRarity[at] ?? 0]));
}

const sum = (entries: readonly (readonly [Term, number])[]): number => entries.reduce((total, [, information]) => total + information, 0);
