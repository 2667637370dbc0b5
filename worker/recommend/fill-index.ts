/** Brings products into an index: first those whose words and vectors are kept, then what the catalogue changed since. */
import type { Id } from '#shared/ids.ts';
import { encoderId, fingerprintOf, productTerms, productVector } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import { listChangedProducts } from '../catalogue/index.ts';
import { packedProduct, unpackedProduct } from './packed-product.ts';
import type { IndexedProduct, ProductIndex } from './product-index.ts';
import { findProgress, forgetKept, type KeptRow, keep, listKept } from './store.ts';

export interface Filled {
  index: ProductIndex;
  /** Of the catalogue: what came up to here is in the index. */
  revision: number;
}

const keptRows = 5000;
const changedRows = 500;
/** A call stops reading changes here and answers from what is there; the next call reads on. */
const changedPerCallMax = 20_000;

export interface Filling {
  makeIndex: () => ProductIndex;
  /** Called after every page, so that others see that it goes on. */
  onStep: () => void;
}

export async function fill(call: Call, { makeIndex, onStep }: Filling): Promise<Filled> {
  const filled = (await kept(call, { makeIndex, onStep })) ?? { index: makeIndex(), revision: 0 };
  while (!(await catchUp(call, filled))) onStep();
  filled.index.settle(true);
  return filled;
}

/** Reads changes until there are none (true) or there were very many (false: call again). */
export async function catchUp(call: Call, filled: Filled): Promise<boolean> {
  let saving = Promise.resolve();
  for (let read = 0; read < changedPerCallMax; read += changedRows) {
    const changes = await listChangedProducts(call, { afterRevision: filled.revision, limit: changedRows });
    const last = changes.at(-1);
    if (!last) return true;
    const span = { encoder: encoderId, from: filled.revision, to: last.revision, ...takeIn(filled.index, changes) };
    filled.revision = Math.max(filled.revision, last.revision);
    filled.index.settle();
    saving = saving.then(() => keepQuietly(call, span));
    call.later(saving);
    if (changes.length < changedRows) return true;
  }
  return false;
}

/** What is kept, or undefined when it is of another encoder, not all there or damaged: then nothing of it stays. */
async function kept(call: Call, { makeIndex, onStep }: Filling): Promise<Filled | undefined> {
  const progress = await findProgress(call, encoderId);
  const index = makeIndex();
  if (progress && (await readKept(call, index, onStep)) >= progress.products) return { index, revision: progress.revision };
  index.dispose();
  await forgetKept(call);
  return undefined;
}

/** @returns how many products were kept whole; one damaged row counts as none at all */
async function readKept(call: Call, index: ProductIndex, onStep: () => void): Promise<number> {
  let [count, afterId] = [0, ''];
  for (;;) {
    const kept = await listKept(call, { encoder: encoderId, afterId, limit: keptRows });
    for (const { id, packed } of kept) {
      const product = unpackedProduct(id, packed);
      if (!product) {
        log('recommend.kept_row_damaged', { requestId: call.requestId, count });
        return -1;
      }
      index.put(product);
    }
    count += kept.length;
    index.settle();
    onStep();
    if (kept.length < keptRows) return count;
    afterId = kept.at(-1)?.id ?? afterId;
  }
}

type Changes = Awaited<ReturnType<typeof listChangedProducts>>;

function takeIn(index: ProductIndex, changes: Changes): { changed: KeptRow[]; gone: Id<'prd'>[] } {
  const changed: KeptRow[] = [];
  const gone: Id<'prd'>[] = [];
  for (const { product, revision, gone: isGone } of changes) {
    const slot = index.find(product.id);
    if (isGone) {
      index.remove(product.id);
      gone.push(product.id);
      continue;
    }
    const fingerprint = fingerprintOf(product);
    // A new price changes the revision, not the words.
    if (slot !== undefined && index.fingerprintAt(slot) === fingerprint) continue;
    const indexed: IndexedProduct = { id: product.id, fingerprint, terms: productTerms(product), vector: productVector(product) };
    index.put(indexed);
    changed.push({ id: product.id, revision, packed: packedProduct(indexed) });
  }
  return { changed, gone };
}

/** Keeping spares work later; when it fails, only that is lost. */
async function keepQuietly(call: Call, span: Parameters<typeof keep>[1]): Promise<void> {
  try {
    await keep(call, span);
  } catch (error) {
    log('recommend.not_kept', { requestId: call.requestId, error: errorKind(error) });
  }
}
