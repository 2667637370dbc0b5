import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { type TableOf, type Tokens, tensorScores, tensorTables } from '#test/harness/tensor-next-item.ts';
import { makeArena } from '../../next-item/kernels/arena.ts';
import { append, emptyBatch } from '../../next-item/network/batch.ts';
import { makeNetwork } from '../../next-item/network/network.ts';
import { makeTables } from '../../next-item/network/tables.ts';
import { makeVoices } from '../../next-item/network/voices.ts';
import { partsOf, shapeFor } from '../../next-item/shape.ts';
import { servingKernels, trainingKernels } from './kernels.ts';
import { randomFrom } from './random.ts';
import { initialise } from './weights.ts';

const shape = { ...shapeFor(40), width: 16, hidden: 32 };
const lengths = [0, 1, 3, 7, 20, 25];

function aNetwork() {
  const arena = makeArena(32, trainingKernels());
  const network = makeNetwork(arena, shape, 8);
  const [weights, gradients] = [makeTables(arena, shape), makeTables(arena, shape)];
  const random = randomFrom(5);
  initialise(weights, shape, random);
  weights.whole.values.forEach((value, at) => {
    weights.whole.values[at] = value + random.next() - 0.5;
  });
  const batch = emptyBatch(8, shape);
  for (const length of lengths) {
    const items = Int32Array.from({ length }, () => Math.floor(random.next() * 40));
    append(batch, items, length, Math.floor(random.next() * 40), shape);
  }
  return { network, weights, gradients, batch };
}

test('the gradients of the kernels are those of TensorFlow.js', async () => {
  await tf.setBackend('cpu');
  const { network, weights, gradients, batch } = aNetwork();
  const loss = network.learn({ batch, weights, random: undefined, dropout: 0 }, gradients);
  const parts = partsOf(shape);
  const tensors = parts.map(({ name, rows, columns }) => tf.tensor2d(weights.table(name).values.slice(), [rows, columns]));
  const { value, grads } = tf.valueAndGrads((...tables: tf.Tensor[]) => {
    const table = (name: string) => tables[parts.findIndex((part) => part.name === name)] as tf.Tensor2D;
    const losses = lengths.map((_, index) => lossOf(table, batch, index));
    return tf.mean(tf.stack(losses));
  })(tensors);
  expect(loss).toBeCloseTo((await value.data())[0] ?? 0, 4);
  for (const [index, { name }] of parts.entries()) {
    const expected = (await grads[index]?.data()) ?? [];
    const worst = gradients.table(name).values.reduce((most, own, at) => Math.max(most, Math.abs(own - (expected[at] ?? 0))), 0);
    expect(worst, name).toBeLessThan(1e-4);
  }
});

test('what is served are the scores of TensorFlow.js to 1e-4, and the same twenty first', async () => {
  await tf.setBackend('cpu');
  const { weights, batch } = aNetwork();
  const table = tensorTables(tf, shape, weights.whole.values);
  const voices = makeVoices([weights.whole.values.slice()], shape, servingKernels());
  for (const [index, length] of lengths.entries()) {
    const expected = await tensorScores(tf, shape, table, tokensOf(batch, index)).data();
    const start = batch.starts[index] ?? 0;
    const [served] = voices(batch.items.subarray(start + 1, start + 1 + Math.min(length, shape.historyMax)));
    const own = [...(served ?? [])];
    expect(Math.max(...own.map((score, item) => Math.abs(score - (expected[item] ?? 0))))).toBeLessThan(1e-4);
    expect(firstOf(own)).toEqual(firstOf([...expected]));
  }
});

const firstOf = (scores: readonly number[]): number[] =>
  [...scores.keys()].sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0)).slice(0, 20);

test('with dropout the gradients are those of small steps', () => {
  const { network, weights, gradients, batch } = aNetwork();
  const learn = () => network.learn({ batch, weights, random: randomFrom(9), dropout: 0.5 }, gradients);
  learn();
  const kept = gradients.whole.values.slice();
  const random = randomFrom(2);
  const values = weights.whole.values;
  for (const { name, offset, rows, columns } of partsOf(shape)) {
    const at = offset + Math.floor(random.next() * rows * columns);
    const value = values[at] ?? 0;
    values[at] = value + 4e-3;
    const above = learn();
    values[at] = value - 4e-3;
    const below = learn();
    values[at] = value;
    expect(Math.abs((above - below) / 8e-3 - (kept[at] ?? 0)), name).toBeLessThan(1e-3);
  }
});

/** One history of the batch, as the reference takes it. */
function tokensOf(batch: ReturnType<typeof emptyBatch>, index: number): Tokens {
  const [from, to] = [batch.starts[index] ?? 0, batch.starts[index + 1] ?? 0];
  return { items: Array.from(batch.items.subarray(from, to)), positions: Array.from(batch.positions.subarray(from, to)) };
}

function lossOf(table: TableOf, batch: ReturnType<typeof emptyBatch>, index: number): tf.Scalar {
  const wanted = tf.oneHot([batch.targets[index] ?? 0], shape.itemCount);
  return tf.neg(tf.sum(tf.mul(tf.logSoftmax(tensorScores(tf, shape, table, tokensOf(batch, index))), wanted))) as tf.Scalar;
}
