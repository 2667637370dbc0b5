import { makeArena } from '../kernels/arena.ts';
import type { Shape } from '../shape.ts';
import { append, clear, emptyBatch } from './batch.ts';
import { makeNetwork, megabytesFor } from './network.ts';
import { makeTables } from './tables.ts';

/** What each network of a model says of a history: the score of every item, or of only some, in their order. Read before the next call. */
export type Voices = (history: ArrayLike<number>, only?: readonly number[]) => readonly Float32Array[];

/** Networks as their weights, side by side as shape.ts has them. */
export function makeVoices(networks: readonly Float32Array[], shape: Shape, kernels: WebAssembly.Module): Voices {
  const { itemCount, width } = shape;
  const arena = makeArena(megabytesFor(shape, { tables: networks.length, batch: 1 }), kernels);
  const network = makeNetwork(arena, shape, 1);
  const batch = emptyBatch(1, shape);
  const voices = networks.map((values) => {
    const weights = makeTables(arena, shape);
    weights.whole.values.set(values.subarray(0, weights.whole.values.length));
    return { weights, scores: arena.block(1, itemCount) };
  });
  return (history, only) => {
    clear(batch);
    append(batch, Int32Array.from(history), history.length, 0, shape);
    return voices.map(({ weights, scores }) => {
      const vector = network.encode({ batch, weights, random: undefined, dropout: 0 });
      const items = weights.table('items');
      if (only) return Float32Array.from(only, (item) => inner(items.values, item * width, vector.values, width));
      arena.run.scan(items.at, vector.at, scores.at, itemCount, width);
      return scores.values;
    });
  };
}

function inner(rows: Float32Array, from: number, vector: Float32Array, width: number): number {
  let sum = 0;
  for (let at = 0; at < width; at++) sum += (rows[from + at] as number) * (vector[at] as number);
  return sum;
}
