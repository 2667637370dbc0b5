import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pack, unpack } from '../../next-item/artefact.ts';
import { countSequences } from '../../next-item/counts.ts';
import { makeScorer, type NextItemModel } from '../../next-item/score.ts';
import { learnable, type Part, parseSequences, type Sequences } from '../../next-item/sequences.ts';
import { shapeFor } from '../../next-item/shape.ts';
import { chooseBlend } from './choose-blend.ts';
import { measureModel } from './evaluate.ts';
import { hashOf, type Manifest, readArtefact, writeArtefact } from './manifest.ts';
import { memberOf } from './member.ts';
import { type LearntSeed, type SeedWatch, trainSeed } from './train-seed.ts';
import type { Settings } from './trainer.ts';
import { type Question, validationOf } from './validate.ts';

export const defaults = { batch: 256, rates: [1e-3, 3e-4, 1e-4], dropout: 0.5, slowRate: 0.001, epochsMax: 80, patience: 4, minutes: 170 };
/** More users than this do not change which blend is best. */
const blendUsersMax = 6000;
const artefactBytesMax = 3_000_000 - 20_000;
const dataUse =
  'Learnt from the sequence file with this hash, for measuring only. Whether the weights may be passed on is for the terms of that data to say.';

export interface TrainOptions {
  file: string;
  out: string;
  seeds: readonly number[];
  minutes: number;
  epochsMax: number;
  /** A folder with a finished model: its settings are frozen, its epochs repeated, and validation items learnt too. */
  refit: string | undefined;
}

export interface TrainWatch extends SeedWatch {
  say: (line: string) => void;
}

/** Trains, chooses on validation, packs and writes the model with its manifest. Goes on where an earlier run was stopped. */
export function trainNextItem(options: TrainOptions, watch: TrainWatch): Manifest {
  const text = readFileSync(options.file, 'utf8');
  const sequences = parseSequences(text);
  const dataHash = hashOf(text);
  const frozen = options.refit === undefined ? undefined : readArtefact(options.refit).manifest;
  const part: Part = frozen ? 'train+valid' : 'train';
  mkdirSync(options.out, { recursive: true });
  const plans = frozen?.seeds ?? options.seeds.map((seed) => ({ settings: settingsOf(seed), epochs: undefined }));
  const limits = { epochsMax: options.epochsMax, patience: defaults.patience, secondsMax: (options.minutes * 60) / plans.length };
  const learnt = plans.map(({ settings, epochs }, index) => {
    watch.say(`seed ${settings.seed} (${index + 1} of ${plans.length}): ${sequences.users.length} sequences, ${sequences.itemCount} items`);
    const checkpoint = path.join(options.out, `seed-${settings.seed}.checkpoint`);
    return { settings, ...trainSeed({ sequences, dataHash, part, settings, frozen: epochs, ...limits, checkpoint }, watch) };
  });
  const bare = assembled(sequences, part, learnt);
  const questions = spread(validationOf(sequences), blendUsersMax);
  const blend = frozen?.layout.blend ?? chosenBlend(bare, questions, watch);
  const { bytes, layout } = pack({ ...bare, blend }, artefactBytesMax);
  const model = unpack(bytes, layout);
  const manifest: Manifest = {
    kind: 'next-item',
    version: 1,
    dataHash,
    dataUse,
    part,
    seeds: learnt.map(seedOf),
    validation: part === 'train' ? validated(model, questions) : undefined,
    layout,
    bytes: bytes.length,
    weightsHash: hashOf(bytes),
    samples: samplesOf(model, sequences),
  };
  writeArtefact(options.out, manifest, bytes);
  return manifest;
}

const seedOf = ({ settings, progress }: LearntSeed & { settings: Settings }): Manifest['seeds'][number] => ({
  settings,
  epochs: progress.kept,
  epochsRun: progress.epoch,
  seconds: Math.round(progress.seconds),
  validationNdcg: progress.best.ndcg === 0 ? undefined : progress.best.ndcg,
});

const settingsOf = (seed: number) => ({
  seed,
  batch: defaults.batch,
  rates: defaults.rates,
  dropout: defaults.dropout,
  slowRate: defaults.slowRate,
});

function assembled(sequences: Sequences, part: Part, learnt: readonly LearntSeed[]): NextItemModel {
  const shape = shapeFor(sequences.itemCount);
  const members = learnt.map(({ weights }) => memberOf(weights, shape));
  return {
    shape,
    members,
    counts: countSequences(learnable(sequences, part), sequences.itemCount),
    blend: { neuralShare: 1, temperature: 1 },
  };
}

function chosenBlend(model: NextItemModel, questions: readonly Question[], watch: TrainWatch) {
  watch.say(`choosing the blend on validation, ${questions.length} users`);
  const { neuralShare, temperature } = chooseBlend(model, questions, () => undefined);
  watch.say(`blend: network ${neuralShare}, temperature ${temperature}`);
  return { neuralShare, temperature };
}

/** At most `count` of the values, evenly spread. */
function spread<T>(values: readonly T[], count: number): T[] {
  const step = Math.max(1, values.length / count);
  return Array.from({ length: Math.min(count, values.length) }, (_, index) => values[Math.floor(index * step)] as T);
}

function validated(model: NextItemModel, questions: readonly Question[]): Manifest['validation'] {
  const { rows } = measureModel(model, questions, () => undefined);
  const metricsOf = (name: string) => rows.find((row) => row.name === name)?.metrics;
  const [neural, both] = [metricsOf('neural only'), metricsOf('both')];
  return neural && both ? { neural, both, users: questions.length } : undefined;
}

function samplesOf(model: NextItemModel, sequences: Sequences): Manifest['samples'] {
  const scorer = makeScorer(model);
  return spread(sequences.users, 5).map((items) => {
    const history = [...items.subarray(0, -1)];
    const best = scorer.top(history, 10);
    return { history, items: best.map(({ item }) => item), scores: best.map(({ score }) => score) };
  });
}
