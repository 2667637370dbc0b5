import { expect, test } from 'vitest';
import type { Product } from '#shared/contracts/catalogue.ts';
import { type Id, makeId } from '#shared/ids.ts';
import { dimensions, fingerprintOf, plainVectors, productTerms, productVector } from '#worker/model/index.ts';
import { makeProductIndex } from './product-index.ts';
import { vectorOf } from './vector-of.ts';

const id = makeId('prd', 1, (length) => new Uint8Array(length));
const brandId: Id<'brd'> = makeId('brd', 1, (length) => new Uint8Array(length));
const product: Product = {
  ...{ id, brandId, sku: 'rt-90', title: 'Rivertin RT-90 kettle', url: 'https://rivertin.example/rt-90' },
  ...{ price: null, availability: 'in_stock', changedAt: 0, seenAt: 0 },
};

test.each([
  ['as the index has it', product, productVector(product), true],
  ['of changed words', { ...product, title: 'Rivertin RT-95 kettle' }, productVector(product), true],
  ['lost', product, new Int8Array(dimensions), true],
  ['not in the index yet', product, productVector(product), false],
])('a product stands where its words put it: %s', (_, shown, vector, isKnown) => {
  const index = makeProductIndex(plainVectors(dimensions));
  if (isKnown) index.put({ id, brandId, fingerprint: fingerprintOf(product), terms: productTerms(product), vector, names: [] });
  expect([...vectorOf(shown, index)]).toEqual([...productVector(shown)]);
});
