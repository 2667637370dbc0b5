import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Id, makeId } from '#shared/ids.ts';
import {
  dimensions,
  fingerprintOf,
  informationOf,
  kindOf,
  pageWords,
  plainVectors,
  productTerms,
  productVector,
  tellingTerms,
} from '#worker/model/index.ts';
import { candidateLimits, candidatesFor } from './candidates.ts';
import { makeProductIndex, type ProductIndex } from './product-index.ts';
import { noSlots } from './slots.ts';

const words = ['Rivertin', 'Tolvane', 'kettle', 'parka', 'lantern', 'steel', 'brass', 'black', 'RT-90', 'TV-100', '漢字', 'travel', 'oak'];
const idOf = (number: number): Id<'prd'> => makeId('prd', number + 1, () => new Uint8Array(10));
const pageOf = (title: string, text: string) =>
  pageWords({ platform: 'web', kind: 'article', url: 'https://a.example/one', title, text, products: [], shopLinks: [] });

/** As the rule is written down: all that are mentioned or near, each with its promise, sorted. */
function plainly(page: ReturnType<typeof pageOf>, index: ProductIndex): Id<'prd'>[] {
  const { near, far } = tellingTerms(page);
  const sums = new Map<number, number>();
  const slots = noSlots();
  const farMax = Math.max(200, index.size() * 0.02);
  for (const [terms, weight, most] of [[near, 1, Number.POSITIVE_INFINITY] as const, [far, 0.6, farMax] as const]) {
    for (const term of terms) {
      if (kindOf(term) === 'common' || index.rarity.productsWith(term) > most) continue;
      index.slotsWith(term, slots);
      for (const slot of slots.list.subarray(0, slots.length))
        if (index.isLive(slot)) sums.set(slot, (sums.get(slot) ?? 0) + weight * informationOf(term, index.rarity));
    }
  }
  const mentioned = [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, candidateLimits.mentioned);
  const { rows } = index.vectors.nearest(page.vector, 100);
  const all = [...new Set([...mentioned.map(([slot]) => slot), ...rows])].map((slot) => {
    const closeness = index.vectors.closeness(page.vector, Int32Array.of(slot))[0] ?? 0;
    return { slot, promise: (sums.get(slot) ?? 0) / (mentioned[0]?.[1] ?? 1) + 0.3 * Math.max(0, closeness) };
  });
  const best = all.sort((a, b) => b.promise - a.promise).slice(0, candidateLimits.scored);
  return best.filter(({ promise }) => promise > margin).map(({ slot }) => index.idAt(slot));
}
/** What promises nothing may be any. */
const margin = 1e-4;

test('the candidates are the most promising of all that are mentioned or near, whatever is frozen, new or gone', () => {
  const text = (max: number) => fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: max }).map((some) => some.join(' '));
  const catalogue = fc.array(text(5), { minLength: 1, maxLength: 120 });
  fc.assert(
    fc.property(catalogue, text(4), text(8), fc.double({ min: 0, max: 1, noNaN: true }), (titles, title, body, frozenShare) => {
      const indexed = (number: number) => {
        const product = { title: titles[number] as string, sku: `sku-${number}0000` };
        const facts = { fingerprint: fingerprintOf(product), terms: productTerms(product), vector: productVector(product) };
        return { id: idOf(number), brandId: makeId('brd', 1, () => new Uint8Array(10)), names: [], ...facts };
      };
      let index = makeProductIndex(plainVectors(dimensions));
      for (const number of titles.keys()) {
        index.put(indexed(number));
        if (number !== Math.floor(titles.length * frozenShare)) continue;
        const { frozen, vectors } = index.frozen();
        const copy = plainVectors(dimensions);
        copy.append(vectors);
        index = makeProductIndex(copy, frozen);
      }
      for (let number = 0; number < titles.length; number += 5) index.remove(idOf(number));
      const page = pageOf(title, body);
      const found = candidatesFor(page, index, []);
      const ids = found.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toEqual(ids.filter((id) => index.find(id) !== undefined));
      const expected = plainly(page, index);
      // Where two promise the same, either may be the last that is taken.
      expect(expected.filter((id) => !ids.includes(id)).length).toBeLessThanOrEqual(ties(expected, titles));
      if (titles.length <= candidateLimits.scored) expect(ids).toEqual(expect.arrayContaining(expected));
      for (const { id, product } of found) expect(product).toEqual(index.wordsAt(index.find(id) as number));
    }),
    { numRuns: 100, seed: 5 },
  );
});

/** How many of the expected are one title with others. */
const ties = (ids: readonly string[], titles: readonly string[]): number => {
  const titleOf = new Map(titles.map((title, number) => [idOf(number) as string, [...title.split(' ')].sort().join(' ')]));
  const last = titleOf.get(ids.at(-1) ?? '');
  return ids.filter((id) => titleOf.get(id) === last).length;
};
