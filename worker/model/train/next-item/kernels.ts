import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { routines } from '../../next-item/kernels/routines.ts';
import { assemble } from '../../wasm/assembler.ts';

/** The kernels as the edge has them. */
export const servingKernels = (): WebAssembly.Module =>
  new WebAssembly.Module(readFileSync(new URL('../../next-item/kernels/kernel.wasm', import.meta.url)));

/**
 * Kernels for training. The engine may work on two neighbouring vectors with one instruction, which nearly halves a training and
 * changes no bit of it; that is off unless asked for, and twice the columns pay only then. The numbers come out the same without.
 */
export function trainingKernels(): WebAssembly.Module {
  setFlagsFromString('--experimental-wasm-revectorize');
  return new WebAssembly.Module(assemble(routines(process.arch === 'x64' ? 16 : 8)));
}
