import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Arena, type Block, makeArena } from '../../next-item/kernels/arena.ts';
import { routines } from '../../next-item/kernels/routines.ts';
import { makeMasks } from '../../next-item/network/masks.ts';
import { assemble } from '../../wasm/assembler.ts';
import { servingKernels, trainingKernels } from './kernels.ts';
import { randomFrom } from './random.ts';

const kernels = servingKernels();

const filled = (arena: Arena, rows: number, columns: number, seed: number): Block => {
  const block = arena.block(rows, columns);
  const random = randomFrom(seed);
  block.values.forEach((_, at) => {
    block.values[at] = random.next() * 2 - 1;
  });
  return block;
};

test('products are those of plain loops, for any number of rows and steps, and write nowhere else', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 11 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 13 }),
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      (rows, eights, inner, turned, accumulate, wide) => {
        const arena = makeArena(1, wide ? trainingKernels() : kernels);
        const columns = eights * 8;
        const [a, b] = [filled(arena, turned ? inner : rows, turned ? rows : inner, 1), filled(arena, inner, columns, 2)];
        const c = filled(arena, rows + 4, columns, 3);
        const before = c.values.slice();
        const run = turned ? arena.run.productTurned : arena.run.product;
        run(a.at, a.columns * 4, b.at, columns * 4, c.at, columns * 4, rows, columns, inner, accumulate ? 1 : 0);
        c.values.forEach((value, at) => {
          const [row, column] = [Math.floor(at / columns), at % columns];
          let sum = accumulate || row >= rows ? (before[at] ?? 0) : 0;
          for (let k = 0; k < inner && row < rows; k++)
            sum += (a.values[turned ? k * rows + row : row * inner + k] ?? 0) * (b.values[k * columns + column] ?? 0);
          expect(value).toBeCloseTo(sum, 5);
        });
      },
    ),
    { numRuns: 60, seed: 4 },
  );
});

test('the edge has the bytes that the routines assemble to: if not, npm run kernel:next-item', () => {
  expect(readFileSync(path.join(import.meta.dirname, '../../next-item/kernels/kernel.wasm')).equals(assemble(routines(8)))).toBe(true);
});

test('the scan is the inner product of every row', () => {
  const arena = makeArena(1, kernels);
  const [rows, vector, products] = [filled(arena, 5, 16, 1), filled(arena, 1, 16, 2), filled(arena, 1, 6, 3)];
  const after = products.values[5];
  arena.run.scan(rows.at, vector.at, products.at, 5, 16);
  for (let row = 0; row < 5; row++) {
    const expected = vector.values.reduce((sum, value, at) => sum + value * (rows.values[row * 16 + at] ?? 0), 0);
    expect(products.values[row]).toBeCloseTo(expected, 5);
  }
  expect(products.values[5]).toBe(after);
});

test('a mask keeps its share of places, each scaled so that the mean stays, and is the same for the same chance', () => {
  const arena = makeArena(1, kernels);
  const masks = makeMasks(arena);
  const mask = arena.block(1, 40_000);
  masks.draw(mask, 40_000, 0.3, randomFrom(1));
  const kept = mask.values.filter((value) => value !== 0);
  expect(new Set(kept)).toEqual(new Set([Math.fround(1 / 0.7)]));
  expect(kept.length / 40_000).toBeCloseTo(0.7, 1);
  const first = mask.values.slice();
  masks.draw(mask, 40_000, 0.3, randomFrom(1));
  expect(mask.values).toEqual(first);
  masks.draw(mask, 40_000, 0.3, randomFrom(2));
  expect(mask.values).not.toEqual(first);
  masks.draw(mask, 40_000, 0.3, undefined);
  expect(mask.values.every((value) => value === 1)).toBe(true);
});

test('softmax over columns: e to the distance from the largest, and the sums', () => {
  const arena = makeArena(1, kernels);
  const scores = filled(arena, 9, 8, 5);
  scores.values[0] = 40;
  scores.values[8] = -200;
  const before = scores.values.slice();
  const [mosts, sums] = [arena.block(1, 8), arena.block(1, 8)];
  mosts.values.fill(-1e30);
  arena.run.softmaxColumns(scores.at, 9, 8, mosts.at, sums.at);
  for (let column = 0; column < 8; column++) {
    const own = Array.from({ length: 9 }, (_, row) => before[row * 8 + column] ?? 0);
    const expected = own.map((value) => Math.exp(value - Math.max(...own)));
    expected.forEach((value, row) => {
      expect(scores.values[row * 8 + column]).toBeCloseTo(value, 6);
    });
    expect(sums.values[column]).toBeCloseTo(
      expected.reduce((sum, value) => sum + value, 0),
      5,
    );
  }
});

test('the smooth rectifier and its slope', () => {
  const arena = makeArena(1, kernels);
  const x = arena.block(1, 16);
  const [gate, y, back] = [arena.block(1, 16), arena.block(1, 16), arena.block(1, 16)];
  x.values.forEach((_, at) => {
    x.values[at] = (at - 8) * 0.7;
  });
  back.values.fill(1);
  arena.run.smoothRectifier(x.at, gate.at, y.at, 16);
  arena.run.smoothRectifierBack(x.at, gate.at, back.at, 16);
  const smooth = (value: number) => 0.5 * value * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (value + 0.044715 * value ** 3)));
  x.values.forEach((value, at) => {
    expect(y.values[at]).toBeCloseTo(smooth(value), 5);
    expect(back.values[at]).toBeCloseTo((smooth(value + 1e-4) - smooth(value - 1e-4)) / 2e-4, 4);
  });
});

test('Adam takes the step of its formula and the slow mean follows', () => {
  const arena = makeArena(1, kernels);
  const [weight, gradient, mean, square, slow] = [1, 2, 3, 4, 5].map((seed) => filled(arena, 1, 8, seed)) as [
    Block,
    Block,
    Block,
    Block,
    Block,
  ];
  square.values.forEach((value, at) => {
    square.values[at] = value * value;
  });
  const old = [weight, gradient, mean, square, slow].map(({ values }) => values.slice()) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  arena.run.adam(weight.at, gradient.at, mean.at, square.at, slow.at, 8, 0.01, 2, 0.25);
  weight.values.forEach((value, at) => {
    const [w = 0, g = 0, m = 0, v = 0, s = 0] = old.map((values) => values[at] ?? 0);
    const expected = w - (0.01 * (0.9 * m + 0.1 * g)) / (Math.sqrt(2 * (0.999 * v + 0.001 * g * g)) + 1e-8);
    expect(value).toBeCloseTo(expected, 5);
    expect(slow.values[at]).toBeCloseTo(s + 0.25 * (expected - s), 5);
  });
});

test('a full arena says so', () => {
  expect(() => makeArena(1, kernels).block(1000, 1000)).toThrow(/1 MB is full/);
});
