import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { countSequences } from '#worker/model/next-item/counts.ts';
import { learnable, parseSequences, unevenIds } from '#worker/model/next-item/sequences.ts';
import { type Answers, askCounts, askModel, type Table, tableOf } from '#worker/model/train/next-item/evaluate.ts';
import { servingKernels } from '#worker/model/train/next-item/kernels.ts';
import { hashOf, readArtefact } from '#worker/model/train/next-item/manifest.ts';
import { type CompanionsMeasure, measureCompanions } from '#worker/model/train/next-item/measure-companions.ts';
import { testOf } from '#worker/model/train/next-item/validate.ts';
import { type Io, UsageError } from './command.ts';

export const evalNextItemHelp = [
  'gloss eval next-item <file> (--model <folder> | --counts) [--json]',
  '',
  '<file>             lines of: user item item item ...   the last item of each is the test',
  '--model <folder>   what gloss train wrote there: the mean over its models (seed-N), or the one model of such a folder;',
  '                   counts only, one network, all networks of a model, networks and counts as served',
  '--counts           the count model alone, counted from the file without validation and test items',
  '--json             the table as JSON, with the numbers of each model',
];

export function evalNextItemCommand(argv: readonly string[], io: Io): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { model: { type: 'string' }, counts: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  });
  const [file, more] = positionals;
  if (file === undefined || more !== undefined) throw new UsageError('name one file');
  if ((values.model === undefined) === !values.counts) throw new UsageError('say --model <folder> or --counts');
  if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  const report = measured(file, values.counts ? undefined : values.model, io);
  if (values.json) io.out(JSON.stringify(report, null, 1));
  else for (const line of linesOf(report)) io.out(line);
  return 0;
}

interface Report extends Table {
  protocol: string;
  note: string | undefined;
  /** Mean over the models; left out for counts alone. */
  companions?: CompanionsMeasure;
  models: { folder: string; seed: number; bytes: number; epochs: number[]; blend: unknown }[];
}

function measured(file: string, folder: string | undefined, io: Io): Report {
  const text = readFileSync(file, 'utf8');
  const sequences = parseSequences(text);
  const questions = testOf(sequences);
  const short = sequences.users.length - questions.length;
  const notes = short > 0 ? [`${short} sequences of one or two items cannot be measured`] : [];
  if (folder === undefined) {
    const counts = countSequences(learnable(sequences, 'train'), sequences.itemCount);
    return { protocol: protocols.train, note: notes[0], models: [], ...tableOf([askCounts(counts, questions)]) };
  }
  const read = modelFolders(folder).map((own) => ({ folder: own, ...readArtefact(own) }));
  const answers = read.map(({ folder: own, model, manifest }): Answers[] => {
    if (model.shape.itemCount !== sequences.itemCount)
      throw new Error(`the model in ${own} knows ${model.shape.itemCount} items, the file has ${sequences.itemCount}`);
    if (String(manifest.itemIds) !== String(unevenIds(sequences))) throw new Error(`the model in ${own} knows other items than the file`);
    if (manifest.dataHash !== hashOf(text)) notes.push(`${own} was trained on another file: its numbers here say little`);
    return askModel(model, questions, servingKernels(), inTenths(own, io));
  });
  const models = read.map(({ folder: own, manifest }) => ({
    folder: own,
    seed: manifest.seed,
    bytes: manifest.bytes,
    epochs: manifest.members.map(({ epochs }) => epochs),
    blend: manifest.layout.blend,
  }));
  const companions = meanOf(read.map(({ model }) => measureCompanions(model, questions, servingKernels())));
  const protocol = protocols[read[0]?.manifest.part ?? 'train'];
  return { protocol, note: notes.join('; ') || undefined, models, companions, ...tableOf(answers) };
}

const meanOf = (measures: readonly CompanionsMeasure[]): CompanionsMeasure => {
  const mean = (name: keyof CompanionsMeasure): number => measures.reduce((sum, one) => sum + one[name], 0) / measures.length;
  return {
    shown: mean('shown'),
    right: mean('right'),
    each: mean('each'),
    withheldRight: mean('withheldRight'),
    popularRight: mean('popularRight'),
  };
};

/** The folders of all models below, or this one. */
function modelFolders(folder: string): string[] {
  const inside = existsSync(folder) ? readdirSync(folder).filter((name) => /^seed-\d+$/.test(name)) : [];
  const seeds = inside.sort((one, other) => Number(one.slice(5)) - Number(other.slice(5)));
  return seeds.length > 0 ? seeds.map((name) => path.join(folder, name)) : [folder];
}

function inTenths(name: string, io: Io): (share: number) => void {
  let tenth = 0;
  return (share) => {
    if (Math.floor(share * 10) > tenth) io.err(`${name}: ${++tenth * 10} %`);
  };
}

const protocols = {
  train: 'P1: learnt from train only; last item of each user, ranked among all items, seen ones last',
  'train+valid': 'P2: learnt from train and validation, not to be compared with published numbers',
  all: 'learnt from the test items too: these numbers say nothing',
};

const columns = ['recall@5', 'ndcg@5', 'recall@10', 'ndcg@10', 'recall@20', 'ndcg@20'] as const;

function linesOf({ protocol, note, users, rows, models, companions }: Report): string[] {
  const width = Math.max(...rows.map(({ name }) => name.length), 'both, seed 100'.length) + 2;
  const line = (name: string, cells: readonly string[]) => name.padEnd(width) + cells.map((cell) => cell.padEnd(15)).join('');
  const short = (value: number): string => value.toFixed(4).replace(/^0/, '');
  const served = rows[rows.length - 1];
  const each = models.length < 2 ? [] : models.map(({ seed }, index) => ({ seed, metrics: served?.each[index] }));
  return [
    protocol,
    `${users} users${models.length > 1 ? `, mean of ${models.length} models` : ''}${note ? `; ${note}` : ''}`,
    ...models.map(
      ({ folder, bytes, epochs, blend }) => `${folder}: ${bytes} bytes, epochs ${epochs.join(' and ')}, ${JSON.stringify(blend)}`,
    ),
    '',
    line('', columns),
    ...rows.flatMap(({ name, metrics, intervals }) => [
      line(
        name,
        columns.map((column) => short(metrics[column])),
      ),
      line(
        '  95 %',
        columns.map((column) => intervals[column].map(short).join('-')),
      ),
    ]),
    ...each.map(({ seed, metrics }) =>
      line(
        `both, seed ${seed}`,
        columns.map((column) => short(metrics?.[column] ?? 0)),
      ),
    ),
    ...(companions ? companionLines(companions) : []),
  ];
}

function companionLines({ shown, right, each, withheldRight, popularRight }: CompanionsMeasure): string[] {
  const share = (value: number): string => `${(value * 100).toFixed(1)} %`;
  return [
    '',
    'companions of the newest item alone, as on a page about one product (at most three, above the floor)',
    `shown for ${share(shown)} of users, ${each.toFixed(1)} each; the next item is among them in ${share(right)} (the three most popular: ${share(popularRight)})`,
    `nothing shown for the others, where the best three of the model would have been right in ${share(withheldRight)}`,
  ];
}
