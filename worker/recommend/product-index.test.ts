import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Id, makeId } from '#shared/ids.ts';
import { dimensions, fingerprintOf, plainVectors, productTerms, productVector, type Term, unpacked } from '#worker/model/index.ts';
import { indexFile, readIndexFile } from './index-file.ts';
import { type IndexedProduct, makeProductIndex, type ProductIndex } from './product-index.ts';
import { noSlots } from './slots.ts';

const chance = (number: number) => (length: number) => new Uint8Array(length).fill(number % 251);
const idOf = (number: number): Id<'prd'> => makeId('prd', number + 1, chance(number));
const brandOf = (number: number): Id<'brd'> => makeId('brd', (number % 3) + 1, chance(number % 3));
const indexed = (number: number, title: string): IndexedProduct => {
  const text = { title, sku: `sku-${number}0000` };
  const product = { fingerprint: fingerprintOf(text), terms: productTerms(text), vector: productVector(text) };
  return { id: idOf(number), brandId: brandOf(number), ...product, names: [number + 1000] };
};
function idsWith(index: ProductIndex, term: Term): string[] {
  const slots = noSlots();
  index.slotsWith(term, slots);
  return Array.from(slots.list.subarray(0, slots.length)).filter(index.isLive).map(index.idAt).sort();
}

function frozenAnew(index: ProductIndex): ProductIndex {
  const { frozen, vectors } = index.frozen();
  const copy = plainVectors(dimensions);
  copy.append(vectors);
  return makeProductIndex(copy, frozen);
}

async function throughFile(index: ProductIndex): Promise<ProductIndex> {
  const { frozen, vectors } = index.frozen();
  const file = await indexFile({ encoder: 'any', revision: 7, newest: 'p', vectors: { key: 'k', sha256: 's' } }, frozen);
  const read = await readIndexFile(file.buffer);
  expect(read?.head).toEqual({ encoder: 'any', revision: 7, newest: 'p', vectors: { key: 'k', sha256: 's' } });
  const copy = plainVectors(dimensions);
  copy.append(vectors);
  return makeProductIndex(copy, read?.frozen);
}

test('after any puts, changes, removals, freezings and starts it knows exactly what is there', async () => {
  const titles = ['Rivertin kettle', 'Rivertin toaster black', 'Tolvane parka', 'parka', '漢字 kettle'];
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ put: fc.nat(20), title: fc.constantFrom(...titles) }) },
    { weight: 2, arbitrary: fc.record({ remove: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ freeze: fc.boolean() }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      let index = makeProductIndex(plainVectors(dimensions));
      const known = new Map<number, string>();
      for (const one of steps) {
        if ('put' in one) {
          index.put(indexed(one.put, one.title));
          known.set(one.put, one.title);
        } else if ('remove' in one) {
          index.remove(idOf(one.remove));
          known.delete(one.remove);
        } else {
          index = one.freeze ? frozenAnew(index) : await throughFile(index);
          expect([index.changes(), index.slots()]).toEqual([0, known.size]);
        }
      }
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
    expect(index.brandAt(slot)).toBe(product.brandId);
    expect(index.fingerprintAt(slot)).toBe(product.fingerprint);
    expect(index.wordsAt(slot)).toMatchObject(product.terms);
    expect(index.isName(number + 1000)).toBe(true);
    expect(index.vectors.closeness(unpacked(product.vector), Int32Array.of(slot))[0]).toBeCloseTo(1, 5);
    const { rows } = index.vectors.nearest(unpacked(product.vector), known.size);
    expect([...rows].every(index.isLive)).toBe(true);
    expect([...rows]).toContain(slot);
  }
  for (const term of new Set([...termsOf.values()].flatMap(({ terms }) => [...terms.title, ...terms.codes]))) {
    const having = [...termsOf.values()].filter(({ terms }) => terms.title.includes(term) || terms.codes.includes(term));
    expect(idsWith(index, term)).toEqual(having.map(({ id }) => id).sort());
    expect(index.rarity.productsWith(term)).toBe(having.length);
  }
}

test('an empty index finds nothing, and can be frozen', () => {
  for (const index of [makeProductIndex(plainVectors(dimensions)), frozenAnew(makeProductIndex(plainVectors(dimensions)))]) {
    expect(index.find(idOf(1))).toBeUndefined();
    expect(index.isName(1001)).toBe(false);
    expect(index.size()).toBe(0);
    expect(index.vectors.nearest(new Float32Array(dimensions), 5).rows).toHaveLength(0);
  }
});

test('three thousand products are all found after a freezing', () => {
  const index = makeProductIndex(plainVectors(dimensions));
  for (let number = 0; number < 3000; number++)
    index.put({ ...indexed(number, `Thing ${number} of many`), id: makeId('prd', number, chance(9)) });
  const frozen = frozenAnew(index);
  for (let number = 0; number < 3000; number++) expect(frozen.find(makeId('prd', number, chance(9)))).toBe(number);
  // The word that all have, a number that one has, and a word that nobody has.
  const [shared = 0] = productTerms({ title: 'many', sku: '' }).title;
  const [only = 0] = productTerms({ title: '2999', sku: '' }).title;
  const [none = 0] = productTerms({ title: 'nowhere', sku: '' }).title;
  expect([shared, only, none].map((term) => idsWith(frozen, term).length)).toEqual([3000, 1, 0]);
  expect([shared, only, none].map(frozen.rarity.productsWith)).toEqual([3000, 1, 0]);
  expect(frozen.find(idOf(1))).toBeUndefined();
});

test('a file that was cut, changed or is something else is no index', async () => {
  const index = makeProductIndex(plainVectors(dimensions));
  index.put(indexed(1, 'Rivertin kettle'));
  const file = await indexFile({ encoder: 'any', revision: 1, newest: 'p', vectors: { key: 'k', sha256: 's' } }, index.frozen().frozen);
  const changed = (at: number): Uint8Array<ArrayBuffer> => {
    const copy = file.slice();
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  const damaged = [
    file.slice(0, 0),
    file.slice(0, 7),
    file.slice(0, 40),
    file.slice(0, file.length - 8),
    changed(0),
    changed(5),
    changed(9),
    changed(file.length - 1),
    new TextEncoder().encode('<html>not found</html>'),
    new Uint8Array(4096),
  ];
  for (const [at, bytes] of damaged.entries()) expect(await readIndexFile(bytes.slice().buffer), `${at}`).toBeUndefined();
  expect(await readIndexFile(file.buffer)).toBeDefined();
});

test('a product has the same words, as rare, whether it is new or frozen', () => {
  const index = makeProductIndex(plainVectors(dimensions));
  const titles = ['Rivertin RT-90 kettle', 'Rivertin RT-95 kettle, black', 'Tolvane parka', '漢字 kettle'];
  for (const [number, title] of titles.entries()) index.put(indexed(number, title));
  const frozen = frozenAnew(index);
  for (const one of [index, frozen]) one.put(indexed(9, 'Rivertin lantern'));
  for (const number of titles.keys()) {
    const [slot, place] = [index.find(idOf(number)), frozen.find(idOf(number))];
    expect(frozen.wordsAt(place as number)).toEqual(index.wordsAt(slot as number));
  }
});
