import { type Arena, type Block, makeArena } from '../kernels/arena.ts';
import type { Shape } from '../shape.ts';
import { append, clear, emptyBatch } from './batch.ts';
import { makeNetwork, megabytesFor } from './network.ts';
import { makeTables } from './tables.ts';

/** What the networks of a model say of a history. What is returned is read before the next call. */
export interface Voices {
  /** Each network's score of every item after the history. */
  listen: (history: ArrayLike<number>) => readonly Float32Array[];
  /** Of the history listened to last: every item's mean chance, e^(score / temperature) over all items' sum, over the networks. */
  chances: (temperature: number) => Float32Array;
}

/** Networks as their weights, side by side as shape.ts has them. */
export function makeVoices(networks: readonly Float32Array[], shape: Shape, kernels: WebAssembly.Module): Voices {
  const { itemCount, width } = shape;
  const arena = makeArena(megabytesFor(shape, { tables: networks.length, batch: 1 }), kernels);
  const network = makeNetwork(arena, shape, 1);
  const batch = emptyBatch(1, shape);
  const voices = networks.map((values) => {
    const weights = makeTables(arena, shape);
    weights.whole.values.set(values.subarray(0, weights.whole.values.length));
    return { weights, scores: paddedLine(arena, itemCount) };
  });
  const [powers, mean, sums] = [paddedLine(arena, itemCount), paddedLine(arena, itemCount), arena.block(1, 8)];
  return {
    listen: (history) => {
      clear(batch);
      append(batch, Int32Array.from(history), history.length, 0, shape);
      return voices.map(({ weights, scores }) => {
        const vector = network.encode({ batch, weights, random: undefined, dropout: 0 });
        arena.run.scan(weights.table('items').at, vector.at, scores.at, itemCount, width);
        return scores.values.subarray(0, itemCount);
      });
    },
    chances: (temperature) => {
      mean.values.fill(0);
      for (const { scores } of voices) {
        sums.values.fill(0);
        arena.run.raise(scores.at, powers.at, sums.at, powers.values.length, largestOf(scores.values), 1 / temperature);
        const total = sums.values.reduce((sum, value) => sum + value, 0);
        arena.run.addScaled(mean.at, powers.at, mean.at, mean.values.length, 1, 1 / total / voices.length);
      }
      return mean.values.subarray(0, itemCount);
    },
  };
}

/** One number for every item and some more, so that kernels may work in eights: those are never chosen. */
function paddedLine(arena: Arena, itemCount: number): Block {
  const line = arena.block(1, Math.ceil(itemCount / 8) * 8);
  line.values.fill(-1e30);
  return line;
}

function largestOf(values: Float32Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at++) largest = Math.max(largest, values[at] as number);
  return largest;
}
