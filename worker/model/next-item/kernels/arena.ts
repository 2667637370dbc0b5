interface Exports {
  product: Product;
  productTurned: Product;
  softmaxColumns: (z: number, rows: number, columns: number, mosts: number, sums: number) => void;
  smoothRectifier: (x: number, gate: number, y: number, count: number) => void;
  smoothRectifierBack: (x: number, gate: number, dy: number, count: number) => void;
  adam: (...numbers: number[]) => void;
  normalise: (...numbers: number[]) => void;
  normaliseBack: (...numbers: number[]) => void;
  addShift: (x: number, shift: number, rows: number, width: number) => void;
  scan: (x: number, vector: number, products: number, rows: number, width: number) => void;
  sumRows: (x: number, sums: number, rows: number, width: number) => void;
  mixRows: (...numbers: number[]) => void;
  mixRowsBack: (...numbers: number[]) => void;
  maskAdd: (x: number, mask: number, plus: number, y: number, count: number) => void;
  maskOnly: (x: number, mask: number, y: number, count: number) => void;
  addScaled: (x: number, z: number, y: number, count: number, factor: number, plus: number) => void;
  drawMask: (mask: number, count: number, bound: number, state: number, keep: number) => void;
}
type Product = (
  a: number,
  aStride: number,
  b: number,
  bStride: number,
  c: number,
  cStride: number,
  rows: number,
  columns: number,
  inner: number,
  accumulate: number,
) => void;

/** A row-major block of f32 in the kernels' memory. `values` sees the same bytes from JavaScript. */
export interface Block {
  at: number;
  columns: number;
  values: Float32Array<ArrayBuffer>;
}

/** One fixed memory, blocks handed out of it once and for all, and the kernels that work on them. */
export interface Arena {
  block: (rows: number, columns: number) => Block;
  run: Exports;
}

/** `megabytes` bounds all blocks together; `kernels` is what routines.ts was assembled to. */
export function makeArena(megabytes: number, kernels: WebAssembly.Module): Arena {
  const memory = new WebAssembly.Memory({ initial: megabytes * 16, maximum: megabytes * 16 });
  const instance = new WebAssembly.Instance(kernels, { env: { memory } });
  let free = 64;
  const block = (rows: number, columns: number): Block => {
    const at = free;
    // Loops over single numbers go in eights: every block ends with room for that.
    free += Math.ceil((rows * columns * 4 + 32) / 64) * 64;
    if (free > memory.buffer.byteLength) throw new Error(`the arena of ${megabytes} MB is full`);
    return { at, columns, values: new Float32Array(memory.buffer, at, rows * columns) };
  };
  return { block, run: instance.exports as unknown as Exports };
}
