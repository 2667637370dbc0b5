/**
 * The ranker's network on TensorFlow.js. Everything in it is a whole number that a float32 holds, so that every backend gives to the last bit what
 * plain arithmetic gives when a receipt is replayed: see shared/ranking/model.ts.
 */
import { logistic } from '#shared/ranking/logistic.ts';
import { inThousandths, logitOfWhole, type RankerModel, rampSteps, valueSteps } from '#shared/ranking/model.ts';
import type { Network } from './score-list.ts';
import type { Tensors } from './tf.ts';

export interface TensorNetwork {
  run: Network;
  /** Gives its tensors back; it does not run any more. */
  dispose: () => void;
}

/** Throws when the model's form is one of real numbers, which no two backends add up alike. */
export function tensorNetwork(tf: Tensors, model: RankerModel): TensorNetwork {
  if (model.form !== 'ranker-2') throw new RangeError(`${model.form} is not made of whole numbers`);
  const { features, bias, direct, units } = model;
  const full = valueSteps['ranker-2'];
  const kept = tf.tidy(() => ({
    // A column a unit. What its middle is above zero stands in the bias.
    hidden: tf.keep(
      tf.tensor2d(
        features.flatMap((_, at) => units.map(({ weights }) => weights[at] as number)),
        [features.length, units.length],
      ),
    ),
    hiddenBias: tf.keep(tf.tensor1d(units.map((unit) => unit.bias * full + (full / 2) * rampSteps))),
    output: tf.keep(tf.tensor2d([...direct, ...units.map(({ adds }) => adds)], [features.length + units.length, 1])),
    outputBias: tf.keep(tf.tensor1d([bias * full])),
  }));
  const sums = (rows: readonly (readonly number[])[]): ArrayLike<number> =>
    tf.tidy(() => {
      const values = tf.tensor2d(
        rows.flatMap((row) => row.map(inThousandths)),
        [rows.length, features.length],
      );
      if (units.length === 0) return tf.add(tf.matMul(values, kept.output), kept.outputBias).dataSync();
      const lines = tf.add(tf.matMul(values, kept.hidden), kept.hiddenBias);
      const on = tf.clipByValue(tf.floor(tf.mul(lines, 1 / rampSteps)), 0, full) as typeof values;
      return tf.add(tf.matMul(tf.concat([values, on], 1), kept.output), kept.outputBias).dataSync();
    });
  return {
    run: (rows) => Float64Array.from(sums(rows), (sum) => logistic(logitOfWhole(sum))),
    dispose: () => tf.dispose(kept),
  };
}
