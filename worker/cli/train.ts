import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { defaults, trainNextItem } from '#worker/model/train/next-item/train.ts';
import { type Command, type Io, UsageError } from './command.ts';

/** `gloss train`: makes a model from data, choosing its settings on validation alone. */
export const trainCommand: Command = {
  summary: 'trains a model and writes it with its manifest',
  help: [
    'gloss train next-item <file> --out <folder> [--seeds 1] [--minutes 170] [--epochs 80] [--refit <folder>]',
    '',
    '<file>              lines of: user item item item ...   oldest first, items numbered from 1',
    '--out <folder>      where model.bin, manifest.json and the checkpoints go; the same call goes on after a kill',
    '--seeds <numbers>   such as 1,2: one network per seed, averaged in the model; each costs its time again when serving',
    '--minutes <number>  time for all seeds together; each keeps its best epoch',
    '--epochs <number>   at most this many walks over the data per seed; fewer when validation stops improving at every rate',
    '--refit <folder>    repeats a finished training with its settings and epochs, validation items learnt too',
  ],
  run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        seeds: { type: 'string', default: '1' },
        refit: { type: 'string' },
        minutes: { type: 'string', default: String(defaults.minutes) },
        epochs: { type: 'string', default: String(defaults.epochsMax) },
      },
    });
    const [what, file, more] = positionals;
    if (what !== 'next-item') throw new UsageError('what can be trained: next-item');
    if (file === undefined || more !== undefined || values.out === undefined) throw new UsageError('name one file and --out <folder>');
    if (!existsSync(file)) throw new Error(`there is no file ${file}`);
    const numbers = {
      seeds: values.seeds.split(',').map((text) => positive(text, '--seeds')),
      minutes: positive(values.minutes, '--minutes'),
      epochsMax: positive(values.epochs, '--epochs'),
    };
    const { say, watch } = progressLines(io);
    const manifest = trainNextItem({ file, out: values.out, refit: values.refit, ...numbers }, { ...watch, say });
    io.out(
      `${values.out}/model.bin: ${manifest.bytes} bytes, ${manifest.seeds.length} networks, blend ${JSON.stringify(manifest.layout.blend)}`,
    );
    io.out(`measure it: gloss eval next-item ${file} --model ${values.out}`);
    return 0;
  },
};

function positive(text: string, option: string): number {
  const value = Number(text);
  return Number.isSafeInteger(value) && value > 0
    ? value
    : (() => {
        throw new UsageError(`${option} takes whole numbers above 0, not "${text}"`);
      })();
}

/** Lines on stderr: at most one every half minute within an epoch, one per epoch. */
function progressLines(io: Io) {
  const clock = () => performance.now() / 1000;
  const say = (line: string) => io.err(line);
  let spokenAt = clock();
  return {
    say,
    watch: {
      clock,
      epochShare: (epoch: number, share: number, secondsPerEpoch: number | undefined) => {
        if (clock() - spokenAt < 30) return;
        spokenAt = clock();
        const left = secondsPerEpoch === undefined ? '' : `, ${Math.ceil((1 - share) * secondsPerEpoch)} s to its end`;
        say(`  epoch ${epoch}: ${Math.round(share * 100)} %${left}`);
      },
      epochDone: ({ epoch, stage, history, best, seconds }: Done) => {
        const { loss = 0, ndcg = 0, recall = 0 } = history[history.length - 1] ?? {};
        const longest = (defaults.rates.length - stage) * defaults.patience;
        const ends = Math.ceil((longest * seconds) / epoch / 60);
        const measured =
          ndcg > 0 ? `, validation R@10 ${recall.toFixed(4)} N@10 ${ndcg.toFixed(4)}${best.epoch === epoch ? ' (best)' : ''}` : '';
        say(
          `epoch ${epoch}: loss ${loss.toFixed(4)}${measured}; ${Math.round(seconds / epoch)} s each, at most ${ends} min left if nothing improves`,
        );
      },
    },
  };
}

interface Done {
  epoch: number;
  stage: number;
  history: readonly { loss: number; ndcg: number; recall: number }[];
  best: { epoch: number };
  seconds: number;
}
