/** Which of many vectors are nearest to one: all are compared, on TensorFlow.js where it runs, else in plain JavaScript. */
import { dimensions } from './encode.ts';
import { largest } from './largest.ts';
import type { TensorBackend, Tensors } from './tf.ts';

/** Rows are kept in blocks, so that a new product costs one block and not all. */
export const blockRows = 4096;

export interface Scanned {
  /** Nearest rows first. */
  rows: Int32Array;
  closeness: Float32Array;
  /** Of the rows that were asked for by number. */
  wanted: Float32Array;
}

export interface Scan {
  backend: TensorBackend | 'plain';
  /** Sets block `at` to these rows, one vector after the other; all blocks but the last are full. */
  setBlock: (at: number, vectors: Float32Array) => void;
  /** @param nearest how many rows; fewer come back when there are fewer. */
  scan: (vector: Float32Array, nearest: number, wanted: Int32Array) => Scanned;
  /** The rows of a block as they were set; read, never written. */
  block: (at: number) => Float32Array;
  bytes: () => number;
  dispose: () => void;
}

export function tensorScan(tf: Tensors, backend: TensorBackend): Scan {
  const blocks: ReturnType<Tensors['tensor2d']>[] = [];
  const rowsOf = (): number => blocks.reduce((sum, block) => sum + block.shape[0], 0);
  return {
    backend,
    setBlock: (at, vectors) => {
      blocks[at]?.dispose();
      blocks[at] = tf.tensor2d(vectors, [vectors.length / dimensions, dimensions]);
    },
    scan: (vector, nearest, wanted) => {
      const rows = rowsOf();
      if (rows === 0) return { rows: new Int32Array(), closeness: new Float32Array(), wanted: new Float32Array(wanted.length) };
      return tf.tidy(() => {
        const query = tf.tensor2d(vector, [dimensions, 1]);
        const parts = blocks.map((block) => tf.reshape(tf.matMul(block, query), [block.shape[0]]));
        const all = tf.concat1d(parts as ReturnType<Tensors['tensor1d']>[]);
        const { values, indices } = tf.topk(all, Math.min(nearest, rows), true);
        const picked = wanted.length === 0 ? new Float32Array() : tf.gather(all, tf.tensor1d(wanted, 'int32')).dataSync();
        return { rows: indices.dataSync() as Int32Array, closeness: values.dataSync() as Float32Array, wanted: picked as Float32Array };
      });
    },
    block: (at) => (blocks[at]?.dataSync() as Float32Array | undefined) ?? new Float32Array(),
    bytes: () => rowsOf() * dimensions * 4,
    dispose: () => {
      for (const block of blocks.splice(0)) block.dispose();
    },
  };
}

export function plainScan(): Scan {
  const blocks: Float32Array[] = [];
  const rowsOf = (): number => blocks.reduce((sum, block) => sum + block.length / dimensions, 0);
  return {
    backend: 'plain',
    setBlock: (at, vectors) => {
      blocks[at] = vectors.slice();
    },
    scan: (vector, nearest, wanted) => {
      const all = new Float32Array(rowsOf());
      let row = 0;
      for (const block of blocks) for (let at = 0; at < block.length; at += dimensions) all[row++] = dot(block, at, vector);
      const rows = Int32Array.from(largest(all, nearest));
      return { rows, closeness: picked(all, rows), wanted: picked(all, wanted) };
    },
    block: (at) => blocks[at] ?? new Float32Array(),
    bytes: () => rowsOf() * dimensions * 4,
    dispose: () => {
      blocks.length = 0;
    },
  };
}

const picked = (values: Float32Array, at: Int32Array): Float32Array => Float32Array.from(at, (row) => values[row] ?? 0);

function dot(rows: Float32Array, at: number, vector: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < dimensions; i++) sum += (rows[at + i] as number) * (vector[i] as number);
  return sum;
}
