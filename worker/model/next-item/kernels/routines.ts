import type { Routine } from '../../wasm/assembler.ts';
import { curves } from './curves.ts';
import { product } from './product.ts';
import { rowRoutines } from './rows.ts';

/** All kernels; their products keep up to `columnsMax` columns in registers. */
export const routines = (columnsMax: 8 | 16): readonly Routine[] => [
  product('product', false, columnsMax),
  product('productTurned', true, columnsMax),
  ...curves,
  ...rowRoutines,
];
