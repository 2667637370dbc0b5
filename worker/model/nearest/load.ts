/// <reference path="../wasm.d.ts" />
import { dimensions } from '../encode.ts';
import { kernelVectors } from './kernel.ts';
import { plainVectors } from './plain.ts';
import type { Vectors } from './vectors.ts';

/** How this isolate keeps vectors: on the kernel by preference, else in plain JavaScript. `way` of what is made says which. */
export async function vectorsMaker(): Promise<() => Vectors> {
  try {
    const { default: module } = await import('./kernel.wasm');
    kernelVectors(module, dimensions);
    return () => kernelVectors(module, dimensions);
  } catch {
    return () => plainVectors(dimensions);
  }
}
