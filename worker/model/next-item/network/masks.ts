import type { Arena, Block } from '../kernels/arena.ts';

/** Numbers in [0, 1). */
export interface Chance {
  next: () => number;
}

export interface Masks {
  /** Fills the first `count` numbers of `mask` with 0 (at `rate`) or 1 / (1 - rate). Without chance, all ones. */
  draw: (mask: Block, count: number, rate: number, random: Chance | undefined) => void;
}

const generatorWords = 32;

export function makeMasks(arena: Arena): Masks {
  const state = arena.block(1, generatorWords);
  const words = new Int32Array(state.values.buffer, state.values.byteOffset, generatorWords);
  return {
    draw: (mask, count, rate, random) => {
      if (random === undefined || rate === 0) {
        mask.values.fill(1, 0, count);
        return;
      }
      for (let at = 0; at < generatorWords; at++) words[at] = random.next() * 2 ** 32;
      arena.run.drawMask(mask.at, count, Math.round(rate * 2 ** 32 - 2 ** 31) - 1, state.at, 1 / (1 - rate));
    },
  };
}

/** into[column, row] = from[row, column]; `from` and `into` may have longer lines than columns and rows. */
export function transpose(
  from: Float32Array,
  into: Float32Array,
  {
    rows,
    columns,
    fromAt = 0,
    fromLine = columns,
    intoLine = rows,
  }: { rows: number; columns: number; fromAt?: number; fromLine?: number; intoLine?: number },
): void {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) into[column * intoLine + row] = from[fromAt + row * fromLine + column] as number;
}
