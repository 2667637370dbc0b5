/** The ranking model in the runtime: what it computes there is what it computes anywhere. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { recommendCards, recommendHealth } from '#shared/contracts/recommend.ts';
import { probabilityOf } from '#shared/ranking/model.ts';
import { setClock } from '#test/harness/caller.ts';
import { onBackend } from '#test/harness/tensor-backends.ts';
import { tensorTower } from '#test/harness/tensor-tower.ts';
import { tensorVectors } from '#test/harness/tensor-vectors.ts';
import { aBrand, anyone, aPage } from '#test/harness/world.ts';
import { dimensions, encode, packed, unpacked } from '#worker/model/encode.ts';
import { vectorsMaker } from '#worker/model/nearest/load.ts';
import type { Found, Vectors } from '#worker/model/nearest/vectors.ts';
import { wordsIn } from '#worker/model/read-words.ts';
import { sampleInputs, sampleScores } from '#worker/model/samples.ts';
import { scoreOf, shippedModel } from '#worker/model/score.ts';
import { tensorNetwork } from '#worker/model/tensor-network.ts';
import type { Tensors } from '#worker/model/tf.ts';
import { shippedTower } from '#worker/model/tower.ts';
import shipped from '#worker/model/weights/text.json' with { type: 'json' };

const rows = 4096 + 1500;
const nearest = 20;
const queries = 12;

/** Bytes that look random and are the same every time. */
function bytes(count: number, seed: number): Int8Array {
  let state = seed;
  return Int8Array.from({ length: count * dimensions }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return Math.max(-127, state >> 24);
  });
}
const items = bytes(rows, 7);
const asked = Array.from({ length: queries }, (_, at) => unpacked(bytes(1, 100 + at)));

async function onKernel(): Promise<Vectors> {
  const vectors = (await vectorsMaker())();
  vectors.append(items);
  return vectors;
}

let wasm: Tensors;
beforeAll(async () => {
  wasm = await onBackend('wasm');
});
afterAll(() => {
  vi.restoreAllMocks();
});

test('the samples give the scores that were written down, here as anywhere', () => {
  expect(sampleInputs().map((input) => Number(scoreOf(input).score.toFixed(6)))).toEqual(sampleScores);
});

test('the text tower puts its samples where its manifest says, here as anywhere', () => {
  for (const { text, vector } of shipped.samples) expect([...packed(encode([{ words: wordsIn(text, 60), weight: 1 }]))]).toEqual(vector);
});

test('the text tower gives what TensorFlow.js gives, to 1e-5', () => {
  const titles = [
    ...shipped.samples.map(({ text }) => text),
    'Larkspur LK-440 brass lantern with charging cable, 手冲咖啡壶',
    'the and of',
  ];
  const tower = tensorTower(wasm, shippedTower());
  for (const title of titles) {
    const words = [
      { words: wordsIn(title, 60), weight: 3 },
      { words: wordsIn(titles.join(' '), 200), weight: 0.3 },
    ];
    const [own, other] = [encode(words), tower.encode(words)];
    for (const [at, value] of own.entries()) expect(Math.abs(value - (other[at] ?? Number.NaN)), title).toBeLessThan(1e-5);
  }
  tower.dispose();
});

test('TensorFlow.js runs on its wasm backend', () => {
  expect(wasm.getBackend()).toBe('wasm');
});

test('the kernel finds the same twenty nearest as TensorFlow.js, as near to 1e-4', async () => {
  const [kernel, tensors] = [await onKernel(), tensorVectors(wasm, items, dimensions)];
  expect(kernel.way).toBe('kernel');
  for (const vector of asked) expectSame(kernel.nearest(vector, nearest), tensors.nearest(vector, nearest));
  tensors.dispose();
});

test('where wasm cannot start plain JavaScript takes over, and the cpu backend finds the same', async () => {
  const kernel = await onKernel();
  const instance = vi.spyOn(WebAssembly, 'Instance').mockImplementation(function refuse() {
    throw new Error('no wasm here');
  });
  const plain = await onKernel();
  instance.mockRestore();
  expect(plain.way).toBe('plain');
  const slow = tensorVectors(await onBackend('cpu'), items, dimensions);
  for (const vector of asked.slice(0, 3)) {
    expectSame(plain.nearest(vector, nearest), kernel.nearest(vector, nearest));
    expectSame(slow.nearest(vector, nearest), kernel.nearest(vector, nearest));
  }
  slow.dispose();
  await onBackend('wasm');
});

test('the network of a version gives to the last bit what plain arithmetic gives, on both backends', async () => {
  const rows = sampleInputs().map((input) => scoreOf(input).values);
  const expected = rows.map((values) => probabilityOf(values, shippedModel));
  for (const backend of ['cpu', 'wasm'] as const) {
    const network = tensorNetwork(await onBackend(backend), shippedModel);
    expect(Array.from(network.run(rows))).toEqual(expected);
    network.dispose();
  }
});

test('pages are ranked on TensorFlow.js, and health says so', async () => {
  await anyone(recommendCards, {
    page: aPage({ title: 'Larkspur LK-440 lanterns', text: 'Bright brass lanterns, carried up a hill at night.' }),
  });
  expect(await anyone(recommendHealth, {})).toMatchObject({ network: 'tensorflow' });
});

test('no tensor is left over by two hundred recommendations', async () => {
  await aBrand({ products: [{ sku: 'lk-1', title: 'Larkspur LK-440 Lantern', maker: 'Larkspur', price: null }] });
  const page = aPage({ title: 'Larkspur LK-440 lantern, tested', text: 'It is bright.' });
  const now = Date.now();
  setClock(now);
  await anyone(recommendCards, { page });
  const before = wasm.memory();
  for (let times = 0; times < 200; times++) {
    setClock(now + times * 500);
    await anyone(recommendCards, { page });
  }
  expect(wasm.memory().numTensors).toBe(before.numTensors);
  expect(wasm.memory().numBytes).toBe(before.numBytes);
});

function expectSame(one: Found, other: Found): void {
  expect([...one.rows]).toEqual([...other.rows]);
  for (const [at, value] of one.closeness.entries()) expect(Math.abs(value - (other.closeness[at] ?? Number.NaN))).toBeLessThan(1e-4);
}
