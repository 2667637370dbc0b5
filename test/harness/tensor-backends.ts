/// <reference path="../../worker/model/wasm.d.ts" />
/** Both backends of TensorFlow.js inside workerd, to hold what the program computes against. The program itself has only the cpu backend. */
import type * as Wasm from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import * as tf from '@tensorflow/tfjs-core';
import { loadTensors, type Tensors } from '#worker/model/tf.ts';

export type TensorBackend = 'wasm' | 'cpu';

/** Starts it at its first call, and makes it the one that answers until the other one is asked for. */
export async function onBackend(wanted: TensorBackend): Promise<Tensors> {
  if (wanted === 'cpu') return loadTensors();
  if (!isWasmThere) await registerWasm();
  isWasmThere = true;
  if (!(await tf.setBackend('wasm'))) throw new Error('the wasm backend did not start');
  return tf;
}
let isWasmThere = false;

/** The package's own start fetches its binary by address, which a worker cannot: here the module is compiled already. */
async function registerWasm(): Promise<void> {
  const [binary, { default: factory }, { BackendWasm: Backend }] = await Promise.all([
    import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm'),
    // The plain factory drives the SIMD binary; the SIMD factory throws in a bundle.
    import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js'),
    import('@tensorflow/tfjs-backend-wasm'),
  ]);
  const module: WebAssembly.Module = binary.default;
  const program = asProgram(
    await factory({
      instantiateWasm: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => {
        const instance = new WebAssembly.Instance(module, imports);
        done(instance, module);
        return instance.exports;
      },
    }),
  );
  const [nothing, number] = [null, 'number'] as const;
  program.tfjs = {
    init: program.cwrap('init', nothing, []),
    initWithThreadsCount: program.cwrap('init_with_threads_count', nothing, [number]),
    getThreadsCount: program.cwrap('get_threads_count', number, []),
    registerTensor: program.cwrap('register_tensor', nothing, [number, number, number]),
    disposeData: program.cwrap('dispose_data', nothing, [number]),
    dispose: program.cwrap('dispose', nothing, []),
  };
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', () => new Backend(program));
}

type WasmProgram = ConstructorParameters<typeof Wasm.BackendWasm>[0];
interface Wrapping {
  cwrap: (name: string, returns: 'number' | null, takes: readonly 'number'[]) => (...values: number[]) => never;
}
/** Emscripten's modules all have `cwrap`; the package's types leave it out. */
const asProgram = (program: unknown): WasmProgram & Wrapping => program as WasmProgram & Wrapping;
