/** Creators by the first digits of the hash of their proven handles. */
import { creatorKey } from '#shared/content-key.ts';
import { keyHash } from '#shared/presence.ts';
import type { Call } from '../base/call.ts';
import { countHandlePrefixes, handlesWithoutHash, hashesOfHandles, keepHandleHashes } from './store.ts';

const filledAtOnce = 500;
const filled = new WeakSet<D1Database>();

export async function creatorHashes(call: Call, prefix: string, limit: number): Promise<string[]> {
  await fill(call);
  return hashesOfHandles(call, prefix, limit);
}

export async function creatorPrefixes(call: Call): Promise<{ prefix: string; keys: number }[]> {
  await fill(call);
  return countHandlePrefixes(call);
}

/** Handles from before they had hashes get theirs, some at each look-up until all have. */
async function fill(call: Call): Promise<void> {
  if (filled.has(call.env.DB)) return;
  const without = await handlesWithoutHash(call, filledAtOnce);
  const hashed = without.map(({ id, platform, handleKey }) => ({ id, hash: keyHash(creatorKey(platform, handleKey)) }));
  if (hashed.length > 0) await keepHandleHashes(call, hashed);
  if (without.length < filledAtOnce) filled.add(call.env.DB);
}
