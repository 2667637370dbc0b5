import { expect, test, vi } from 'vitest';
import type { RankerModel } from '#shared/ranking/model.ts';
import { sampleInputs } from './samples.ts';
import { shippedModel } from './score.ts';
import { listScorerOf } from './score-list.ts';
import { runsOn, servingOf } from './serving.ts';
import { loadTensors } from './tf.ts';

/** The same numbers under another name, so that it is loaded anew. */
const another = (change: Partial<RankerModel> = {}): RankerModel => ({ ...shippedModel, ...change });
const list = sampleInputs().slice(0, 4);
const plainly = (model: RankerModel) => listScorerOf(model)(list);

test('the shipped version runs on TensorFlow.js, with the scores of plain arithmetic to the last bit', async () => {
  expect(runsOn()).toBe('not_loaded');
  const serving = await servingOf(shippedModel);
  expect(serving.runsOn).toBe('tensorflow');
  expect(serving.score(list)).toEqual(plainly(shippedModel));
  expect(serving.score([])).toEqual([]);
  expect(await servingOf(shippedModel)).toBe(serving);
  expect(runsOn()).toBe('tensorflow');
});

test('the tensors of a version that is no longer in force are given back', async () => {
  const tf = await loadTensors();
  await servingOf(another());
  const before = tf.memory().numTensors;
  await servingOf(another());
  expect(tf.memory().numTensors).toBe(before);
});

test('where TensorFlow.js does not start plain arithmetic serves', async () => {
  const model = another();
  const serving = await servingOf(model, () => Promise.reject(new Error('no backend here')));
  expect(serving).toMatchObject({ runsOn: 'plain', because: 'not_started' });
  expect(serving.score(list)).toEqual(plainly(model));
});

test('where it adds up otherwise, be it by one, it does not serve', async () => {
  const tf = await loadTensors();
  const wrong = { ...tf, matMul: ((a, b) => tf.add(tf.matMul(a, b), 1)) as typeof tf.matMul };
  const model = another();
  const serving = await servingOf(model, () => Promise.resolve(wrong));
  expect(serving).toMatchObject({ runsOn: 'plain', because: 'differs' });
  expect(serving.score(list)).toEqual(plainly(model));
});

test('when it stops in the middle the page has its scores all the same, and plain arithmetic goes on', async () => {
  const tf = await loadTensors();
  const matMul = vi.fn(tf.matMul);
  const model = another();
  const serving = await servingOf(model, () => Promise.resolve({ ...tf, matMul: matMul as typeof tf.matMul }));
  expect(serving.runsOn).toBe('tensorflow');
  matMul.mockImplementation(() => {
    throw new Error('out of memory');
  });
  expect(serving.score(list)).toEqual(plainly(model));
  expect(serving).toMatchObject({ runsOn: 'plain', because: 'stopped' });
  expect(serving.score(list)).toEqual(plainly(model));
});

test('an older version of real numbers is served by plain arithmetic, an unknown feature is refused', async () => {
  const older = another({ form: 'ranker-1', bias: -4, direct: shippedModel.direct.map((weight) => weight / 100), units: [] });
  expect(await servingOf(older)).toMatchObject({ runsOn: 'plain', because: 'older_form' });
  await expect(servingOf(another({ features: ['nobody-knows', ...shippedModel.features.slice(1)] }))).rejects.toThrow('nobody-knows');
});
