import { expect, test } from 'vitest';
import { type Files, type Layout, pack, quantiseItems, strongest, unpackCounts, unpackNetworks } from '../../next-item/artefact.ts';
import { countSequences } from '../../next-item/counts.ts';
import { weightCount } from '../../next-item/network/tables.ts';
import { makeScorer, type NextItemModel } from '../../next-item/score.ts';
import { shapeFor } from '../../next-item/shape.ts';
import { servingKernels } from './kernels.ts';

const shape = { ...shapeFor(30), width: 8, hidden: 16 };
const sequences = Array.from({ length: 40 }, (_, user) =>
  Int32Array.from({ length: 6 }, (_, step) => (user * 7 + step * (1 + (user % 3))) % 30),
);
/** Any fixed numbers will do. */
const wave = (count: number, phase: number) => Float32Array.from({ length: count }, (_, at) => Math.sin(at * 1.7 + phase));

const kernels = servingKernels();

function aModel(): NextItemModel {
  return {
    shape,
    networks: [wave(weightCount(shape), 0.3)],
    counts: countSequences(sequences, 30),
    blend: { weight: 2, power: 0.5 },
  };
}

const unpacked = ({ network, counts }: Files, layout: Layout): NextItemModel => ({
  shape,
  blend: layout.blend,
  networks: unpackNetworks(network, layout),
  counts: unpackCounts(counts, layout),
});

test('what is unpacked scores as what was packed, wherever its bytes lie', () => {
  const model = aModel();
  const { files, layout } = pack(model, 100_000);
  const elsewhere = new Uint8Array(files.network.length + 3);
  elsewhere.set(files.network, 3);
  const [before, after] = [new Float32Array(30), new Float32Array(30)];
  makeScorer(model, kernels).scoreAll([3, 9, 4], before);
  makeScorer(unpacked({ ...files, network: elsewhere.subarray(3) }, JSON.parse(JSON.stringify(layout))), kernels).scoreAll(
    [3, 9, 4],
    after,
  );
  expect(Math.max(...before.map((score, item) => Math.abs(score - (after[item] ?? 0))))).toBeLessThan(1e-2 * Math.max(...before));
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
  const sizeOf = (bytesMax: number): number => {
    const { files } = pack(model, bytesMax);
    return files.network.length + files.counts.length;
  };
  const whole = sizeOf(100_000);
  expect(sizeOf(whole - 100)).toBeLessThanOrEqual(whole - 100);
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
  const { files, layout } = pack(aModel(), 100_000);
  expect(() => unpackCounts(files.counts.slice(0, -64), layout)).toThrow(/popularity/);
  expect(() => unpackNetworks(files.network.slice(0, -8), layout)).toThrow(/output.norm/);
});
