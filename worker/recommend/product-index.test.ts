import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Id, makeId } from '#shared/ids.ts';
import { blockRows, fingerprintOf, plainScan, productTerms, productVector, type Term, unpacked } from '#worker/model/index.ts';
import { type IndexedProduct, makeProductIndex, type ProductIndex } from './product-index.ts';

const idOf = (number: number): Id<'prd'> => makeId('prd', number + 1, (length) => new Uint8Array(length).fill(number % 251));
const indexed = (number: number, title: string): IndexedProduct => {
  const text = { title, sku: `sku-${number}0000` };
  return { id: idOf(number), fingerprint: fingerprintOf(text), terms: productTerms(text), vector: productVector(text) };
};
const idsWith = (index: ProductIndex, term: Term): string[] => {
  const slots: number[] = [];
  index.eachWith(term, (slot) => slots.push(slot));
  return slots.filter(index.isLive).map(index.idAt).sort();
};

test('after any puts, changes and removals it knows exactly what is there', () => {
  const titles = ['Rivertin kettle', 'Rivertin toaster black', 'Tolvane parka', 'parka', '漢字 kettle'];
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ put: fc.nat(20), title: fc.constantFrom(...titles) }) },
    { weight: 2, arbitrary: fc.record({ remove: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ settle: fc.boolean() }) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const index = makeProductIndex(plainScan());
      const known = new Map<number, string>();
      for (const one of steps) {
        if ('put' in one) {
          index.put(indexed(one.put, one.title));
          known.set(one.put, one.title);
        } else if ('remove' in one) {
          index.remove(idOf(one.remove));
          known.delete(one.remove);
        } else index.settle(one.settle);
      }
      index.settle();
      expectKnown(index, known);
    }),
  );
});

function expectKnown(index: ProductIndex, known: ReadonlyMap<number, string>): void {
  expect(index.size()).toBe(known.size);
  expect(index.rarity.products).toBe(known.size);
  const termsOf = new Map([...known].map(([number, title]) => [number, indexed(number, title)]));
  for (let number = 0; number <= 20; number++) {
    const [slot, product] = [index.find(idOf(number)), termsOf.get(number)];
    expect(slot !== undefined).toBe(product !== undefined);
    if (slot === undefined || !product) continue;
    expect(index.idAt(slot)).toBe(product.id);
    expect(index.fingerprintAt(slot)).toBe(product.fingerprint);
    expect(index.wordsAt(slot)).toMatchObject(product.terms);
    const { wanted } = index.scan(unpacked(product.vector), 1, Int32Array.of(slot));
    expect(wanted[0]).toBeCloseTo(1, 5);
  }
  for (const term of new Set([...termsOf.values()].flatMap(({ terms }) => [...terms.title, ...terms.codes]))) {
    const having = [...termsOf.values()].filter(({ terms }) => terms.title.includes(term) || terms.codes.includes(term));
    expect(idsWith(index, term)).toEqual(having.map(({ id }) => id).sort());
    expect(index.rarity.productsWith(term)).toBe(having.length);
  }
}

test('rows beyond one block are found, and those of the gone are not live', () => {
  const index = makeProductIndex(plainScan());
  for (let number = 0; number < blockRows + 3; number++) index.put(indexed(number, `Thing ${number} of many`));
  index.remove(idOf(blockRows + 2));
  index.settle(true);
  const last = indexed(blockRows + 1, `Thing ${blockRows + 1} of many`);
  const { rows } = index.scan(unpacked(last.vector), 1, new Int32Array());
  expect(index.idAt(rows[0] ?? -1)).toBe(last.id);
  expect(index.size()).toBe(blockRows + 2);
  expect(index.isLive(blockRows + 2)).toBe(false);
});

test('an empty index finds nothing', () => {
  const index = makeProductIndex(plainScan());
  index.settle(true);
  expect(index.find(idOf(1))).toBeUndefined();
  expect(index.size()).toBe(0);
  expect(index.scan(new Float32Array(64), 5, new Int32Array()).rows).toHaveLength(0);
});
