/** The ranking model in the runtime: what it computes there is what it computes anywhere. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { recommendCards } from '#shared/contracts/recommend.ts';
import { setClock } from '#test/harness/caller.ts';
import { aBrand, anyone, aPage } from '#test/harness/world.ts';
import { dimensions } from '#worker/model/encode.ts';
import { sampleInputs, sampleScores } from '#worker/model/samples.ts';
import { blockRows, plainScan, type Scan, tensorScan } from '#worker/model/scan.ts';
import { scoreOf } from '#worker/model/score.ts';
import { type LoadedTensors, loadTensors, tensors } from '#worker/model/tf.ts';

const rows = blockRows + 1500;
const nearest = 20;
const queries = 12;

/** Unit vectors that look random and are the same every time. */
function vectors(count: number, seed: number): Float32Array {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const all = Float32Array.from({ length: count * dimensions }, next);
  for (let row = 0; row < count; row++) {
    const one = all.subarray(row * dimensions, (row + 1) * dimensions);
    const length = Math.hypot(...one);
    one.forEach((value, at) => {
      one[at] = value / length;
    });
  }
  return all;
}
const items = vectors(rows, 7);
const asked = Array.from({ length: queries }, (_, at) => vectors(1, 100 + at));
const wanted = Int32Array.of(0, 5, blockRows - 1, blockRows, rows - 1);

function filled(scan: Scan): Scan {
  for (let at = 0; at * blockRows < rows; at++)
    scan.setBlock(at, items.subarray(at * blockRows * dimensions, Math.min(rows, (at + 1) * blockRows) * dimensions));
  return scan;
}

let wasm: LoadedTensors;
beforeAll(async () => {
  wasm = await tensors();
});
afterAll(() => {
  vi.restoreAllMocks();
});

test('the samples give the scores that were written down, here as anywhere', () => {
  expect(sampleInputs().map((input) => Number(scoreOf(input).score.toFixed(6)))).toEqual(sampleScores);
});

test('TensorFlow.js runs on its wasm backend', () => {
  expect(wasm.backend).toBe('wasm');
  expect(wasm.tf.getBackend()).toBe('wasm');
});

test('the scan on wasm finds the same nearest as plain JavaScript, as near to 1e-4', () => {
  const [fast, plain] = [filled(tensorScan(wasm.tf, wasm.backend)), filled(plainScan())];
  for (const vector of asked) expectSame(fast.scan(vector, nearest, wanted), plain.scan(vector, nearest, wanted));
  expect(fast.bytes()).toBe(plain.bytes());
  fast.dispose();
});

test('where wasm cannot start the cpu backend takes over and finds the same; where none can, an error names all', async () => {
  const instance = vi.spyOn(WebAssembly, 'Instance').mockImplementation(function refuse() {
    throw new Error('no wasm here');
  });
  await expect(loadTensors(['wasm'])).rejects.toThrow('none of these backends started: wasm');
  const cpu = await loadTensors(['wasm', 'cpu']);
  instance.mockRestore();
  expect(cpu.backend).toBe('cpu');
  const [slow, plain] = [filled(tensorScan(cpu.tf, cpu.backend)), filled(plainScan())];
  for (const vector of asked.slice(0, 3)) expectSame(slow.scan(vector, nearest, wanted), plain.scan(vector, nearest, wanted));
  slow.dispose();
  await wasm.tf.setBackend('wasm');
});

test('no tensor is left over by two hundred recommendations', async () => {
  await aBrand({ products: [{ sku: 'lk-1', title: 'Larkspur LK-440 Lantern', maker: 'Larkspur', price: null }] });
  const page = aPage({ title: 'Larkspur LK-440 lantern, tested', text: 'It is bright.' });
  const now = Date.now();
  setClock(now);
  await anyone(recommendCards, { page });
  const before = wasm.tf.memory();
  for (let times = 0; times < 200; times++) {
    setClock(now + times * 500);
    await anyone(recommendCards, { page });
  }
  expect(wasm.tf.memory().numTensors).toBe(before.numTensors);
  expect(wasm.tf.memory().numBytes).toBe(before.numBytes);
});

test('a scan that is put away leaves no tensor', () => {
  const before = wasm.tf.memory().numTensors;
  const scan = filled(tensorScan(wasm.tf, 'wasm'));
  scan.setBlock(1, items.subarray(0, dimensions));
  for (const vector of asked) scan.scan(vector, nearest, Int32Array.of(0));
  expect(wasm.tf.memory().numTensors).toBe(before + 2);
  scan.dispose();
  expect(wasm.tf.memory().numTensors).toBe(before);
  for (const vector of asked) expect(scan.scan(vector, nearest, wanted).rows).toHaveLength(0);
});

function expectSame(one: ReturnType<Scan['scan']>, other: ReturnType<Scan['scan']>): void {
  expect([...one.rows]).toEqual([...other.rows]);
  for (const part of ['closeness', 'wanted'] as const)
    for (const [at, value] of one[part].entries()) expect(Math.abs(value - (other[part][at] ?? Number.NaN))).toBeLessThan(1e-4);
}
