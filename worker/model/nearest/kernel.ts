/** Vectors in the memory of a small wasm module: rows of bytes in blocks, each followed by its rows' scales. Growing moves nothing. */
import { layout, nearestMax } from './routines.ts';
import { dot, type Found, scaleOf, type Vectors } from './vectors.ts';

const blockRows = 4096;
const pageBytes = 65_536;

interface Kernel {
  scan: (rows: number, scales: number, first: number, count: number, wanted: number, scale: number) => void;
  sort: (size: number) => void;
}

/** `module` is made by `routinesFor(dimensions)`; each call has a memory of its own. */
export function kernelVectors(module: WebAssembly.Module, dimensions: number): Vectors {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernel;
  const blockBytes = blockRows * (dimensions + 4);
  let length = 0;
  let views = viewsOf(memory);

  const rowAt = (row: number): number => layout.rows + Math.floor(row / blockRows) * blockBytes + (row % blockRows) * dimensions;
  const scaleAt = (row: number): number =>
    layout.rows + Math.floor(row / blockRows) * blockBytes + blockRows * dimensions + (row % blockRows) * 4;
  const makeRoom = (rows: number): void => {
    // One row of four is read beyond the last.
    const needed = layout.rows + Math.ceil(rows / blockRows) * blockBytes + 4 * dimensions;
    if (needed <= memory.buffer.byteLength) return;
    memory.grow(Math.ceil((needed - memory.buffer.byteLength) / pageBytes));
    views = viewsOf(memory);
  };
  /** The query in 16 bits a number; what they are multiplied with. */
  const ask = (query: Float32Array): number => {
    const most = query.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    for (let at = 0; at < dimensions; at++)
      views.shorts[layout.query / 2 + at] = most === 0 ? 0 : Math.round(((query[at] as number) / most) * 32_767);
    views.ints[layout.found / 4] = 0;
    views.floats[layout.floor / 4] = Number.NEGATIVE_INFINITY;
    return most / 32_767;
  };
  const found = (): Int32Array => {
    const size = views.ints[layout.found / 4] as number;
    kernel.sort(size);
    const rows = new Int32Array(size);
    for (let at = 0; at < size; at++) rows[at] = ~(views.ints[layout.heap / 4 + at * 2] as number);
    return rows;
  };
  const closeness = (query: Float32Array, rows: Int32Array): Float32Array => {
    const near = new Float32Array(rows.length);
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] as number;
      near[at] = dot(query, views.bytes, rowAt(row)) * (views.floats[scaleAt(row) / 4] as number);
    }
    return near;
  };

  return {
    way: 'kernel',
    length: () => length,
    append: (bytes) => {
      const count = bytes.length / dimensions;
      makeRoom(length + count);
      for (let at = 0; at < count; at++) {
        const row = length + at;
        views.bytes.set(bytes.subarray(at * dimensions, (at + 1) * dimensions), rowAt(row));
        views.floats[scaleAt(row) / 4] = scaleOf(bytes, at * dimensions, dimensions);
      }
      length += count;
    },
    hide: (row) => {
      views.floats[scaleAt(row) / 4] = Number.NaN;
    },
    nearest: (query, count) => {
      const scale = ask(query);
      const wanted = count > 0 ? Math.min(count + besides, nearestMax) : 0;
      for (let row = 0; row < length && wanted > 0; row += blockRows)
        kernel.scan(rowAt(row), scaleAt(row), row, Math.min(blockRows, length - row), wanted, scale);
      const rows = found();
      return inOrder(rows, closeness(query, rows), Math.min(count, nearestMax));
    },
    closeness,
    slice: (from, to) => {
      const copy = new Int8Array((to - from) * dimensions);
      for (let row = from; row < to; row++) copy.set(views.bytes.subarray(rowAt(row), rowAt(row) + dimensions), (row - from) * dimensions);
      return copy;
    },
    bytes: () => memory.buffer.byteLength,
  };
}

/** The scan rounds the query to 16 bits a number: so many more are looked at again, exactly, that what lies nearer than that to each other is told apart. */
const besides = 8;

/** Nearest first, equally near ones by number. They come nearly in order. */
function inOrder(rows: Int32Array, closeness: Float32Array, count: number): Found {
  for (let at = 1; at < rows.length; at++) {
    const row = rows[at] as number;
    const near = closeness[at] as number;
    let to = at;
    for (; to > 0 && isBefore(near, row, closeness[to - 1] as number, rows[to - 1] as number); to--) {
      rows[to] = rows[to - 1] as number;
      closeness[to] = closeness[to - 1] as number;
    }
    rows[to] = row;
    closeness[to] = near;
  }
  return { rows: rows.slice(0, count), closeness: closeness.slice(0, count) };
}
const isBefore = (near: number, row: number, otherNear: number, other: number): boolean =>
  near > otherNear || (near === otherNear && row < other);

function viewsOf({ buffer }: WebAssembly.Memory) {
  return { bytes: new Int8Array(buffer), shorts: new Int16Array(buffer), ints: new Int32Array(buffer), floats: new Float32Array(buffer) };
}
