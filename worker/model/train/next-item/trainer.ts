import { type Arena, makeArena } from '../../next-item/kernels/arena.ts';
import { append, type Batch, clear, emptyBatch } from '../../next-item/network/batch.ts';
import { makeNetwork, megabytesFor, type Network } from '../../next-item/network/network.ts';
import { makeTables, type Tables } from '../../next-item/network/tables.ts';
import type { Shape } from '../../next-item/shape.ts';
import { trainingKernels } from './kernels.ts';
import { type Random, randomFrom, shuffle } from './random.ts';
import { samplesOf } from './samples.ts';
import { rateAt, type Schedule } from './schedule.ts';
import { initialise } from './weights.ts';

export interface Settings extends Schedule {
  seed: number;
  batch: number;
  dropout: number;
  /** Share of the fresh weights in the slow mean after every step; the slow mean is what is measured and kept. */
  slowRate: number;
  /** Numbers an item, where they are not as many as usual. */
  width?: number;
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
  /** One walk over all samples in a new order, after `done` others; the mean loss. `watch` hears how much of it is done. */
  epoch: (done: number, watch: (share: number) => void) => number;
  /** A batch of its own for measuring. */
  batch: Batch;
}

/** Weights, their slow mean, gradients, and two moments. */
const tablesOfTraining = 5;

export function makeTrainer(sequences: readonly Int32Array[], shape: Shape, settings: Settings): Trainer {
  const arena = makeArena(megabytesFor(shape, { tables: tablesOfTraining, batch: settings.batch }), trainingKernels());
  const network = makeNetwork(arena, shape, settings.batch);
  const [weights, slow, gradients, mean, square] = five(arena, shape);
  const samples = samplesOf(sequences);
  const batch = emptyBatch(settings.batch, shape);
  const random = randomFrom(settings.seed);
  initialise(weights, shape, random);
  slow.whole.values.set(weights.whole.values);

  const step = (rate: number) => {
    trainer.steps += 1;
    const meanScale = 1 / (1 - 0.9 ** trainer.steps);
    const slowRate = Math.max(settings.slowRate, 1 / (trainer.steps + 1));
    arena.run.adam(
      ...[weights, gradients, mean, square, slow].map(({ whole }) => whole.at),
      weights.whole.values.length,
      rate * meanScale,
      1 / (1 - 0.999 ** trainer.steps),
      slowRate,
    );
  };
  const epoch: Trainer['epoch'] = (done, watch) => {
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
      // The first rate is that of the end of the first step: never nothing.
      step(rateAt(settings, done + (from + batch.count) / order.length));
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
    epoch,
    batch,
  };
  return trainer;
}

const five = (arena: Arena, shape: Shape): [Tables, Tables, Tables, Tables, Tables] => [
  makeTables(arena, shape),
  makeTables(arena, shape),
  makeTables(arena, shape),
  makeTables(arena, shape),
  makeTables(arena, shape),
];
