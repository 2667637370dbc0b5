/**
 * Which contents were ever tagged, in this isolate's memory: most pages have no tags, and none of them should wait for the database to say so.
 * Looked for at most every two seconds; a content that was tagged once stays, so a hit only means that it is worth asking.
 */
import { secondMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { contentHashesAfter } from './store.ts';

const freshForMs = 2 * secondMs;
const readAtOnce = 10_000;

interface Known {
  hashes: Set<number>;
  seq: number;
  at: number;
  isWhole: boolean;
}
const knownOf = new WeakMap<D1Database, Known>();

export async function mayHaveTags({ env, now }: Pick<Call, 'env' | 'now'>, keyHash: string): Promise<boolean> {
  const known = knownOf.get(env.DB) ?? { hashes: new Set<number>(), seq: 0, at: Number.NEGATIVE_INFINITY, isWhole: false };
  knownOf.set(env.DB, known);
  if (now - known.at >= freshForMs || now < known.at) await readMore(env, known, now);
  return !known.isWhole || known.hashes.has(shortened(keyHash));
}

async function readMore(env: Call['env'], known: Known, now: number): Promise<void> {
  const found = await contentHashesAfter(env, known.seq, readAtOnce);
  for (const { keyHash } of found) known.hashes.add(shortened(keyHash));
  known.seq = Math.max(known.seq, found.at(-1)?.seq ?? 0);
  known.isWhole = found.length < readAtOnce;
  if (known.isWhole) known.at = now;
}

/** 52 bits: as many as a number keeps exactly. */
const shortened = (hash: string): number => Number.parseInt(hash.slice(0, 13), 16);
