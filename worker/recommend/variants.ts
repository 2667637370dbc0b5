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

/** The same name up to a number, and then another number: two models of one series. */
export function isOtherModelOf(one: ProductWords, other: ProductWords): boolean {
  const [a, b] = [seriesOf(one), seriesOf(other)];
  return (
    a !== undefined &&
    b !== undefined &&
    a.number !== b.number &&
    a.name.length === b.name.length &&
    a.name.every((term, at) => term === b.name[at])
  );
}

function seriesOf({ title }: ProductWords): { name: readonly Term[]; number: Term } | undefined {
  const at = title.findIndex((term) => kindOf(term) === 'number' || kindOf(term) === 'code');
  const number = title[at];
  return at < 1 || number === undefined ? undefined : { name: title.slice(0, at), number };
}

/** What the title tells besides colours, sizes and materials. */
function tellingOf({ title, titleRarity }: ProductWords): Map<Term, number> {
  const telling = title.map((term, at) => [term, titleRarity[at] ?? 0] as const).filter(([term]) => kindOf(term) !== 'variant');
  return new Map(telling.length > 0 ? telling : title.map((term, at) => [term, titleRarity[at] ?? 0]));
}

const sum = (entries: readonly (readonly [Term, number])[]): number => entries.reduce((total, [, information]) => total + information, 0);
