/** The next-item network on TensorFlow.js: what our own kernels are held to in tests and compared with in benches. */
import type * as Core from '@tensorflow/tfjs-core';
import { lowPass, partsOf, type Shape } from '#worker/model/next-item/shape.ts';
import type { Tensors } from '#worker/model/tf.ts';

export type TableOf = (name: string) => Core.Tensor2D;

/** Items of a history, -1 for the token before it, and the position row of each. */
export interface Tokens {
  items: readonly number[];
  positions: readonly number[];
}

/** Rows of the items of a history, the start token after all items. */
const withStart = (tf: Tensors, table: TableOf): Core.Tensor2D => tf.concat([table('items'), table('start')], 0);

/**
 * The model as it is described, one history at a time, without any shortcut: all positions in all blocks.
 * @param tokens made once where many histories are asked
 */
export function tensorScores(
  tf: Tensors,
  shape: Shape,
  table: TableOf,
  { items, positions }: Tokens,
  tokens: Core.Tensor2D = withStart(tf, table),
): Core.Tensor2D {
  const [length, lines] = [items.length, shape.historyMax + 1];
  const normalised = (tables: TableOf, name: string, input: Core.Tensor): Core.Tensor2D => {
    const { mean, variance } = tf.moments(input, 1, true);
    const scaled = tf.div(tf.sub(input, mean), tf.sqrt(tf.add(variance, 1e-12)));
    return tf.add(tf.mul(scaled, tables(`${name}.gain`)), tables(`${name}.shift`));
  };
  const rows = tf.gather(
    tokens,
    items.map((item) => (item < 0 ? shape.itemCount : item)),
  );
  let x = normalised(table, 'input.norm', tf.add(rows, tf.gather(table('positions'), [...positions])));
  const filter = tf.slice(tf.tensor2d([...lowPass(lines, shape.bins)], [lines, lines]), [0, 0], [length, length]);
  const hidden = tf.tensor2d(
    Array.from({ length: length * length }, (_, at) => (at % length > Math.floor(at / length) ? -1e9 : 0)),
    [length, length],
  );
  for (let block = 0; block < shape.blocks; block++) {
    const inBlock: TableOf = (name) => table(`${block}.${name}`);
    const linear = (name: string, input: Core.Tensor) => tf.add(tf.matMul(input, inBlock(`${name}.weight`)), inBlock(`${name}.shift`));
    const low = tf.matMul(filter, x);
    const filtered = tf.add(low, tf.mul(tf.square(inBlock('filter.root')), tf.sub(x, low)));
    const [keys, values] = tf.split(linear('keyValue', x), 2, 1) as [Core.Tensor2D, Core.Tensor2D];
    const chances = tf.softmax(tf.add(tf.div(tf.matMul(linear('query', x), keys, false, true), Math.sqrt(shape.width)), hidden));
    const attended = linear('mixed', tf.matMul(chances, values));
    const mixed = tf.add(
      tf.mul(shape.filterShare, normalised(inBlock, 'filter.norm', tf.add(filtered, x))),
      tf.mul(1 - shape.filterShare, normalised(inBlock, 'attention.norm', tf.add(attended, x))),
    );
    const wide = linear('widen', mixed);
    const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(wide, tf.mul(0.044715, tf.mul(wide, tf.mul(wide, wide)))));
    const bent = tf.mul(tf.mul(0.5, wide), tf.add(1, tf.tanh(inner)));
    x = normalised(inBlock, 'output.norm', tf.add(linear('narrow', bent), mixed));
  }
  const newest = tf.slice(x, [length - 1, 0], [1, shape.width]);
  return tf.reshape(tf.matMul(table('items'), newest, false, true), [1, shape.itemCount]);
}

/** The weights of a network as shape.ts lays them out, as tensors of the backend that is set now. */
export function tensorTables(tf: Tensors, shape: Shape, weights: Float32Array): TableOf {
  const tables = new Map(
    partsOf(shape).map(({ name, rows, columns, offset }) => [
      name,
      tf.keep(tf.tensor2d(weights.slice(offset, offset + rows * columns), [rows, columns])),
    ]),
  );
  return (name) => {
    const table = tables.get(name);
    if (!table) throw new Error(`no weights named ${name}`);
    return table;
  };
}

/** As `makeVoices` of the program: what each network says of a history. */
export function tensorVoices(tf: Tensors, networks: readonly Float32Array[], shape: Shape): (history: readonly number[]) => Float32Array[] {
  const loaded = networks.map((weights) => {
    const table = tensorTables(tf, shape, weights);
    return { table, tokens: tf.keep(withStart(tf, table)) };
  });
  return (history) => {
    const items = [-1, ...history.slice(-shape.historyMax)];
    const positions = items.map((_, at) => shape.historyMax + 1 - items.length + at);
    return loaded.map(({ table, tokens }) =>
      tf.tidy(() => tensorScores(tf, shape, table, { items, positions }, tokens).dataSync() as Float32Array),
    );
  };
}
