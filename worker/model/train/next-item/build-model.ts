import { type Files, pack, unpackCounts, unpackNetworks } from '../../next-item/artefact.ts';
import { countSequences } from '../../next-item/counts.ts';
import { type Blend, makeScorer, type NextItemModel } from '../../next-item/score.ts';
import { learnable, type Part, type Sequences, unevenIds } from '../../next-item/sequences.ts';
import { shapeFor } from '../../next-item/shape.ts';
import { chooseBlend } from './choose-blend.ts';
import { askModel } from './evaluate.ts';
import { artefactBytesMax } from './fit-size.ts';
import { servingKernels } from './kernels.ts';
import { hashOf, type Manifest } from './manifest.ts';
import { summarise } from './measure.ts';
import type { Plan } from './plan.ts';
import type { Learnt } from './threads.ts';
import type { Settings } from './trainer.ts';
import { type Question, validationOf } from './validate.ts';

/** More users than this do not change which blend is best. */
const blendUsersMax = 6000;
const dataUse =
  'Learnt from the sequence file with this hash, for measuring only. Whether the weights may be passed on is for the terms of that data to say.';

export interface Ingredients {
  sequences: Sequences;
  dataHash: string;
  part: Part;
  seed: number;
  pilots: Plan['pilots'];
  members: readonly (Learnt & { settings: Settings })[];
  /** Chosen on validation where it is not given. */
  blend: Blend | undefined;
}

/** Blends the networks with counts, packs both, and measures what was packed on validation. */
export function buildModel({ sequences, part, members, ...given }: Ingredients): { manifest: Manifest; files: Files } {
  const shape = shapeFor(sequences.itemCount, members[0]?.settings.width);
  const bare = {
    shape,
    networks: members.map(({ weights }) => weights),
    counts: countSequences(learnable(sequences, part), sequences.itemCount),
  };
  const kernels = servingKernels();
  const questions = spread(validationOf(sequences), blendUsersMax);
  const blend = given.blend ?? chooseBlend(bare, questions, kernels);
  const { files, layout } = pack({ ...bare, blend }, artefactBytesMax);
  const model: NextItemModel = {
    shape,
    blend,
    networks: unpackNetworks(files.network, layout),
    counts: unpackCounts(files.counts, layout),
  };
  const manifest: Manifest = {
    kind: 'next-item',
    version: 2,
    seed: given.seed,
    dataHash: given.dataHash,
    dataUse,
    part,
    itemIds: unevenIds(sequences),
    members: members.map(({ settings, progress }) => ({
      settings,
      epochs: progress.best.epoch,
      epochsRun: progress.epoch,
      seconds: Math.round(progress.seconds),
      validationNdcg: progress.best.ndcg === 0 ? undefined : progress.best.ndcg,
    })),
    pilots: given.pilots,
    validation: part === 'train' ? validated(model, questions, kernels) : undefined,
    layout,
    bytes: files.network.length + files.counts.length,
    hashes: { network: hashOf(files.network), counts: hashOf(files.counts) },
    samples: samplesOf(model, sequences, kernels),
  };
  return { manifest, files };
}

/** At most `count` of the values, evenly spread. */
function spread<T>(values: readonly T[], count: number): T[] {
  const step = Math.max(1, values.length / count);
  return Array.from({ length: Math.min(count, values.length) }, (_, index) => values[Math.floor(index * step)] as T);
}

function validated(model: NextItemModel, questions: readonly Question[], kernels: WebAssembly.Module): Manifest['validation'] {
  const answers = askModel(model, questions, kernels, () => undefined);
  const metricsOf = (name: string) => summarise(answers.find((row) => row.name === name)?.ranks[0] ?? []);
  return { neural: metricsOf('networks only'), both: metricsOf('both'), users: questions.length };
}

/** Of very long sequences the newest: more of them hardly counts. */
const sampleLengthMax = 50;

function samplesOf(model: NextItemModel, sequences: Sequences, kernels: WebAssembly.Module): Manifest['samples'] {
  const scorer = makeScorer(model, kernels);
  return spread(sequences.users, 5).map((items) => {
    const history = [...items.subarray(Math.max(0, items.length - 1 - sampleLengthMax), -1)];
    const best = scorer.top(history, 10);
    return { history, items: best.map(({ item }) => item), scores: best.map(({ score }) => score) };
  });
}
