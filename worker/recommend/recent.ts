/** Products that came since the last freezing: few, so plain lists and maps do. */
import type { Id } from '#shared/ids.ts';
import type { Term } from '#worker/model/index.ts';
import type { FrozenProduct } from './frozen.ts';
import { eachTerm } from './word-row.ts';

export interface Recent {
  length: () => number;
  at: (place: number) => FrozenProduct;
  put: (product: FrozenProduct) => void;
  find: (id: Id<'prd'>) => number | undefined;
  forget: (id: Id<'prd'>) => void;
  isLive: (place: number) => boolean;
  /** Numbered from `base` on. */
  slotsWith: (term: Term) => readonly number[];
}

export function makeRecent(base: number): Recent {
  const products: FrozenProduct[] = [];
  const places = new Map<Id<'prd'>, number>();
  const withTerm = new Map<Term, number[]>();
  const at = (place: number): FrozenProduct => products[place] as FrozenProduct;
  return {
    length: () => products.length,
    at,
    put: (product) => {
      const place = products.push(product) - 1;
      places.set(product.id, place);
      eachTerm(product.row, (term) => {
        const slots = withTerm.get(term);
        if (slots) slots.push(base + place);
        else withTerm.set(term, [base + place]);
      });
    },
    find: (id) => places.get(id),
    forget: (id) => void places.delete(id),
    isLive: (place) => places.get(at(place).id) === place,
    slotsWith: (term) => withTerm.get(term) ?? none,
  };
}
const none: readonly number[] = [];
