import { partsOf, type Shape } from '../../next-item/shape.ts';
import type { Arena, Block } from './kernels/arena.ts';
import { normal, type Random } from './random.ts';

/** A table of weights by its name, as a block of the arena. Several of these share one layout: weights, gradients, moments. */
export interface Tables {
  whole: Block;
  table: (name: string) => Block;
}

export function makeTables(arena: Arena, shape: Shape): Tables {
  const parts = partsOf(shape);
  const last = parts[parts.length - 1];
  const total = last ? last.offset + last.rows * last.columns : 0;
  const whole = arena.block(1, Math.ceil(total / 8) * 8);
  const tables = new Map(
    parts.map(({ name, rows, columns, offset }): [string, Block] => [
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

/** First weights: matrices small and normal, gains 1, shifts 0, the filter's root as wide as it was found to work. */
export function initialise(tables: Tables, shape: Shape, random: Random): void {
  for (const { name } of partsOf(shape)) {
    const { values } = tables.table(name);
    if (name.endsWith('.gain')) values.fill(1);
    else if (name.endsWith('.shift')) values.fill(0);
    else {
      const deviation = name.endsWith('.root') ? 1 : 0.02;
      for (let at = 0; at < values.length; at++) values[at] = deviation * normal(random);
    }
  }
}
