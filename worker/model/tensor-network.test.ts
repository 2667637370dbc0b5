import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { probabilityOf } from '#shared/ranking/model.ts';
import { wholeModels, wholeValues } from '#test/harness/whole-model.ts';
import { shippedModel } from './score.ts';
import { tensorNetwork } from './tensor-network.ts';
import { loadTensors, type Tensors } from './tf.ts';

let tf: Tensors;
beforeAll(async () => {
  tf = await loadTensors();
});

test('TensorFlow.js gives every probability that plain arithmetic gives, to the last bit, and leaves no tensor behind', () => {
  const before = tf.memory().numTensors;
  const cases = wholeModels.chain((model) => fc.tuple(fc.constant(model), fc.array(wholeValues(model), { minLength: 1, maxLength: 8 })));
  fc.assert(
    fc.property(cases, ([model, rows]) => {
      const network = tensorNetwork(tf, model);
      const found = network.run(rows);
      for (const [at, values] of rows.entries()) expect(found[at]).toBe(probabilityOf(values, model));
      network.dispose();
    }),
    { numRuns: 500 },
  );
  expect(tf.memory().numTensors).toBe(before);
});

test('a version of real numbers has no place there', () => {
  expect(() => tensorNetwork(tf, { ...shippedModel, form: 'ranker-1' })).toThrow('ranker-1 is not made of whole numbers');
});
