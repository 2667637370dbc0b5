import type { Arena, Block } from '../kernels/arena.ts';
import { partsOf, type Shape } from '../shape.ts';

/** A table of weights by its name, as a block of the arena. Several of these share one layout: weights, gradients, moments. */
export interface Tables {
  whole: Block;
  table: (name: string) => Block;
}

/** Numbers of one network's weights, rounded up so that kernels may work on them in eights. */
export function weightCount(shape: Shape): number {
  const last = partsOf(shape).at(-1);
  return last ? Math.ceil((last.offset + last.rows * last.columns) / 8) * 8 : 0;
}

export function makeTables(arena: Arena, shape: Shape): Tables {
  const whole = arena.block(1, weightCount(shape));
  const tables = new Map(
    partsOf(shape).map(({ name, rows, columns, offset }): [string, Block] => [
      name,
      { at: whole.at + offset * 4, columns, values: whole.values.subarray(offset, offset + rows * columns) },
    ]),
  );
  const table = (name: string): Block => {
    const found = tables.get(name);
    if (found === undefined) throw new Error(`no weights named ${name}`);
    return found;
  };
  return { whole, table };
}
