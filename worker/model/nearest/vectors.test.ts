import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dimensions } from '../encode.ts';
import { assemble } from '../wasm/assembler.ts';
import { kernelVectors } from './kernel.ts';
import { plainVectors } from './plain.ts';
import { nearestMax, routinesFor } from './routines.ts';
import type { Vectors } from './vectors.ts';

/** The runtime's types know no compiling; Node does. */
const compiled = (bytes: Uint8Array): WebAssembly.Module => Reflect.construct(WebAssembly.Module, [bytes]) as WebAssembly.Module;
const made = compiled(assemble(routinesFor(dimensions)));
const ways = [
  ['kernel', () => kernelVectors(made, dimensions)],
  ['plain', () => plainVectors(dimensions)],
] as const;

const unit = (at: number, length = 127): Int8Array => Int8Array.from({ length: dimensions }, (_, column) => (column === at ? length : 0));
const asked = (...values: number[]): Float32Array => Float32Array.from({ length: dimensions }, (_, at) => values[at] ?? 0);

test('the bytes that the worker imports are those of the routines; `npm run kernel` writes them', () => {
  const written = readFileSync(path.join(import.meta.dirname, 'kernel.wasm'));
  expect([...written]).toEqual([...assemble(routinesFor(dimensions))]);
});

test.each(ways)('%s: nearest first, equal ones by number, and a vector’s length counts for nothing', (_, make) => {
  const vectors = make();
  vectors.append(Int8Array.from([...unit(0), ...unit(1, 3), ...unit(0), ...unit(2, -50), ...unit(5, 0)]));
  const found = vectors.nearest(asked(0.8, 0.6, -0.1), 4);
  expect([...found.rows]).toEqual([0, 2, 1, 3]);
  [0.8, 0.8, 0.6, 0.1].forEach((value, at) => {
    expect(found.closeness[at]).toBeCloseTo(value, 4);
  });
  expect([...vectors.closeness(asked(0, 1), Int32Array.of(1, 4))]).toEqual([1, 0]);
});

test.each(ways)('%s: what lies nearer to each other than the scan can tell is told apart', (_, make) => {
  const vectors = make();
  vectors.append(Int8Array.from([...unit(0, 100).fill(-50, 1, 2), ...unit(0, 100).fill(50, 1, 2), ...unit(0, 100).fill(-49, 1, 2)]));
  const query = asked(1, 1e-5);
  expect([...vectors.nearest(query, 1).rows]).toEqual([2]);
  expect([...vectors.nearest(query, 3).rows]).toEqual([2, 1, 0]);
  expect([...vectors.nearest(query, 3).closeness]).toEqual([...vectors.closeness(query, Int32Array.of(2, 1, 0))]);
});

test.each(ways)('%s: what is hidden is not found, and nothing is found in nothing', (_, make) => {
  const vectors = make();
  expect(vectors.nearest(asked(1), 5).rows).toHaveLength(0);
  vectors.append(Int8Array.from([...unit(0), ...unit(0), ...unit(0), ...unit(0), ...unit(0)]));
  vectors.hide(3);
  expect([...vectors.nearest(asked(1), 9).rows]).toEqual([0, 1, 2, 4]);
  expect([...vectors.nearest(asked(1), 2).rows]).toEqual([0, 1]);
  expect(vectors.nearest(asked(1), 0).rows).toHaveLength(0);
});

test.each(ways)('%s: rows come back as they were put', (_, make) => {
  const vectors = make();
  const bytes = Int8Array.from({ length: dimensions * 5000 }, (_, at) => (at * 37) % 127);
  vectors.append(bytes.subarray(0, dimensions * 7));
  vectors.append(bytes.subarray(dimensions * 7));
  expect(vectors.slice(4000, 4200)).toEqual(bytes.slice(4000 * dimensions, 4200 * dimensions));
});

test('the kernel finds what plain JavaScript finds, over any number of rows and blocks', () => {
  fc.assert(
    fc.property(fc.nat(9000), fc.integer({ min: 1, max: nearestMax }), fc.integer(), (rows, count, seed) => {
      let state = seed;
      const chance = (): number => {
        state = (Math.imul(state, 1664525) + 1013904223) | 0;
        return state >> 24;
      };
      const [kernel, plain] = [kernelVectors(made, dimensions), plainVectors(dimensions)];
      const bytes = Int8Array.from({ length: rows * dimensions }, chance);
      for (const vectors of [kernel, plain]) {
        vectors.append(bytes);
        if (rows > 3) vectors.hide(3);
      }
      const query = Float32Array.from({ length: dimensions }, () => chance() / 1000);
      const [found, expected] = [kernel, plain].map((vectors) => vectors.nearest(query, count)) as [
        ReturnType<Vectors['nearest']>,
        ReturnType<Vectors['nearest']>,
      ];
      expect(found.rows).toHaveLength(expected.rows.length);
      expected.closeness.forEach((value, at) => {
        expect(Math.abs(value - (found.closeness[at] ?? Number.NaN))).toBeLessThan(1e-5);
      });
      // Where two lie nearer to each other than the query's rounding, either may come first.
      const exact = kernel.closeness(query, found.rows);
      exact.forEach((value, at) => {
        expect(Math.abs(value - (expected.closeness[at] ?? Number.NaN))).toBeLessThan(2e-5);
      });
    }),
    { numRuns: 30, seed: 11 },
  );
});
