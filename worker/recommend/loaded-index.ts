/** The index of this isolate: filled from the catalogue at the first recommendation, then brought up to date at most every two seconds. */
import { secondMs } from '#shared/time.ts';
import { plainScan, productTerms, productVector, tensorScan, tensors } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import { listChangedProducts } from '../catalogue/index.ts';
import { makeProductIndex, type ProductIndex } from './product-index.ts';

const freshForMs = 2 * secondMs;
const pageRows = 1000;

interface Loaded {
  index: ProductIndex;
  revision: number;
  lookedAt: number;
  looking: Promise<void> | undefined;
}
const byDatabase = new WeakMap<D1Database, Promise<Loaded>>();

/** Calls that come while it is being filled wait for the same filling; one that fails is tried again by the next call. */
export async function loadedIndex(call: Call): Promise<ProductIndex> {
  let loading = byDatabase.get(call.env.DB);
  if (!loading) {
    loading = load(call);
    byDatabase.set(call.env.DB, loading);
    loading.catch(() => byDatabase.delete(call.env.DB));
  }
  const loaded = await loading;
  if (call.now - loaded.lookedAt >= freshForMs || call.now < loaded.lookedAt) {
    loaded.looking ??= catchUp(call, loaded).finally(() => {
      loaded.looking = undefined;
    });
    await loaded.looking;
  }
  return loaded.index;
}

async function load(call: Call): Promise<Loaded> {
  const loaded: Loaded = { index: makeProductIndex(await makeScan()), revision: 0, lookedAt: 0, looking: undefined };
  await catchUp(call, loaded);
  loaded.index.settle(true);
  return loaded;
}

async function makeScan() {
  try {
    const { tf, backend } = await tensors();
    return tensorScan(tf, backend);
  } catch (error) {
    log('recommend.no_tensors', { error: errorKind(error) });
    return plainScan();
  }
}

async function catchUp(call: Call, loaded: Loaded): Promise<void> {
  for (;;) {
    const changed = await listChangedProducts(call, { afterRevision: loaded.revision, limit: pageRows });
    for (const { product, revision, gone } of changed) {
      if (gone) loaded.index.remove(product.id);
      else loaded.index.put({ id: product.id, terms: productTerms(product), vector: productVector(product) });
      loaded.revision = revision;
    }
    if (changed.length < pageRows) break;
  }
  loaded.index.settle();
  loaded.lookedAt = call.now;
}
