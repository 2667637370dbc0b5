import type { Shape } from '../shape.ts';

/** Histories of different lengths laid end to end, each behind its start token; no padding is computed. */
export interface Batch {
  count: number;
  /** Tokens in all, and for each history where its tokens start (one more entry ends the last). */
  tokens: number;
  starts: Int32Array;
  /** Item row of each token, -1 for a start token. */
  items: Int32Array;
  /** Position row of each token: the newest stands at the last position. */
  positions: Int32Array;
  targets: Int32Array;
}

export const emptyBatch = (size: number, shape: Shape): Batch => ({
  count: 0,
  tokens: 0,
  starts: new Int32Array(size + 1),
  items: new Int32Array(size * (shape.historyMax + 1)),
  positions: new Int32Array(size * (shape.historyMax + 1)),
  targets: new Int32Array(size),
});

export function clear(batch: Batch): void {
  batch.count = 0;
  batch.tokens = 0;
}

/** Adds the newest `historyMax` items before `end` in `items`, and what should follow. */
export function append(batch: Batch, items: Int32Array, end: number, target: number, shape: Shape): void {
  const begin = Math.max(0, end - shape.historyMax);
  const length = end - begin + 1;
  const first = shape.historyMax + 1 - length;
  for (let at = 0; at < length; at++) {
    batch.items[batch.tokens + at] = at === 0 ? -1 : (items[begin + at - 1] as number);
    batch.positions[batch.tokens + at] = first + at;
  }
  batch.tokens += length;
  batch.targets[batch.count] = target;
  batch.count += 1;
  batch.starts[batch.count] = batch.tokens;
}
