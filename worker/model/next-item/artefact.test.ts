import { expect, test } from 'vitest';
import { pack, quantiseItems, strongest, unpack } from './artefact.ts';
import { countSequences } from './counts.ts';
import { makeScorer, type NextItemModel } from './score.ts';
import { partsOf, shapeFor } from './shape.ts';

const shape = { ...shapeFor(30), width: 8, hidden: 16 };
const sequences = Array.from({ length: 40 }, (_, user) =>
  Int32Array.from({ length: 6 }, (_, step) => (user * 7 + step * (1 + (user % 3))) % 30),
);
/** Any fixed numbers will do. */
const wave = (count: number, phase: number) => Float32Array.from({ length: count }, (_, at) => Math.sin(at * 1.7 + phase));

function aModel(): NextItemModel {
  const parts = partsOf(shape);
  const tables = new Map(
    parts.filter(({ name }) => name !== 'items').map(({ name, rows, columns }, index) => [name, wave(rows * columns, index)]),
  );
  const member = { ...quantiseItems(wave(30 * 8, 0.3), 8), tables };
  return { shape, members: [member], counts: countSequences(sequences, 30), blend: { neuralShare: 0.6, temperature: 1 } };
}

test('what is unpacked scores as what was packed, wherever its bytes lie', () => {
  const model = aModel();
  const { bytes, layout } = pack(model, 100_000);
  const elsewhere = new Uint8Array(bytes.length + 3);
  elsewhere.set(bytes, 3);
  const [before, after] = [new Float32Array(30), new Float32Array(30)];
  makeScorer(model).scoreAll([3, 9, 4], before);
  makeScorer(unpack(elsewhere.subarray(3), JSON.parse(JSON.stringify(layout)))).scoreAll([3, 9, 4], after);
  expect(Math.max(...before.map((score, item) => Math.abs(score - (after[item] ?? 0))))).toBeLessThan(3e-3);
});

test('a row of whole bytes is at most half a step from the real one', () => {
  const rows = wave(80, 1);
  const { items, itemScales } = quantiseItems(rows, 8);
  rows.forEach((value, at) => {
    const scale = itemScales[Math.floor(at / 8)] ?? 0;
    expect(Math.abs((items[at] ?? 0) * scale - value)).toBeLessThanOrEqual(scale * 0.5001);
  });
});

test('the artefact keeps to its bound by leaving out the smallest counts', () => {
  const model = aModel();
  const whole = pack(model, 100_000);
  const less = pack(model, whole.bytes.length - 100);
  expect(less.bytes.length).toBeLessThanOrEqual(whole.bytes.length - 100);
  expect(() => pack(model, 1000)).toThrow(/does not fit/);
});

test('the strongest counts stay, in their rows', () => {
  const counts = countSequences([Int32Array.of(0, 1, 2, 3)], 4);
  const kept = strongest(counts, 2);
  expect(kept.weight.length).toBe(2);
  expect(Math.min(...kept.weight)).toBeGreaterThanOrEqual([...counts.weight].sort((left, right) => right - left)[1] ?? 0);
  expect(kept.rowStart[4]).toBe(2);
});

test('cut off bytes are refused by name of the missing part', () => {
  const { bytes, layout } = pack(aModel(), 100_000);
  expect(() => unpack(bytes.slice(0, bytes.length - 64), layout)).toThrow(/popularity/);
});
