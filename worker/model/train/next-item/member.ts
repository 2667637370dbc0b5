import { quantiseItems } from '../../next-item/artefact.ts';
import type { Member } from '../../next-item/encoder.ts';
import { partsOf, type Shape } from '../../next-item/shape.ts';

/** Weights as trained, in the form they are served in. */
export function memberOf(weights: Float32Array, shape: Shape): Member {
  const parts = partsOf(shape).map(({ name, offset, rows, columns }): [string, Float32Array] => [
    name,
    weights.slice(offset, offset + rows * columns),
  ]);
  const rows = new Map(parts).get('items') ?? new Float32Array();
  return { ...quantiseItems(rows, shape.width), tables: new Map(parts.filter(([name]) => name !== 'items')) };
}
