import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockLeaves, bytesOfHex, growingTree, leafHash, nodeHash, pathOf, rootFrom, rootOf } from './merkle.ts';

/** The inputs and roots of the test tree of Certificate Transparency (RFC 6962). */
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test.each(roots.map((root, at) => [at + 1, root] as const))('a tree of %i leaves has the root that RFC 6962 gives it', (count, root) => {
  expect(rootOf(inputs.slice(0, count).map((hex) => leafHash(bytesOfHex(hex))))).toBe(root);
});

const leavesOf = (count: number): string[] => Array.from({ length: count }, (_, at) => leafHash(new TextEncoder().encode(`leaf ${at}`)));

/** As the RFC defines it, by splitting at the greatest power of two below. */
function rootByDefinition(leaves: readonly string[]): string {
  if (leaves.length === 1) return leaves[0] as string;
  const half = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return nodeHash(rootByDefinition(leaves.slice(0, half)), rootByDefinition(leaves.slice(half)));
}

describe.each([1, 2, 3, 4, 5, 8, 9, 16, 17, 255, 256, 257, 513])('in a tree of %i leaves', (count) => {
  const leaves = leavesOf(count);
  const root = rootByDefinition(leaves);

  test('the root is that of the definition, whether at once or by blocks', () => {
    expect(rootOf(leaves)).toBe(root);
    const tree = growingTree();
    for (const leaf of leaves) tree.add(leaf);
    expect(rootOf(tree.blocks())).toBe(root);
    expect(tree.count()).toBe(count);
    expect(tree.blocks()).toHaveLength(Math.ceil(count / blockLeaves));
  });

  test('every leaf has a path to it, through its block as well, and no other place has', () => {
    for (const [at, leaf] of leaves.entries()) {
      if (count > 20 && at > 3 && at < count - 3 && at % 61 !== 0) continue;
      const path = pathOf(at, leaves);
      expect(rootFrom({ leaf, at, count, path })).toBe(root);
      const block = Math.floor(at / blockLeaves);
      const own = leaves.slice(block * blockLeaves, (block + 1) * blockLeaves);
      const tree = growingTree();
      for (const one of leaves) tree.add(one);
      expect([...pathOf(at % blockLeaves, own), ...pathOf(block, tree.blocks())]).toEqual(path);
      expect(rootFrom({ leaf, at: (at + 1) % count, count, path }) === root).toBe(count === 1);
    }
  });
});

test('any flipped bit of leaf or path leads elsewhere', () => {
  const case_ = fc
    .integer({ min: 2, max: 40 })
    .chain((count) =>
      fc.record({ count: fc.constant(count), at: fc.integer({ min: 0, max: count - 1 }), which: fc.nat(), bit: fc.nat(255) }),
    );
  fc.assert(
    fc.property(case_, ({ count, at, which, bit }) => {
      const leaves = leavesOf(count);
      const hashes = [leaves[at] as string, ...pathOf(at, leaves)];
      const place = which % hashes.length;
      hashes[place] = flipped(hashes[place] as string, bit);
      const [leaf = '', ...path] = hashes;
      expect(rootFrom({ leaf, at, count, path })).not.toBe(rootOf(leaves));
    }),
    { numRuns: 200 },
  );
});

function flipped(hash: string, bit: number): string {
  const bytes = bytesOfHex(hash);
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

test.each([
  ['a place before the first', { at: -1 }],
  ['a place after the last', { at: 5 }],
  ['half a place', { at: 1.5 }],
  ['no leaves', { at: 0, count: 0 }],
  ['more leaves than are counted', { count: 2 ** 31 + 1 }],
  ['a path that is too short', { path: pathOf(2, leavesOf(5)).slice(1) }],
  ['a path that is too long', { path: [...pathOf(2, leavesOf(5)), leavesOf(1)[0] as string] }],
])('%s has no root', (_, changes) => {
  expect(rootFrom({ leaf: leavesOf(3)[2] as string, at: 2, count: 5, path: pathOf(2, leavesOf(5)), ...changes })).toBeUndefined();
});

test('a tree of nothing has no root, and a node is not a leaf of the same bytes', () => {
  expect(() => rootOf([])).toThrow(RangeError);
  const [a, b] = leavesOf(2) as [string, string];
  expect(nodeHash(a, b)).not.toBe(leafHash(Uint8Array.of(...bytesOfHex(a), ...bytesOfHex(b))));
});
