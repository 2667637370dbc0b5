import type { Out } from '#shared/contracts/endpoint.ts';
import type { reportPresence as contract } from '#shared/contracts/tags.ts';
import { bucketSize, prefixLength } from '#shared/presence.ts';
import { creatorPrefixes } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { countPrefixes } from './store.ts';

const buckets = 16 ** prefixLength;

export async function reportPresence(call: Call): Promise<Out<typeof contract>> {
  const [contents, creators] = await Promise.all([countPrefixes(call), creatorPrefixes(call)]);
  const keysOf = new Map<string, number>();
  for (const { prefix, keys } of [...contents, ...creators]) keysOf.set(prefix, (keysOf.get(prefix) ?? 0) + keys);
  const sharing = new Map<number, number>(keysOf.size < buckets ? [[0, buckets - keysOf.size]] : []);
  for (const keys of keysOf.values()) sharing.set(keys, (sharing.get(keys) ?? 0) + 1);
  const rows = [...sharing].map(([keys, prefixes]) => ({ keys, prefixes })).sort((a, b) => a.keys - b.keys);
  return {
    buckets,
    contents: contents.reduce((sum, { keys }) => sum + keys, 0),
    creators: creators.reduce((sum, { keys }) => sum + keys, 0),
    sizes: { min: bucketSize(nth(rows, 0)), median: bucketSize(nth(rows, (buckets - 1) >> 1)), max: bucketSize(nth(rows, buckets - 1)) },
    sharing: rows,
  };
}

/** How many keys the n-th bucket has, the emptiest first. */
function nth(rows: readonly { keys: number; prefixes: number }[], n: number): number {
  let before = 0;
  for (const { keys, prefixes } of rows) {
    before += prefixes;
    if (n < before) return keys;
  }
  return 0;
}
