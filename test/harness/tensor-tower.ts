/** The text tower on TensorFlow.js: what our own sums are compared with. */
import { type WeightedWords, weighed } from '#worker/model/encode.ts';
import { eachPart } from '#worker/model/parts.ts';
import { mixed } from '#worker/model/text.ts';
import type { Tensors } from '#worker/model/tf.ts';
import { checkOf, dimensions, rowLength, rowOf, type Tower } from '#worker/model/tower.ts';

/** A part's place by its hash: 64 signs. */
const signsOf = (hash: number): number[] =>
  [hash, mixed(hash ^ 0x9e3779b9)].flatMap((bits) => Array.from({ length: dimensions / 2 }, (_, at) => ((bits >>> at) & 1 ? 1 : -1)));

/** @returns a unit vector of 64 numbers, all zeros where nothing tells anything */
export function tensorEncode(tf: Tensors, words: readonly WeightedWords[], { rows, table, gainStep, shiftStep }: Tower): Float32Array {
  const parts: { hash: number; weight: number }[] = [];
  for (const [word, weight] of weighed(words)) eachPart(word, (hash, share) => parts.push({ hash, weight: weight * share }));
  if (parts.length === 0) return new Float32Array(dimensions);
  return tf.tidy(() => {
    const learnt = tf.tensor2d(Float32Array.from(table), [rows, rowLength]);
    const own = tf.gather(
      learnt,
      tf.tensor1d(
        parts.map(({ hash }) => rowOf(hash, rows)),
        'int32',
      ),
    );
    const [check, gain, shift] = tf.split(own, [1, 1, dimensions], 1) as [typeof own, typeof own, typeof own];
    const isKnown = tf.equal(check, tf.tensor2d(parts.map(({ hash }) => [checkOf(hash)])));
    const share = tf.mul(
      tf.tensor2d(parts.map(({ weight }) => [weight])),
      tf.where(isKnown, tf.exp(tf.mul(gain, gainStep)), tf.onesLike(gain)),
    );
    const places = tf.add(
      tf.tensor2d(parts.map(({ hash }) => signsOf(hash))),
      tf.mul(tf.cast(isKnown, 'float32'), tf.mul(shift, shiftStep)),
    );
    const sum = tf.sum(tf.mul(share, places), 0);
    return tf.div(sum, tf.maximum(tf.norm(sum), 1e-9)).dataSync() as Float32Array;
  });
}
