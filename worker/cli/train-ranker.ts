import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { encoderId } from '#worker/model/encode.ts';
import { featureNames } from '#worker/model/score.ts';
import { trainOnLists } from '#worker/model/train/lists.ts';
import { priorWeights } from '#worker/model/train/prior-weights.ts';
import { type Io, UsageError } from './command.ts';
import { judgedSources } from './pairs/sources.ts';
import { wholeNumber } from './train-text.ts';

export const trainRankerHelp: readonly string[] = [
  'gloss train ranker [<shared>] --out <folder> [--seed 1] [--units 12] [--epochs 30]',
  '',
  '<shared>            folder with data/ and pages/; ../shared where none is named',
  '--out <folder>      where ranker.json goes: weights, from what they were learnt, how they measure; a minute or two, begun anew each time',
];

/** How strongly weights are held near those set by hand: 1e-4 fits the saved pages no better, 1e-6 fits them and not those it has not seen. */
const ridge = 1e-4;

export function trainRankerCommand(argv: readonly string[], io: Io): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      units: { type: 'string', default: '12' },
      epochs: { type: 'string', default: '30' },
      ridge: { type: 'string', default: String(ridge) },
    },
  });
  const [shared = '../shared', more] = positionals;
  if (more !== undefined || values.out === undefined) throw new UsageError('name at most one folder of data and pages, and --out <folder>');
  io.err('reading pages and listings');
  const { lists, uses } = judgedSources(shared);
  const settings = {
    seed: wholeNumber(values.seed, '--seed'),
    units: wholeNumber(values.units, '--units'),
    epochs: wholeNumber(values.epochs, '--epochs'),
    ridge: Number(values.ridge),
    threshold: 0.5,
  };
  io.err(`learning from ${lists.length} lists`);
  const { weights, alone, measures } = trainOnLists(lists, { ...settings, prior: priorWeights });
  const manifest = { kind: 'ranker', version: 1, settings, encoder: encoderId, features: featureNames, uses, measures, weights, alone };
  mkdirSync(values.out, { recursive: true });
  const file = path.join(values.out, 'ranker.json');
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  const { trained, prior } = measures;
  io.out(`${file}: ${featureNames.length} features, ${settings.units} units`);
  io.out(`on ${trained.pairs} pairs that nothing was fitted to, beside the weights that it began with:`);
  for (const [name, one] of Object.entries({ trained, prior })) {
    io.out(
      `  ${name}: log loss ${one.logLoss.toFixed(4)}, calibration error ${one.calibrationError.toFixed(4)}, precision ${one.precision.toFixed(3)}, recall ${one.recall.toFixed(3)}`,
    );
  }
  io.out(`measure it: npm run eval:pages -- --ranker ${file}`);
  return 0;
}
