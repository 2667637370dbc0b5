import type { Tables } from '../../next-item/network/tables.ts';
import { partsOf, type Shape } from '../../next-item/shape.ts';
import { normal, type Random } from './random.ts';

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
