/**
 * The index as it is kept between starts: two files, its words and its vectors. All of it follows from the catalogue, so it may be lost or
 * damaged, and is then made anew; without vectors the words alone still find products.
 */
import { isId } from '#shared/ids.ts';
import { dimensions, encoderId, type Vectors } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { findRevision } from '../catalogue/index.ts';
import { type Frozen, lengthOf } from './frozen.ts';
import { type IndexHead, indexFile, layoutId, readIndexFile, sha256 } from './index-file.ts';
import { makeProductIndex, type ProductIndex } from './product-index.ts';

const folder = 'recommend/';
const current = `${folder}${encoderId}-${layoutId}/`;
const wordsKey = `${current}words`;
/** Somebody may be reading files that are no longer current; after so long nobody is. */
const leftOverMs = 3_600_000;

export type KeptState = 'loaded' | 'missing' | 'damaged';
export interface Kept {
  words: KeptState;
  vectors: KeptState;
  index: ProductIndex | undefined;
  revision: number;
  newest: string;
  /** What stands there now, to be replaced only by who knows it. */
  etag: string | undefined;
}

export async function readKept(call: Call, makeVectors: () => Vectors): Promise<Kept> {
  const nothing = { index: undefined, revision: 0, newest: '', vectors: 'missing' as const };
  const object = await call.env.FILES.get(wordsKey);
  if (!object) return { ...nothing, words: 'missing', etag: undefined };
  const file = await readIndexFile(await bytesOf(object));
  const { etag } = object;
  if (!file || file.head.encoder !== encoderId || !(await isOfCatalogue(call, file.head))) return { ...nothing, words: 'damaged', etag };
  const vectors = makeVectors();
  const state = await readVectors(call, { ...file.head.vectors, length: lengthOf(file.frozen) }, vectors);
  return { words: 'loaded', vectors: state, index: makeProductIndex(vectors, file.frozen), ...newestOf(file.head), etag };
}

const newestOf = ({ revision, newest }: IndexHead) => ({ revision, newest });

/** A catalogue that was put back to an older state does not know the newest change that was kept. */
const isOfCatalogue = async (call: Call, { newest, revision }: IndexHead): Promise<boolean> =>
  ((isId('prd', newest) && (await findRevision(call, newest))) || 0) >= revision;

/** Fills in zeros, which lie near nothing, where the file is missing or not whole. */
async function readVectors(
  call: Call,
  { key, sha256: expected, length }: { key: string; sha256: string; length: number },
  vectors: Vectors,
): Promise<KeptState> {
  const object = await call.env.FILES.get(key);
  const bytes = object && new Int8Array(await bytesOf(object));
  const isWhole = bytes?.length === length * dimensions && (await sha256(new Uint8Array(bytes.buffer))) === expected;
  vectors.append(isWhole ? bytes : new Int8Array(length * dimensions));
  if (isWhole) return 'loaded';
  return object ? 'damaged' : 'missing';
}

/** Straight into its place: gathered from pieces a file would be in memory twice. Empty where it ends too soon. */
async function bytesOf({ body, size }: R2ObjectBody): Promise<ArrayBuffer> {
  if (size === 0) return new ArrayBuffer(0);
  const { value } = await body.getReader({ mode: 'byob' }).readAtLeast(size, new Uint8Array(size));
  return value?.byteLength === size ? value.buffer : new ArrayBuffer(0);
}

/** @returns the etag of what stands there now: this, or what somebody else was sooner with */
export async function keep(
  call: Call,
  {
    frozen,
    vectors,
    revision,
    newest,
    etag,
  }: Pick<Kept, 'revision' | 'newest' | 'etag'> & { frozen: Frozen; vectors: Int8Array<ArrayBuffer> },
): Promise<string | undefined> {
  const digest = await sha256(new Uint8Array(vectors.buffer));
  const key = `${current}vectors-${digest.slice(0, 32)}`;
  await call.env.FILES.put(key, vectors);
  const file = await indexFile({ encoder: encoderId, revision, newest, vectors: { key, sha256: digest } }, frozen);
  const onlyIf = etag === undefined ? { etagDoesNotMatch: '*' } : { etagMatches: etag };
  const written = await call.env.FILES.put(wordsKey, file, { onlyIf });
  if (!written) return (await call.env.FILES.head(wordsKey))?.etag;
  const { objects } = await call.env.FILES.list({ prefix: folder });
  const old = objects.filter(
    (object) => object.key !== key && object.key !== wordsKey && object.uploaded.getTime() < call.now - leftOverMs,
  );
  if (old.length > 0) await call.env.FILES.delete(old.map((object) => object.key));
  return written.etag;
}
