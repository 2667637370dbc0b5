import { largest } from '../largest.ts';
import { dot, scaleOf, type Vectors } from './vectors.ts';

/** The same as the kernel in plain JavaScript: what it is measured against, and what serves where wasm cannot start. */
export function plainVectors(dimensions: number): Vectors {
  let rows = new Int8Array(64 * dimensions);
  let scales = new Float32Array(64);
  let [length, hidden] = [0, 0];
  const closeness = (query: Float32Array, row: number): number => dot(query, rows, row * dimensions) * (scales[row] as number);
  const makeRoom = (count: number): void => {
    if (count <= scales.length) return;
    const size = Math.max(count, Math.ceil(scales.length * 1.5));
    const [moreRows, moreScales] = [new Int8Array(size * dimensions), new Float32Array(size)];
    moreRows.set(rows);
    moreScales.set(scales);
    [rows, scales] = [moreRows, moreScales];
  };
  return {
    way: 'plain',
    length: () => length,
    append: (bytes) => {
      const count = bytes.length / dimensions;
      makeRoom(length + count);
      rows.set(bytes, length * dimensions);
      for (let at = 0; at < count; at++) scales[length + at] = scaleOf(bytes, at * dimensions, dimensions);
      length += count;
    },
    hide: (row) => {
      if (!Number.isNaN(scales[row])) hidden += 1;
      scales[row] = Number.NaN;
    },
    nearest: (query, count) => {
      const values = new Float32Array(length);
      // A unit vector is never as far away as the hidden: they come last and are left out.
      for (let row = 0; row < length; row++) values[row] = Number.isNaN(scales[row]) ? -2 : closeness(query, row);
      const best = largest(values, Math.min(count, length - hidden));
      return { rows: Int32Array.from(best), closeness: Float32Array.from(best, (row) => closeness(query, row)) };
    },
    closeness: (query, asked) => Float32Array.from(asked, (row) => closeness(query, row)),
    slice: (from, to) => rows.slice(from * dimensions, to * dimensions),
    bytes: () => rows.byteLength + scales.byteLength,
  };
}
