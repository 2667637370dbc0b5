import type { addArtefact as contract } from '#shared/contracts/companions.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import { openNextItem } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { artefactView } from './artefact-view.ts';
import { filesOf, itemsIn, writeFiles } from './files.ts';
import { countArtefacts, findArtefact, idInForce, keepArtefact } from './store.ts';

/** Each takes some megabytes of disk for ever. */
const artefactsMax = 10_000;

/** All is proven before anything is written: files by their hashes, networks by the samples. */
export async function addArtefact(call: Call, { manifest, files, products, note }: In<typeof contract>): Promise<Out<typeof contract>> {
  const { layout } = manifest;
  const { itemCount } = layout.shape;
  if (products.length !== itemCount)
    fail('unprocessable', `The model has ${itemCount} items, and the list of products ${products.length}.`, { items: itemCount });
  const known = itemsIn(products).size;
  if (known === 0) fail('unprocessable', 'None of its items is a product: nothing could ever be shown.');
  if (known !== products.filter((product) => product !== null).length)
    fail('unprocessable', 'A product stands there for two items: which one would it be?');
  const [network, counts] = [bytesIn(files.network), bytesIn(files.counts)];
  const opened = await openNextItem(manifest, { network, counts });
  if (!opened) return fail('unprocessable', 'Neither networks nor counts are what the manifest says.');
  if (opened.reason !== undefined) fail('unprocessable', `This is not what its manifest says: ${opened.reason}.`);
  const { id, files: written } = await filesOf({ manifest, network, counts, products });
  if (!(await findArtefact(call.env, id)) && (await countArtefacts(call.env)) >= artefactsMax)
    fail('conflict', `There are ${artefactsMax} artefacts.`, { artefactsMax });
  await writeFiles(call.env, written);
  const bytes = [...written.values()].reduce((sum, { length }) => sum + length, 0);
  await keepArtefact(call.env, { id, note, items: itemCount, products: known, networks: layout.networks, bytes, addedAt: call.now });
  const kept = await findArtefact(call.env, id);
  if (!kept) throw new Error('broken promise: an artefact that was kept is found');
  return artefactView(kept, await idInForce(call.env));
}

/** The runtime's own decoding: some megabytes letter by letter would take seconds. */
function bytesIn(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return fail('unprocessable', 'A file is not whole: its base64 ends too early.');
  }
}
