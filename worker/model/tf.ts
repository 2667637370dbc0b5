/// <reference path="./wasm.d.ts" />
/**
 * TensorFlow.js inside workerd, loaded at the first use so that an isolate starts without it.
 * The wasm SIMD backend by preference; the cpu backend where wasm cannot start. `tensorBackend` says which one answers.
 */
import type * as Wasm from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import type * as Core from '@tensorflow/tfjs-core';

export type Tensors = typeof Core;
export type TensorBackend = 'wasm' | 'cpu';
export interface LoadedTensors {
  tf: Tensors;
  backend: TensorBackend;
}

let loaded: Promise<LoadedTensors> | undefined;

/** TensorFlow.js with its backend chosen, the same for the isolate's whole life. Loading reads no network and no disk. */
export function tensors(): Promise<LoadedTensors> {
  loaded ??= loadTensors(['wasm', 'cpu']);
  return loaded;
}

/** The first of these backends that starts. Throws when none does. */
export async function loadTensors(wanted: readonly TensorBackend[]): Promise<LoadedTensors> {
  const tf = await import('@tensorflow/tfjs-core');
  const failures: unknown[] = [];
  for (const backend of wanted) {
    try {
      if (backend === 'wasm') await useWasm(tf);
      else await useCpu(tf);
      return { tf, backend };
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, `none of these backends started: ${wanted.join(', ')} (${failures.map(String).join('; ')})`);
}

/** The package's own start fetches its binary by address, which a worker cannot: here the module is compiled already. */
async function useWasm(tf: Tensors): Promise<void> {
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
  if (!(await tf.setBackend('wasm'))) throw new Error('the wasm backend did not start');
}

type WasmProgram = ConstructorParameters<typeof Wasm.BackendWasm>[0];
interface Wrapping {
  cwrap: (name: string, returns: 'number' | null, takes: readonly 'number'[]) => (...values: number[]) => never;
}
/** Emscripten's modules all have `cwrap`; the package's types leave it out. */
const asProgram = (program: unknown): WasmProgram & Wrapping => program as WasmProgram & Wrapping;

async function useCpu(tf: Tensors): Promise<void> {
  await import('@tensorflow/tfjs-backend-cpu');
  if (!(await tf.setBackend('cpu'))) throw new Error('the cpu backend did not start');
}
