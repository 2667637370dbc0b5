import type { Shape } from '../../next-item/shape.ts';
import { append, type Batch, clear, emptyBatch } from './batch.ts';
import { type Arena, makeArena } from './kernels/arena.ts';
import { makeNetwork, type Network } from './network.ts';
import { type Random, randomFrom, shuffle } from './random.ts';
import { samplesOf } from './samples.ts';
import { initialise, makeTables, type Tables } from './weights.ts';

export interface Settings {
  seed: number;
  batch: number;
  /** Learning rates one after another; each goes on from the best weights of the one before. */
  rates: readonly number[];
  dropout: number;
  /** Share of the fresh weights in the slow mean after every step; the slow mean is what is measured and kept. */
  slowRate: number;
}

export interface Trainer {
  shape: Shape;
  settings: Settings;
  network: Network;
  weights: Tables;
  slow: Tables;
  moments: readonly [Tables, Tables];
  random: Random;
  steps: number;
  /** The rate of the coming steps. */
  rate: number;
  /** One walk over all samples in a new order; the mean loss. `watch` hears how much of it is done. */
  epoch: (watch: (share: number) => void) => number;
  /** A batch of its own for measuring. */
  batch: Batch;
}

export function makeTrainer(sequences: readonly Int32Array[], shape: Shape, settings: Settings): Trainer {
  const arena = makeArena(megabytesFor(shape, settings.batch));
  const network = makeNetwork(arena, shape, settings.batch);
  const [weights, slow, gradients, mean, square] = five(arena, shape);
  const samples = samplesOf(sequences);
  const batch = emptyBatch(settings.batch, shape);
  const random = randomFrom(settings.seed);
  initialise(weights, shape, random);
  slow.whole.values.set(weights.whole.values);

  const step = () => {
    trainer.steps += 1;
    const meanScale = 1 / (1 - 0.9 ** trainer.steps);
    const slowRate = Math.max(settings.slowRate, 1 / (trainer.steps + 1));
    arena.run.adam(
      ...[weights, gradients, mean, square, slow].map(({ whole }) => whole.at),
      weights.whole.values.length,
      trainer.rate * meanScale,
      1 / (1 - 0.999 ** trainer.steps),
      slowRate,
    );
  };
  const epoch: Trainer['epoch'] = (watch) => {
    const order = Int32Array.from(samples.users, (_, index) => index);
    shuffle(order, random);
    let total = 0;
    for (let from = 0; from < order.length; from += settings.batch) {
      clear(batch);
      for (const sample of order.subarray(from, from + settings.batch)) {
        const items = sequences[samples.users[sample] as number] as Int32Array;
        const end = samples.ends[sample] as number;
        append(batch, items, end, items[end] as number, shape);
      }
      total += batch.count * network.learn({ batch, weights, random, dropout: settings.dropout }, gradients);
      step();
      watch((from + batch.count) / order.length);
    }
    return total / order.length;
  };
  const trainer: Trainer = {
    shape,
    settings,
    network,
    weights,
    slow,
    moments: [mean, square],
    random,
    steps: 0,
    rate: settings.rates[0] ?? 0,
    epoch,
    batch,
  };
  return trainer;
}

/** Goes on from these weights as if freshly begun: no moments, and a slow mean of them alone. */
export function restart(trainer: Trainer, weights: Float32Array, rate: number): void {
  for (const tables of [trainer.weights, trainer.slow]) tables.whole.values.set(weights);
  for (const tables of trainer.moments) tables.whole.values.fill(0);
  trainer.steps = 0;
  trainer.rate = rate;
}

const five = (arena: Arena, shape: Shape): [Tables, Tables, Tables, Tables, Tables] => [
  makeTables(arena, shape),
  makeTables(arena, shape),
  makeTables(arena, shape),
  makeTables(arena, shape),
  makeTables(arena, shape),
];

/** Five tables of weights, the scores of all items for a batch, and what every token carries through the blocks. */
function megabytesFor({ itemCount, width, hidden, historyMax, blocks }: Shape, batch: number): number {
  const perToken = blocks * (24 * width + 4 * hidden + 3 * 32) + 8 * width;
  const numbers = 5 * itemCount * width + itemCount * batch + batch * (historyMax + 1) * perToken;
  return Math.ceil((numbers * 4) / 2 ** 20) + 16;
}
