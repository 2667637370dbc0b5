/** A tree of hashes over a list, built as RFC 6962 section 2.1 says. Leaves and nodes are hashed apart: neither can pass for the other. Hashes are hex. */
import { sha256HexOf } from '../sha256.ts';

/** Nothing in a book comes near so many leaves. */
const leavesMax = 2 ** 31;

export const leafHash = (data: Uint8Array): string => sha256HexOf(Uint8Array.of(0, ...data));

export function nodeHash(left: string, right: string): string {
  const bytes = new Uint8Array(65);
  bytes[0] = 1;
  bytes.set(bytesOfHex(left), 1);
  bytes.set(bytesOfHex(right), 33);
  return sha256HexOf(bytes);
}

export const isHash = (text: unknown): text is string => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);

export function bytesOfHex(hash: string): Uint8Array {
  const bytes = new Uint8Array(hash.length >> 1);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(hash.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

/** @param nodes at least one: hashes of leaves, or of subtrees that all have the same power of two of leaves, of which the last may have fewer */
export function rootOf(nodes: readonly string[]): string {
  let level = nodes;
  while (level.length > 1) level = levelAbove(level);
  const [root] = level;
  if (root === undefined) throw new RangeError('a tree of nothing has no root here');
  return root;
}

/** The hashes beside the way from one node up to the root. */
export function pathOf(at: number, nodes: readonly string[]): string[] {
  const path: string[] = [];
  for (let level = nodes, place = at; level.length > 1; level = levelAbove(level), place >>= 1) {
    const beside = level[place ^ 1];
    if (beside !== undefined) path.push(beside);
  }
  return path;
}

function levelAbove(level: readonly string[]): string[] {
  const above: string[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at] as string, level[at + 1]];
    // What has no neighbour goes up as it is.
    above.push(right === undefined ? left : nodeHash(left, right));
  }
  return above;
}

/** The root to which a path leads from the leaf at this place; undefined when it is not the path of such a place. */
export function rootFrom({
  leaf,
  at,
  count,
  path,
}: {
  leaf: string;
  at: number;
  count: number;
  path: readonly string[];
}): string | undefined {
  if (!Number.isSafeInteger(at) || !Number.isSafeInteger(count) || at < 0 || at >= count || count > leavesMax) return undefined;
  let hash = leaf;
  let used = 0;
  for (let place = at, width = count; width > 1; place >>= 1, width = (width + 1) >> 1) {
    if ((place ^ 1) >= width) continue;
    const beside = path[used];
    if (beside === undefined) return undefined;
    used += 1;
    hash = place % 2 === 1 ? nodeHash(beside, hash) : nodeHash(hash, beside);
  }
  return used === path.length ? hash : undefined;
}

/** So many leaves under one kept hash: enough for a path to be made from a few rows, few enough to be hashed in a moment. */
export const blockLeaves = 256;

/** A tree that grows by leaves and remembers one hash for each whole block of them. */
export interface GrowingTree {
  add: (leaf: string) => void;
  /** The roots of its blocks; the last may be of fewer leaves. */
  blocks: () => string[];
  count: () => number;
}

export function growingTree(): GrowingTree {
  const whole: string[] = [];
  let begun: string[] = [];
  return {
    add: (leaf) => {
      begun.push(leaf);
      if (begun.length < blockLeaves) return;
      whole.push(rootOf(begun));
      begun = [];
    },
    blocks: () => (begun.length === 0 ? [...whole] : [...whole, rootOf(begun)]),
    count: () => whole.length * blockLeaves + begun.length,
  };
}
