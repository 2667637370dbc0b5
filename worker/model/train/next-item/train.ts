import { mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type Part, parseSequences } from '../../next-item/sequences.ts';
import { standardWidth } from '../../next-item/shape.ts';
import { buildModel } from './build-model.ts';
import { type Size, sizeThatFits } from './fit-size.ts';
import { hashOf, type Manifest, readArtefact, writeArtefact } from './manifest.ts';
import { epochsThatFit, memberSeeds, type Plan, pilotEpochs, pilotPeaks, readPlan, settingsOf, writePlan } from './plan.ts';
import { learnAll, type Task, type ThreadWatch } from './threads.ts';
import { validationOf } from './validate.ts';

export interface TrainOptions {
  file: string;
  out: string;
  /** One model each. */
  seeds: readonly number[];
  /** Networks in a model. */
  members: number;
  minutes: number;
  epochsMax: number;
  /** A folder with a finished model: its settings are frozen, its epochs repeated, and validation items learnt too. */
  refit: string | undefined;
  /** Test items are learnt too, where it repeats another: the best to serve with, and not to be measured. */
  isWhole: boolean;
}

export interface TrainWatch extends ThreadWatch {
  say: (line: string) => void;
  /** What is going to be trained, before it starts. */
  begins: (tasks: readonly Task[], atOnce: number) => void;
}

/**
 * Trains, chooses on validation, packs and writes a model per seed into `seed-N`, and the one that validated best into the folder
 * itself. Goes on where an earlier run was stopped.
 */
export async function trainNextItem(options: TrainOptions, watch: TrainWatch): Promise<Manifest[]> {
  const text = readFileSync(options.file, 'utf8');
  const sequences = parseSequences(text);
  // Refuses a file that nothing can be chosen on before it begins.
  validationOf(sequences);
  const dataHash = hashOf(text);
  const frozen = options.refit === undefined ? undefined : readArtefact(options.refit).manifest;
  const part: Part = frozen ? (options.isWhole ? 'all' : 'train+valid') : 'train';
  watch.say(`${sequences.users.length} sequences, ${sequences.itemCount} items`);
  const size = sizeThatFits(sequences.itemCount, options.members);
  mkdirSync(options.out, { recursive: true });
  const seeds = frozen ? [frozen.seed] : options.seeds;
  const known = readPlan(options.out, { dataHash, part, seeds });
  const plan = known ?? (frozen ? repeated(frozen, { dataHash, part }) : await chosenPlan(options, { dataHash, size }, watch));
  if (!known) writePlan(options.out, plan);

  const tasks = plan.models.flatMap(({ members }) =>
    members.map((member): Task => ({ ...member, ...namedTask(options.out, part, `network ${member.settings.seed}`) })),
  );
  watch.begins(tasks, atOnce);
  const learnt = await learnAll(options.file, tasks, atOnce, watch);
  let taken = 0;
  const built = plan.models.map(({ seed, members }) => {
    const own = members.map(({ settings }) => ({ settings, ...(learnt[taken++] as (typeof learnt)[number]) }));
    watch.say(`model ${seed}: ${frozen ? 'packing' : 'choosing the blend on validation, packing'}`);
    return buildModel({ sequences, dataHash, part, seed, pilots: plan.pilots, members: own, blend: frozen?.layout.blend });
  });
  for (const { manifest, files } of built) writeArtefact(path.join(options.out, `seed-${manifest.seed}`), manifest, files);
  const best = built.reduce((one, other) => (validated(other.manifest) > validated(one.manifest) ? other : one));
  writeArtefact(options.out, best.manifest, best.files);
  return built.map(({ manifest }) => manifest);
}

const atOnce = availableParallelism();
const validated = ({ validation }: Manifest): number => validation?.both['ndcg@10'] ?? 0;

const namedTask = (out: string, part: Part, name: string) => ({
  name,
  part,
  checkpoint: path.join(out, `${name.replaceAll(' ', '-')}.checkpoint`),
});

/** The rate that validates best in a short training, and as many epochs as the time allows. */
async function chosenPlan(
  { file, out, seeds, members: wished, minutes, epochsMax }: TrainOptions,
  { dataHash, size: { members, width } }: { dataHash: string; size: Size },
  watch: TrainWatch,
): Promise<Plan> {
  if (members < wished || width < standardWidth)
    watch.say(`so many items leave room for ${members === 1 ? 'one network' : `${members} networks`} of ${width} numbers an item`);
  const seed = memberSeeds(seeds[0] ?? 1, members)[0] ?? 1;
  const tasks = pilotPeaks.map(
    (peak): Task => ({
      settings: settingsOf(seed, peak, { epochs: Math.min(pilotEpochs, epochsMax), width }),
      frozen: undefined,
      ...namedTask(out, 'train', `rate ${peak}`),
    }),
  );
  watch.say(`choosing the rate on validation: ${tasks.length} short trainings`);
  watch.begins(tasks, atOnce);
  const learnt = await learnAll(file, tasks, atOnce, watch);
  const pilots = learnt.map(({ progress }, index) => ({ peak: pilotPeaks[index] ?? 0, ndcg: progress.best.ndcg }));
  const { peak } = pilots.reduce((best, pilot) => (pilot.ndcg > best.ndcg ? pilot : best));
  const [seconds, walked] = learnt.reduce(([sum, count], { progress }) => [sum + progress.seconds, count + progress.epoch], [0, 0]);
  const time = { seconds: minutes * 60, secondsPerEpoch: seconds / walked, networks: seeds.length * members, atOnce };
  const epochs = epochsThatFit(time, epochsMax);
  watch.say(`rate ${peak}, ${epochs} epochs for each of ${seeds.length * members} networks`);
  const models = seeds.map((one) => ({
    seed: one,
    members: memberSeeds(one, members).map((own) => ({ settings: settingsOf(own, peak, { epochs, width }), frozen: undefined })),
  }));
  return { dataHash, part: 'train', models, pilots };
}

const repeated = (frozen: Manifest, of: Pick<Plan, 'dataHash' | 'part'>): Plan => ({
  ...of,
  models: [{ seed: frozen.seed, members: frozen.members.map(({ settings, epochs }) => ({ settings, frozen: epochs })) }],
  pilots: frozen.pilots,
});
