import { makeArena } from '../kernels/arena.ts';
import type { Shape } from '../shape.ts';
import { append, clear, emptyBatch } from './batch.ts';
import { makeNetwork, megabytesFor } from './network.ts';
import { makeTables } from './tables.ts';

/** What each network of a model says of a history: the score of every item. Read before the next call. */
export type Voices = (history: ArrayLike<number>) => readonly Float32Array[];

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
  return (history) => {
    clear(batch);
    append(batch, Int32Array.from(history), history.length, 0, shape);
    return voices.map(({ weights, scores }) => {
      const vector = network.encode({ batch, weights, random: undefined, dropout: 0 });
      arena.run.scan(weights.table('items').at, vector.at, scores.at, itemCount, width);
      return scores.values;
    });
  };
}
