/**
 * An artefact as files, each under its SHA-256: the manifest, which names the others, the networks, the counts, and which product each item is.
 * A file never changes. What is missing or damaged is told, and what is left of it serves.
 */
import { canonical } from '#shared/book/canonical.ts';
import { CompanionsManifest, type NextItemManifest } from '#shared/contracts/companions.ts';
import { type Id, isId } from '#shared/ids.ts';
import { type GoesWith, openNextItem } from '#worker/model/index.ts';
import type { Env } from '../env.ts';

type Bytes = Uint8Array<ArrayBuffer>;
export interface ArtefactFiles {
  manifest: NextItemManifest;
  network: Bytes;
  counts: Bytes;
  products: readonly (Id<'prd'> | null)[];
}

export interface OpenedArtefact {
  goesWith: GoesWith;
  serves: 'both' | 'counts only' | 'network only';
  /** Why a part does not serve. */
  reason: string | undefined;
  products: readonly (Id<'prd'> | null)[];
  itemOf: ReadonlyMap<Id<'prd'>, number>;
}
export type Read = { opened: OpenedArtefact } | { opened: undefined; reason: string };

/** The artefact's name and its files by theirs, as they are written. */
export async function filesOf({ manifest, network, counts, products }: ArtefactFiles): Promise<{ id: string; files: Map<string, Bytes> }> {
  const list = inUtf8(products.map((product) => product ?? '').join('\n'));
  const productsHash = await sha256(list);
  const text = canonical({ kind: 'companions', version: 1, nextItem: manifest, products: productsHash } satisfies CompanionsManifest);
  const manifestBytes = inUtf8(text);
  const id = await sha256(manifestBytes);
  const files = new Map([
    [manifest.hashes.network, network],
    [manifest.hashes.counts, counts],
    [productsHash, list],
    [id, manifestBytes],
  ]);
  return { id, files };
}

/** The manifest last: whoever finds it finds the others. */
export async function writeFiles(env: Env, files: ReadonlyMap<string, Bytes>): Promise<void> {
  for (const [hash, bytes] of files) await env.FILES.put(keyOf(hash), bytes);
}

export async function readArtefact(env: Env, id: string): Promise<Read> {
  const manifestFile = await fileOf(env, id);
  if (!manifestFile) return nothing('its manifest is missing');
  const manifest = (await sha256(manifestFile)) === id ? manifestIn(manifestFile) : undefined;
  if (!manifest) return nothing('its manifest is damaged');
  const { nextItem } = manifest;
  const { itemCount } = nextItem.layout.shape;
  const [network, counts, list] = await Promise.all(
    [nextItem.hashes.network, nextItem.hashes.counts, manifest.products].map((hash) => fileOf(env, hash)),
  );
  if (!list) return nothing('the list of its products is missing');
  const products = (await sha256(list)) === manifest.products ? productsIn(list) : undefined;
  if (products?.length !== itemCount) return nothing('the list of its products is damaged');
  const opened = await openNextItem(nextItem, { network, counts });
  if (!opened) return nothing('neither networks nor counts can be read');
  const { goesWith, serves, reason } = opened;
  return { opened: { goesWith, serves, reason, products, itemOf: itemsIn(products) } };
}

const nothing = (reason: string): Read => ({ opened: undefined, reason });

const keyOf = (hash: string): string => `companions/${hash}`;

async function fileOf({ FILES }: Env, hash: string): Promise<Bytes | undefined> {
  const object = await FILES.get(keyOf(hash));
  return object ? new Uint8Array(await object.arrayBuffer()) : undefined;
}

function manifestIn(bytes: Bytes): CompanionsManifest | undefined {
  try {
    return CompanionsManifest.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
}

const productsIn = (bytes: Bytes): (Id<'prd'> | null)[] =>
  new TextDecoder()
    .decode(bytes)
    .split('\n')
    .map((text) => (isId('prd', text) ? text : null));

export function itemsIn(products: readonly (Id<'prd'> | null)[]): Map<Id<'prd'>, number> {
  const items = new Map<Id<'prd'>, number>();
  for (const [item, product] of products.entries()) if (product) items.set(product, item);
  return items;
}

const inUtf8 = (text: string): Bytes => new Uint8Array(new TextEncoder().encode(text));

async function sha256(bytes: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
