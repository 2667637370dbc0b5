/**
 * TensorFlow.js inside workerd, loaded at the first use so that an isolate starts without it.
 * The wasm SIMD backend by preference; the cpu backend where wasm cannot start. `tensorBackend` says which one answers.
 */
import type * as Core from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';

export type Tensors = typeof Core;
export type TensorBackend = 'wasm' | 'cpu';

let loaded: Promise<{ tf: Tensors; backend: TensorBackend }> | undefined;
let active: TensorBackend | undefined;

/** TensorFlow.js with its backend chosen; the same one for the isolate's whole life. */
export function tensors(): Promise<{ tf: Tensors; backend: TensorBackend }> {
  loaded ??= load();
  return loaded;
}

/** Which backend answers; undefined before the first use. */
export const tensorBackend = (): TensorBackend | undefined => active;

async function load(): Promise<{ tf: Tensors; backend: TensorBackend }> {
  const tf = await import('@tensorflow/tfjs-core');
  try {
    await useWasm(tf);
    active = 'wasm';
  } catch (error) {
    console.log('wasm failed', error);
    await useCpu(tf);
    active = 'cpu';
  }
  return { tf, backend: active };
}

async function useWasm(tf: Tensors): Promise<void> {
  const [{ default: module }, { default: factory }, wasm] = await Promise.all([
    import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm'),
    import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js'),
    import('@tensorflow/tfjs-backend-wasm'),
  ]);
  const instance = await factory({
    instantiateWasm: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => {
      const made = new WebAssembly.Instance(module, imports);
      done(made, module);
      return made.exports;
    },
  });
  instance.tfjs = {
    init: instance.cwrap('init', null, []),
    initWithThreadsCount: instance.cwrap('init_with_threads_count', null, ['number']),
    getThreadsCount: instance.cwrap('get_threads_count', 'number', []),
    registerTensor: instance.cwrap('register_tensor', null, ['number', 'number', 'number']),
    disposeData: instance.cwrap('dispose_data', null, ['number']),
    dispose: instance.cwrap('dispose', null, []),
  };
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', () => new (wasm.BackendWasm as typeof BackendWasm)(instance));
  await tf.setBackend('wasm');
}

async function useCpu(tf: Tensors): Promise<void> {
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
}
