/** TensorFlow.js with its cpu backend, which is plain JavaScript and starts wherever a worker does. Loaded at the first use, so that an isolate starts without it. */
import type * as Core from '@tensorflow/tfjs-core';

export type Tensors = typeof Core;

/** Reads no network and no disk. Throws when the backend does not start. */
export async function loadTensors(): Promise<Tensors> {
  const tf = await import('@tensorflow/tfjs-core');
  await import('@tensorflow/tfjs-backend-cpu');
  if (!(await tf.setBackend('cpu'))) throw new Error('the cpu backend of TensorFlow.js did not start');
  return tf;
}
