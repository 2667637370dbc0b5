/** Where a product stands in the encoder's space: as the index has it, and encoded anew where that is of other words, or lost. */
import type { Product } from '#shared/contracts/catalogue.ts';
import { fingerprintOf, productVector } from '#worker/model/index.ts';
import type { ProductIndex } from './product-index.ts';

export function vectorOf(product: Product, index: ProductIndex): Int8Array {
  const slot = index.find(product.id);
  if (slot === undefined || index.fingerprintAt(slot) !== fingerprintOf(product)) return productVector(product);
  const kept = index.vectors.slice(slot, slot + 1);
  // Without its file of vectors an index has zeros.
  return kept.some((value) => value !== 0) ? kept : productVector(product);
}
