import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeEncoder } from '../../next-item/encoder.ts';
import { makeScorer, scoreByVector } from '../../next-item/score.ts';
import { parseSequences } from '../../next-item/sequences.ts';
import { measureModel } from './evaluate.ts';
import { readArtefact } from './manifest.ts';
import { memberOf } from './member.ts';
import { randomFrom } from './random.ts';
import { trainNextItem } from './train.ts';
import { trainSeed } from './train-seed.ts';
import { makeTrainer } from './trainer.ts';
import { ask, testOf } from './validate.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'next-item-'));
afterAll(() => rmSync(folder, { recursive: true }));
const silent = { clock: () => 0, epochShare: () => undefined, epochDone: () => undefined, say: () => undefined };

/** People who mostly walk along a ring of 40 items. */
function aFile(): string {
  const random = randomFrom(8);
  const lines = Array.from({ length: 110 }, (_, user) => {
    let item = Math.floor(random.next() * 40);
    const items = Array.from({ length: 1 + Math.floor(random.next() * 14) }, () => {
      item = random.next() < 0.8 ? (item + 1) % 40 : Math.floor(random.next() * 40);
      return item + 1;
    });
    return [user + 1, ...new Set(items)].join(' ');
  });
  const file = path.join(folder, 'ring.txt');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

const file = aFile();
const options = { file, seeds: [1], minutes: 10, refit: undefined };

test('a training that was stopped goes on to the very same weights', () => {
  const [whole, parts] = [path.join(folder, 'whole'), path.join(folder, 'parts')];
  trainNextItem({ ...options, out: whole, epochsMax: 2 }, silent);
  trainNextItem({ ...options, out: parts, epochsMax: 1 }, silent);
  trainNextItem({ ...options, out: parts, epochsMax: 2 }, silent);
  expect(readFileSync(path.join(parts, 'model.bin')).equals(readFileSync(path.join(whole, 'model.bin')))).toBe(true);
});

test('a checkpoint of other data is refused, not continued', () => {
  const other = path.join(folder, 'other.txt');
  writeFileSync(other, readFileSync(file, 'utf8').split('\n').slice(0, 80).join('\n'));
  expect(() => trainNextItem({ ...options, file: other, out: path.join(folder, 'whole'), epochsMax: 2 }, silent)).toThrow(
    /another training/,
  );
});

test('it learns, writes what the manifest says, and the samples come out again', () => {
  const out = path.join(folder, 'two');
  trainNextItem({ ...options, out, seeds: [1, 2], epochsMax: 5 }, silent);
  const { model, manifest } = readArtefact(out);
  const table = measureModel(model, testOf(parseSequences(readFileSync(file, 'utf8'))), () => undefined);
  expect(table.rows.map(({ name }) => name)).toEqual([
    'counts only',
    'neural only, member 1',
    'neural only, member 2',
    'neural only',
    'both',
  ]);
  expect(table.rows.at(-1)?.metrics['recall@5']).toBeGreaterThan(0.4);
  expect(manifest.bytes).toBeLessThanOrEqual(3_000_000);
  const scorer = makeScorer(model);
  for (const { history, items, scores } of manifest.samples) {
    const best = scorer.top(history, items.length);
    expect(best.map(({ item }) => item)).toEqual(items);
    expect(best.map(({ score }) => score)).toEqual(scores);
  }
});

test('a refit repeats the settings and the blend, and learns from validation too', () => {
  const out = path.join(folder, 'refit');
  const manifest = trainNextItem({ ...options, out, epochsMax: 80, refit: path.join(folder, 'whole') }, silent);
  const frozen = readArtefact(path.join(folder, 'whole')).manifest;
  expect(manifest.part).toBe('train+valid');
  expect(manifest.layout.blend).toEqual(frozen.layout.blend);
  expect(manifest.seeds.map(({ epochs }) => epochs)).toEqual(frozen.seeds.map(({ epochs }) => epochs));
  expect(manifest.weightsHash).not.toBe(frozen.weightsHash);
});

test('a rate that no longer helps gives way to the next, and all rates are tried', () => {
  const stages: number[] = [];
  const sequences = parseSequences(readFileSync(file, 'utf8'));
  const settings = { seed: 1, batch: 64, rates: [0, 0, 0], dropout: 0.5, slowRate: 0.01 };
  const plan = { sequences, dataHash: '', part: 'train', settings, frozen: undefined, patience: 1, secondsMax: 60, epochsMax: 12 } as const;
  const { progress } = trainSeed(
    { ...plan, checkpoint: path.join(folder, 'rates') },
    { ...silent, epochDone: ({ stage }) => stages.push(stage) },
  );
  // A rate of nothing changes nothing: only the very first epoch is better than none.
  expect(stages).toEqual([0, 1, 2, 3]);
  expect(progress.kept).toEqual([1, 0, 0]);
});

test('weights that are not the manifest’s are refused', () => {
  const out = path.join(folder, 'whole');
  const bytes = readFileSync(path.join(out, 'model.bin'));
  copyFileSync(path.join(out, 'model.bin'), path.join(out, 'kept.bin'));
  bytes[9] = (bytes[9] ?? 0) ^ 1;
  writeFileSync(path.join(out, 'model.bin'), bytes);
  expect(() => readArtefact(out)).toThrow(/not those of its manifest/);
  copyFileSync(path.join(out, 'kept.bin'), path.join(out, 'model.bin'));
  expect(() => readArtefact(path.join(folder, 'nowhere'))).toThrow(/Train one/);
});

test('serving gives the scores of the training forward to 1e-4, and the same top 20', () => {
  const sequences = parseSequences(readFileSync(file, 'utf8'));
  const shape = { itemCount: 40, width: 64, hidden: 256, historyMax: 20, blocks: 2, bins: 3, filterShare: 0.7 };
  const trainer = makeTrainer(sequences.users, shape, { seed: 3, batch: 64, rates: [1e-3], dropout: 0.5, slowRate: 0.01 });
  trainer.epoch(() => undefined);
  const member = memberOf(trainer.slow.whole.values, shape);
  // The rows that were rounded to bytes are given back to training, so that only the arithmetic differs.
  member.items.forEach((value, at) => {
    trainer.slow.table('items').values[at] = value * (member.itemScales[Math.floor(at / 64)] ?? 0);
  });
  const encode = makeEncoder(member, shape);
  const served = new Float32Array(40);
  const best = (scores: Float32Array) => [...scores.keys()].sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0)).slice(0, 20);
  const questions = [...testOf(sequences), { history: Int32Array.from({ length: 30 }, (_, item) => item), wanted: 31 }];
  ask(trainer, trainer.slow, questions, (scores, stride, from, count) => {
    for (let index = 0; index < count; index++) {
      const trained = Float32Array.from({ length: 40 }, (_, item) => scores[item * stride + index] ?? 0);
      scoreByVector(member, encode(questions[from + index]?.history ?? []), served);
      expect(Math.max(...served.map((score, item) => Math.abs(score - (trained[item] ?? 0))))).toBeLessThan(1e-4);
      expect(best(served)).toEqual(best(trained));
    }
  });
});
