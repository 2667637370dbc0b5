/** The scan over vectors on TensorFlow.js: what our own kernel is compared with. */
import type { Found } from '#worker/model/nearest/vectors.ts';
import type { Tensors } from '#worker/model/tf.ts';

export interface TensorVectors {
  nearest: (query: Float32Array, count: number) => Found;
  dispose: () => void;
}

/** @param bytes whole-byte vectors, one after the other; each counts as a unit vector */
export function tensorVectors(tf: Tensors, bytes: Int8Array, dimensions: number): TensorVectors {
  const count = bytes.length / dimensions;
  const rows = tf.tidy(() => {
    const whole = tf.tensor2d(Float32Array.from(bytes), [count, dimensions]);
    return tf.keep(tf.div(whole, tf.maximum(tf.norm(whole, 2, 1, true), 1e-9)));
  });
  return {
    nearest: (query, wanted) =>
      tf.tidy(() => {
        const all = tf.reshape(tf.matMul(rows as ReturnType<Tensors['tensor2d']>, tf.tensor2d(query, [dimensions, 1])), [count]);
        const { values, indices } = tf.topk(all, Math.min(wanted, count), true);
        return { rows: indices.dataSync() as Int32Array, closeness: values.dataSync() as Float32Array };
      }),
    dispose: () => rows.dispose(),
  };
}
