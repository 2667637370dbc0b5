/** Brings what the catalogue changed into an index, so far and no further at a time. */
import type { Product } from '#shared/contracts/catalogue.ts';
import { fingerprintOf, productTerms, productVector } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { listChangedProducts } from '../catalogue/index.ts';
import { namesOf } from './named.ts';
import type { ProductIndex } from './product-index.ts';

export interface Followed {
  index: ProductIndex;
  /** Of the catalogue: what came up to here is in the index. */
  revision: number;
  /** The product that this revision was of. */
  newest: string;
  /** There was nothing more when it was last looked. */
  isComplete: boolean;
}

const changesAtOnce = 500;

/** Reads changes until there are none or `changesMax` were read; then it is asked again. `onStep` is called after every page. */
export async function follow(call: Call, followed: Followed, changesMax: number, onStep: () => void): Promise<void> {
  followed.isComplete = false;
  for (let read = 0; read < changesMax && !followed.isComplete; read += changesAtOnce) {
    const changes = await listChangedProducts(call, { afterRevision: followed.revision, limit: changesAtOnce });
    for (const { product, gone } of changes) takeIn(followed.index, product, gone);
    const last = changes.at(-1);
    if (last && last.revision > followed.revision) Object.assign(followed, { revision: last.revision, newest: last.product.id });
    followed.isComplete = changes.length < changesAtOnce;
    onStep();
  }
}

function takeIn(index: ProductIndex, product: Product, isGone: boolean): void {
  if (isGone) {
    index.remove(product.id);
    return;
  }
  const [slot, fingerprint] = [index.find(product.id), fingerprintOf(product)];
  const names = namesOf({ gtins: product.gtin ? [product.gtin] : [], urls: [product.url] });
  // A new price changes the revision, not the words; a new address only the names.
  if (slot !== undefined && index.fingerprintAt(slot) === fingerprint) {
    index.addNames(names);
    return;
  }
  const { id, brandId } = product;
  index.put({ id, brandId, fingerprint, terms: productTerms(product), vector: productVector(product), names });
}
