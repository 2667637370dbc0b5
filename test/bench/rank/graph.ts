/** usearch, a well-known index of nearest neighbours, over the same vectors: native code in Node, which no worker can run. */
import { Index, MetricKind, ScalarKind } from 'usearch';
import { dimensions, unpacked } from '#worker/model/encode.ts';

export function makeGraph(bytes: Int8Array): { nearest: (query: Float32Array, count: number) => number[] } {
  const count = bytes.length / dimensions;
  const index = new Index({
    dimensions,
    metric: MetricKind.Cos,
    quantization: ScalarKind.I8,
    connectivity: 16,
    expansion_add: 128,
    expansion_search: 128,
    multi: false,
  });
  const rows = new Float32Array(bytes.length);
  for (let row = 0; row < count; row++) rows.set(unpacked(bytes.subarray(row * dimensions, (row + 1) * dimensions)), row * dimensions);
  index.add(
    BigUint64Array.from({ length: count }, (_, row) => BigInt(row)),
    rows,
    1,
  );
  return { nearest: (query, wanted) => Array.from(index.search(query, wanted, 1).keys as BigUint64Array, Number) };
}
