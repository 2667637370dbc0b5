import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeId } from '#shared/ids.ts';
import { fingerprintOf, productTerms, productVector } from '#worker/model/index.ts';
import { packedProduct, unpackedProduct } from './packed-product.ts';
import type { IndexedProduct } from './product-index.ts';

const id = makeId('prd', 1, (length) => new Uint8Array(length));
const indexed = (title: string, maker?: string): IndexedProduct => {
  const text = { title, maker, sku: 'ab-12345' };
  return { id, fingerprint: fingerprintOf(text), terms: productTerms(text), vector: productVector(text) };
};

test('what was packed comes back whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ maxLength: 100 }), (title, maker) => {
      const product = indexed(title, maker);
      expect(unpackedProduct(id, packedProduct(product))).toEqual(product);
    }),
  );
});

test('what was not packed, was cut or was changed in its lengths is no product', () => {
  const packed = packedProduct(indexed('Rivertin RT-90 kettle', 'Rivertin'));
  const bytes = atob(packed);
  const damaged = [
    '',
    'damaged',
    'äöü',
    packed.slice(0, 40),
    packed.slice(4),
    `${packed}AAAA`,
    btoa(`${bytes.slice(0, 4)}\u00ff\u00ff\u00ff\u00ff${bytes.slice(8)}`),
    btoa('x'.repeat(75)),
  ];
  for (const text of damaged) expect(unpackedProduct(id, text), text).toBeUndefined();
});
