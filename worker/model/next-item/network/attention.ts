import type { Arena, Block } from '../kernels/arena.ts';
import type { Batch } from './batch.ts';
import { transpose } from './masks.ts';

/** Lines of a score table: the longest history and its start token, rounded up to eight. */
export const line = 24;

export interface Attention {
  /** queries [rows, width], keyValue [tokens, 2 width] -> mixed [rows, width] */
  forward: (batch: Batch, lastOnly: boolean, tables: AttentionTables) => void;
  backward: (batch: Batch, lastOnly: boolean, tables: AttentionTables) => void;
}

interface AttentionTables {
  queries: Block;
  keyValue: Block;
  mixed: Block;
  /** chances [rows, line] after softmax, and as used after dropout */
  chances: Block;
  used: Block;
  mask: Block;
  mixedBack: Block;
  queriesBack: Block;
  keyValueBack: Block;
}

/** Attention of each history over itself, one head; a token sees itself and what came before. */
export function makeAttention(arena: Arena, width: number): Attention {
  const turned = arena.block(width, line);
  const scores = arena.block(line, line);
  const scale = 1 / Math.sqrt(width);
  const bytes = { width: width * 4, pair: width * 8, line: line * 4 };
  const spans = (batch: Batch, lastOnly: boolean, visit: (span: Span) => void) => {
    for (let index = 0; index < batch.count; index++) {
      const start = batch.starts[index] as number;
      const length = (batch.starts[index + 1] as number) - start;
      visit(lastOnly ? { start, length, row: index, rows: 1 } : { start, length, row: start, rows: length });
    }
  };
  const forward: Attention['forward'] = (batch, lastOnly, { queries, keyValue, mixed, chances, used, mask }) =>
    spans(batch, lastOnly, ({ start, length, row, rows }) => {
      transpose(keyValue.values, turned.values, {
        rows: length,
        columns: width,
        fromAt: start * 2 * width,
        fromLine: 2 * width,
        intoLine: line,
      });
      const columns = Math.ceil(length / 8) * 8;
      arena.run.product(
        queries.at + row * bytes.width,
        bytes.width,
        turned.at,
        bytes.line,
        chances.at + row * bytes.line,
        bytes.line,
        rows,
        columns,
        width,
        0,
      );
      for (let at = 0; at < rows; at++) {
        const from = (row + at) * line;
        softmaxLine(chances.values, from, length - rows + at + 1, scale);
      }
      arena.run.maskOnly(chances.at + row * bytes.line, mask.at + row * bytes.line, used.at + row * bytes.line, rows * line);
      const values = keyValue.at + start * bytes.pair + bytes.width;
      arena.run.product(
        used.at + row * bytes.line,
        bytes.line,
        values,
        bytes.pair,
        mixed.at + row * bytes.width,
        bytes.width,
        rows,
        width,
        length,
        0,
      );
    });
  const backward: Attention['backward'] = (
    batch,
    lastOnly,
    { queries, keyValue, chances, used, mask, mixedBack, queriesBack, keyValueBack },
  ) =>
    spans(batch, lastOnly, ({ start, length, row, rows }) => {
      const keys = start * bytes.pair;
      const values = keys + bytes.width;
      const mixedAt = mixedBack.at + row * bytes.width;
      transpose(keyValue.values, turned.values, {
        rows: length,
        columns: width,
        fromAt: (start * 2 + 1) * width,
        fromLine: 2 * width,
        intoLine: line,
      });
      arena.run.product(mixedAt, bytes.width, turned.at, bytes.line, scores.at, bytes.line, rows, Math.ceil(length / 8) * 8, width, 0);
      arena.run.productTurned(
        used.at + row * bytes.line,
        bytes.line,
        mixedAt,
        bytes.width,
        keyValueBack.at + values,
        bytes.pair,
        length,
        width,
        rows,
        0,
      );
      for (let at = 0; at < rows; at++) {
        softmaxLineBack(scores.values, at * line, chances.values, mask.values, (row + at) * line, length - rows + at + 1, scale);
      }
      arena.run.product(
        scores.at,
        bytes.line,
        keyValue.at + keys,
        bytes.pair,
        queriesBack.at + row * bytes.width,
        bytes.width,
        rows,
        width,
        length,
        0,
      );
      arena.run.productTurned(
        scores.at,
        bytes.line,
        queries.at + row * bytes.width,
        bytes.width,
        keyValueBack.at + keys,
        bytes.pair,
        length,
        width,
        rows,
        0,
      );
    });
  return { forward, backward };
}

interface Span {
  start: number;
  length: number;
  row: number;
  rows: number;
}

function softmaxLine(values: Float32Array, from: number, visible: number, scale: number): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let at = from; at < from + visible; at++) most = Math.max(most, values[at] as number);
  let sum = 0;
  for (let at = from; at < from + visible; at++) {
    const value = Math.exp(scale * ((values[at] as number) - most));
    values[at] = value;
    sum += value;
  }
  for (let at = from; at < from + visible; at++) values[at] = (values[at] as number) / sum;
  values.fill(0, from + visible, from + line);
}

function softmaxLineBack(
  scores: Float32Array,
  at: number,
  chances: Float32Array,
  mask: Float32Array,
  from: number,
  visible: number,
  scale: number,
): void {
  let along = 0;
  for (let column = 0; column < visible; column++) {
    const back = (scores[at + column] as number) * (mask[from + column] as number);
    scores[at + column] = back;
    along += back * (chances[from + column] as number);
  }
  for (let column = 0; column < visible; column++) {
    scores[at + column] = scale * (chances[from + column] as number) * ((scores[at + column] as number) - along);
  }
  scores.fill(0, at + visible, at + line);
}
