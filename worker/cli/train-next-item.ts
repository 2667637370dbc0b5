import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { defaults } from '#worker/model/train/next-item/plan.ts';
import type { Task } from '#worker/model/train/next-item/threads.ts';
import { type TrainWatch, trainNextItem } from '#worker/model/train/next-item/train.ts';
import { type Io, UsageError } from './command.ts';

export const trainNextItemHelp = [
  'gloss train next-item <file> --out <folder> [--seeds 1,2,3] [--members 2] [--minutes 170] [--epochs 16] [--refit <folder> [--whole]]',
  '',
  '<file>              lines of: user item item item ...   oldest first, items numbered from 1',
  '--out <folder>      a model per seed in seed-N, the one that validated best beside them; the same call goes on after a kill',
  '--seeds <numbers>   such as 1,2: a model each',
  '--members <number>  networks that a model averages; each costs its time again when serving',
  '--minutes <number>  how long it may take in all: fewer epochs are planned when they would not fit',
  '--epochs <number>   at most this many walks over the data per network',
  '--refit <folder>    repeats a finished training with its settings and epochs, validation items learnt too',
  '--whole             test items too: for serving; nothing of the file is left to measure it with',
];

export async function trainNextItemCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      seeds: { type: 'string', default: '1,2,3' },
      members: { type: 'string', default: String(defaults.members) },
      refit: { type: 'string' },
      whole: { type: 'boolean', default: false },
      minutes: { type: 'string', default: String(defaults.minutes) },
      epochs: { type: 'string', default: String(defaults.epochsMax) },
    },
  });
  const [file, more] = positionals;
  if (file === undefined || more !== undefined || values.out === undefined) throw new UsageError('name one file and --out <folder>');
  if (values.whole && values.refit === undefined)
    throw new UsageError('--whole goes with --refit <folder>: settings are chosen on what is held back');
  if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  const numbers = {
    seeds: [...new Set(values.seeds.split(',').map((text) => positive(text, '--seeds')))],
    members: positive(values.members, '--members'),
    minutes: positive(values.minutes, '--minutes'),
    epochsMax: positive(values.epochs, '--epochs'),
  };
  const manifests = await trainNextItem(
    { file, out: values.out, refit: values.refit, isWhole: values.whole, ...numbers },
    progressLines(io),
  );
  for (const { seed, bytes, members, layout } of manifests) {
    io.out(`${values.out}/seed-${seed}: ${bytes} bytes, ${members.length} networks, blend ${JSON.stringify(layout.blend)}`);
  }
  if (!values.whole) io.out(`measure: gloss eval next-item ${file} --model ${values.out}`);
  return 0;
}

function positive(text: string, option: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new UsageError(`${option} takes whole numbers above 0, not "${text}"`);
}

const secondsBetweenLines = 30;

/** Lines on stderr: one per epoch, and within long epochs one every half minute, each with the time that is left. */
function progressLines(io: Io): TrainWatch {
  let [began, spokenAt] = [0, 0];
  const now = (): number => performance.now() / 1000;
  /** Epochs of every network: wanted, there already when we began, done by now (with a part of the one it is in). */
  let wanted = 0;
  const done = new Map<string, number>();
  const before = new Map<string, number>();
  const left = (): string => {
    const walked = [...done].reduce((sum, [name, epochs]) => sum + epochs - (before.get(name) ?? 0), 0);
    const missing = wanted - [...done.values()].reduce((sum, epochs) => sum + epochs, 0);
    return walked < 0.05 ? '' : `; ${Math.ceil(((now() - began) / walked) * (missing / 60))} min left of these`;
  };
  const advance = ({ name }: Task, epochs: number, share: number) => {
    if (!before.has(name)) before.set(name, Math.floor(epochs - share));
    done.set(name, epochs);
  };
  return {
    say: (line) => io.err(line),
    begins: (tasks, atOnce) => {
      io.err(`${tasks.length} networks, ${Math.min(atOnce, tasks.length)} at a time`);
      began = now();
      wanted = tasks.reduce((sum, { settings, frozen }) => sum + (frozen ?? settings.epochs), 0);
      done.clear();
      before.clear();
    },
    share: (task, epoch, share) => {
      advance(task, epoch - 1 + share, share);
      if (now() - spokenAt < secondsBetweenLines) return;
      spokenAt = now();
      io.err(`  ${task.name}, epoch ${epoch}: ${Math.round(share * 100)} %${left()}`);
    },
    epoch: (task, { epoch, history, best, seconds }) => {
      advance(task, epoch, 1);
      const { loss = 0, ndcg = 0, recall = 0 } = history[history.length - 1] ?? {};
      const validation = ndcg > 0 ? `, validation R@10 ${recall.toFixed(4)} N@10 ${ndcg.toFixed(4)}` : '';
      const mark = ndcg > 0 && best.epoch === epoch ? ' (best)' : '';
      const of = `${epoch} of ${task.frozen ?? task.settings.epochs}`;
      io.err(`${task.name}, epoch ${of}: loss ${loss.toFixed(4)}${validation}${mark}; ${Math.round(seconds / epoch)} s each${left()}`);
    },
  };
}
