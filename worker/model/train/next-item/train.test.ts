import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeVoices } from '../../next-item/network/voices.ts';
import { makeScorer } from '../../next-item/score.ts';
import { parseSequences } from '../../next-item/sequences.ts';
import { askModel, tableOf } from './evaluate.ts';
import { servingKernels } from './kernels.ts';
import { hashOf, readArtefact } from './manifest.ts';
import { epochsThatFit, readPlan } from './plan.ts';
import { randomFrom } from './random.ts';
import { trainNextItem } from './train.ts';
import { trainMember } from './train-member.ts';
import { makeTrainer } from './trainer.ts';
import { ask, testOf } from './validate.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'next-item-'));
afterAll(() => rmSync(folder, { recursive: true }));
const nothing = () => undefined;
const silent = { share: nothing, epoch: nothing, say: nothing, begins: nothing };

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
const options = { file, seeds: [1], members: 1, minutes: 10, epochsMax: 2, refit: undefined, isWhole: false };
const bytesOf = (out: string) => readFileSync(path.join(folder, out, 'network.bin'));

test('a training that was stopped goes on to the very same weights', async () => {
  await trainNextItem({ ...options, out: path.join(folder, 'whole') }, silent);
  const out = path.join(folder, 'parts');
  mkdirSync(out);
  copyFileSync(path.join(folder, 'whole/plan.json'), path.join(out, 'plan.json'));
  const text = readFileSync(file, 'utf8');
  const dataHash = hashOf(text);
  const member = readPlan(out, { dataHash, part: 'train', seeds: [1] })?.models[0]?.members[0];
  const checkpoint = path.join(out, 'network-1.checkpoint');
  const killed = {
    clock: () => 0,
    epochShare: nothing,
    epochDone: () => {
      throw new Error('killed after an epoch');
    },
  };
  expect(() => member && trainMember({ ...member, sequences: parseSequences(text), dataHash, part: 'train', checkpoint }, killed)).toThrow(
    /killed/,
  );
  const heard: number[] = [];
  await trainNextItem({ ...options, out }, { ...silent, epoch: (_, { epoch }) => heard.push(epoch) });
  expect(heard).toEqual([2]);
  expect(bytesOf('parts').equals(bytesOf('whole'))).toBe(true);
});

test('a training of other data is refused, not continued', async () => {
  const other = path.join(folder, 'other.txt');
  writeFileSync(other, readFileSync(file, 'utf8').split('\n').slice(0, 80).join('\n'));
  await expect(trainNextItem({ ...options, file: other, out: path.join(folder, 'whole') }, silent)).rejects.toThrow(/another training/);
});

test('a checkpoint that is not whole is refused by name', async () => {
  const out = path.join(folder, 'cut');
  cpSync(path.join(folder, 'whole'), out, { recursive: true });
  const checkpoint = path.join(out, 'network-1.checkpoint');
  writeFileSync(checkpoint, readFileSync(checkpoint).subarray(0, -4));
  await expect(trainNextItem({ ...options, out }, silent)).rejects.toThrow(/network-1.checkpoint is cut off/);
  writeFileSync(checkpoint, 'nothing of the kind');
  await expect(trainNextItem({ ...options, out }, silent)).rejects.toThrow(/is not a checkpoint/);
});

test('it learns a model per seed, writes what the manifest says, and the samples come out again', async () => {
  const out = path.join(folder, 'two');
  await trainNextItem({ ...options, out, seeds: [1, 2], members: 2, epochsMax: 5 }, silent);
  const questions = testOf(parseSequences(readFileSync(file, 'utf8')));
  const read = [1, 2].map((seed) => readArtefact(path.join(out, `seed-${seed}`)));
  const table = tableOf(read.map(({ model }) => askModel(model, questions, servingKernels(), nothing)));
  expect(table.rows.map(({ name, each }) => [name, each.length])).toEqual([
    ['counts only', 2],
    ['one network only', 4],
    ['networks only', 2],
    ['both', 2],
  ]);
  expect(table.rows.at(-1)?.metrics['recall@5']).toBeGreaterThan(0.4);
  const best = read.reduce((one, other) =>
    (other.manifest.validation?.both['ndcg@10'] ?? 0) > (one.manifest.validation?.both['ndcg@10'] ?? 0) ? other : one,
  );
  const { model, manifest } = readArtefact(out);
  expect(manifest.hashes).toEqual(best.manifest.hashes);
  expect(manifest.bytes).toBeLessThanOrEqual(3_000_000);
  const scorer = makeScorer(model, servingKernels());
  for (const { history, items, scores } of manifest.samples) {
    const top = scorer.top(history, items.length);
    expect(top.map(({ item }) => item)).toEqual(items);
    expect(top.map(({ score }) => score)).toEqual(scores);
  }
});

test('a refit repeats the settings and the blend, and learns from validation too', async () => {
  const [manifest] = await trainNextItem({ ...options, out: path.join(folder, 'refit'), refit: path.join(folder, 'whole') }, silent);
  const frozen = readArtefact(path.join(folder, 'whole')).manifest;
  expect(manifest?.part).toBe('train+valid');
  expect(manifest?.layout.blend).toEqual(frozen.layout.blend);
  expect(manifest?.members.map(({ epochs, settings }) => [epochs, settings])).toEqual(
    frozen.members.map(({ epochs, settings }) => [epochs, settings]),
  );
  expect(manifest?.hashes.network).not.toBe(frozen.hashes.network);
});

test('a refit of the whole file has counted the last items too', async () => {
  const refit = path.join(folder, 'whole');
  const [manifest] = await trainNextItem({ ...options, out: path.join(folder, 'all'), refit, isWhole: true }, silent);
  expect(manifest?.part).toBe('all');
  const popularity = (out: string) => readArtefact(path.join(folder, out)).model.counts.popularity.reduce((sum, one) => sum + one, 0);
  const { users } = parseSequences(readFileSync(file, 'utf8'));
  expect(popularity('all')).toBe(users.reduce((sum, items) => sum + items.length, 0));
  expect(popularity('refit')).toBeLessThan(popularity('all'));
});

test.each([
  ['all that are wanted when there is time', { seconds: 3600, secondsPerEpoch: 10, networks: 6, atOnce: 2 }, 16, 16],
  ['fewer when they would not fit', { seconds: 3600, secondsPerEpoch: 100, networks: 6, atOnce: 2 }, 16, 12],
  ['never too few to learn', { seconds: 60, secondsPerEpoch: 100, networks: 6, atOnce: 2 }, 16, 4],
  ['never more than asked for', { seconds: 60, secondsPerEpoch: 100, networks: 6, atOnce: 2 }, 2, 2],
])('epochs: %s', (_, time, most, epochs) => {
  expect(epochsThatFit(time, most)).toBe(epochs);
});

test('weights that are not the manifest’s are refused', () => {
  const out = path.join(folder, 'whole');
  const bytes = readFileSync(path.join(out, 'network.bin'));
  copyFileSync(path.join(out, 'network.bin'), path.join(out, 'kept.bin'));
  bytes[9] = (bytes[9] ?? 0) ^ 1;
  writeFileSync(path.join(out, 'network.bin'), bytes);
  expect(() => readArtefact(out)).toThrow(/is not what its manifest says/);
  copyFileSync(path.join(out, 'kept.bin'), path.join(out, 'network.bin'));
  expect(() => readArtefact(path.join(folder, 'nowhere'))).toThrow(/Train one/);
});

test('serving gives the scores of the training forward to 1e-5, and the same top 20', () => {
  const sequences = parseSequences(readFileSync(file, 'utf8'));
  const shape = { itemCount: 40, width: 64, hidden: 256, historyMax: 20, blocks: 2, bins: 3, filterShare: 0.7 };
  const settings = { seed: 3, batch: 64, peak: 1e-3, warmEpochs: 0.5, epochs: 1, dropout: 0.5, slowRate: 0.01 };
  const trainer = makeTrainer(sequences.users, shape, settings);
  trainer.epoch(0, nothing);
  const voices = makeVoices([trainer.slow.whole.values.slice()], shape, servingKernels());
  const best = (scores: Float32Array) => [...scores.keys()].sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0)).slice(0, 20);
  const questions = [...testOf(sequences), { history: Int32Array.from({ length: 30 }, (_, item) => item), wanted: 31 }];
  ask(trainer, trainer.slow, questions, (scores, stride, from, count) => {
    for (let index = 0; index < count; index++) {
      const trained = Float32Array.from({ length: 40 }, (_, item) => scores[item * stride + index] ?? 0);
      const served = voices(questions[from + index]?.history ?? [])[0] ?? new Float32Array();
      expect(Math.max(...served.map((score, item) => Math.abs(score - (trained[item] ?? 0))))).toBeLessThan(1e-5);
      expect(best(served)).toEqual(best(trained));
      const [some, items] = [voices(questions[from + index]?.history ?? [], [7, 3, 39])[0], [7, 3, 39]];
      for (const [place, item] of items.entries()) expect(some?.[place]).toBeCloseTo(trained[item] ?? Number.NaN, 5);
    }
  });
});
