/** The text tower on TensorFlow.js: what our own sums are compared with. */
import { type WeightedWords, weighed } from '#worker/model/encode.ts';
import { eachPart } from '#worker/model/parts.ts';
import { mixed } from '#worker/model/text.ts';
import type { Tensors } from '#worker/model/tf.ts';
import { checkOf, dimensions, rowLength, rowOf, type Tower } from '#worker/model/tower.ts';

/** A part's place by its hash: 64 signs. */
const signsOf = (hash: number): number[] =>
  [hash, mixed(hash ^ 0x9e3779b9)].flatMap((bits) => Array.from({ length: dimensions / 2 }, (_, at) => ((bits >>> at) & 1 ? 1 : -1)));

export interface TensorTower {
  /** A unit vector of 64 numbers, all zeros where nothing tells anything. */
  encode: (words: readonly WeightedWords[]) => Float32Array;
  dispose: () => void;
}

export function tensorTower(tf: Tensors, { rows, table, gainStep, shiftStep }: Tower): TensorTower {
  const learnt = tf.tensor2d(Float32Array.from(table), [rows, rowLength]);
  return {
    encode: (words) => {
      const parts: { hash: number; weight: number }[] = [];
      const { words: different, weights } = weighed(words);
      for (const [place, { text }] of different.entries()) {
        const weight = weights[place] ?? 0;
        if (weight > 0) eachPart(text, (hash, share) => parts.push({ hash, weight: weight * share }));
      }
      if (parts.length === 0) return new Float32Array(dimensions);
      const column = (of: (part: (typeof parts)[number]) => number) => tf.tensor2d(parts.map(of), [parts.length, 1]);
      return tf.tidy(() => {
        const at = tf.tensor1d(
          parts.map(({ hash }) => rowOf(hash, rows)),
          'int32',
        );
        const [check, gain, shift] = tf.split(tf.gather(learnt, at), [1, 1, dimensions], 1) as [
          typeof learnt,
          typeof learnt,
          typeof learnt,
        ];
        const isKnown = tf.equal(
          check,
          column(({ hash }) => checkOf(hash)),
        );
        const told = tf.where(isKnown, tf.exp(tf.mul(gain, gainStep)), tf.onesLike(gain));
        const share = tf.mul(
          column(({ weight }) => weight),
          told,
        );
        const moved = tf.mul(tf.cast(isKnown, 'float32'), tf.mul(shift, shiftStep));
        const sum = tf.sum(tf.mul(share, tf.add(tf.tensor2d(parts.map(({ hash }) => signsOf(hash))), moved)), 0);
        return tf.div(sum, tf.maximum(tf.norm(sum), 1e-9)).dataSync() as Float32Array;
      });
    },
    dispose: () => learnt.dispose(),
  };
}
