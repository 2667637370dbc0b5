import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomFrom } from '../random.ts';
import { type Arena, type Block, makeArena } from './arena.ts';

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
      (rows, eights, inner, turned, accumulate) => {
        const arena = makeArena(1);
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

test('softmax over columns: e to the distance from the largest, and the sums', () => {
  const arena = makeArena(1);
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
  const arena = makeArena(1);
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
  const arena = makeArena(1);
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
  expect(() => makeArena(1).block(1000, 1000)).toThrow(/1 MB is full/);
});
