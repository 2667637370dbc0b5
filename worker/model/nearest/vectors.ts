/** Many unit vectors of whole bytes, and which of them are nearest to one: on a kernel of our own, or in plain JavaScript. */

export interface Found {
  /** Nearest first, equally near ones by number. */
  rows: Int32Array;
  closeness: Float32Array;
}

export interface Vectors {
  way: 'kernel' | 'plain';
  length: () => number;
  /** Puts vectors, one after the other, behind those that are there. Whatever their length, they count as unit vectors; all zeros lie at a right angle to all. */
  append: (bytes: Int8Array) => void;
  /** The row stays where it is and is never found again. */
  hide: (row: number) => void;
  /** At most `nearestMax`. */
  nearest: (query: Float32Array, count: number) => Found;
  closeness: (query: Float32Array, rows: Int32Array) => Float32Array;
  /** A copy of rows as they were put. */
  slice: (from: number, to: number) => Int8Array<ArrayBuffer>;
  bytes: () => number;
}

/** What a row's bytes are multiplied with to be a unit vector. */
export function scaleOf(bytes: Int8Array, from: number, dimensions: number): number {
  let sum = 0;
  for (let at = from; at < from + dimensions; at++) sum += (bytes[at] as number) ** 2;
  return sum === 0 ? 0 : 1 / Math.sqrt(sum);
}

export function dot(query: Float32Array, bytes: Int8Array, from: number): number {
  let sum = 0;
  for (let at = 0; at < query.length; at++) sum += (query[at] as number) * (bytes[from + at] as number);
  return sum;
}
