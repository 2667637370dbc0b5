import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { countSequences } from '#worker/model/next-item/counts.ts';
import { learnable, parseSequences } from '#worker/model/next-item/sequences.ts';
import { measureCounts, measureModel, type Table } from '#worker/model/train/next-item/evaluate.ts';
import { hashOf, readArtefact } from '#worker/model/train/next-item/manifest.ts';
import { testOf } from '#worker/model/train/next-item/validate.ts';
import { type Command, type Io, UsageError } from './command.ts';

/** `gloss eval`: measures a model on the test items, which nothing was chosen on. */
export const evalCommand: Command = {
  summary: 'measures a trained model, with ablations and intervals',
  help: [
    'gloss eval next-item <file> (--model <folder> | --counts) [--json]',
    '',
    '<file>             lines of: user item item item ...   the last item of each is the test',
    '--model <folder>   what gloss train wrote there: counts only, neural only, both',
    '--counts           the count model alone, counted from the file without validation and test items',
    '--json             the table as JSON',
  ],
  run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { model: { type: 'string' }, counts: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    });
    const [what, file, more] = positionals;
    if (what !== 'next-item') throw new UsageError('what can be measured: next-item');
    if (file === undefined || more !== undefined) throw new UsageError('name one file');
    if (values.model === undefined && !values.counts) throw new UsageError('say --model <folder> or --counts');
    if (!existsSync(file)) throw new Error(`there is no file ${file}`);
    const report = measured(file, values.counts ? undefined : values.model, io);
    if (values.json) io.out(JSON.stringify(report, null, 1));
    else for (const line of linesOf(report)) io.out(line);
    return 0;
  },
};

interface Report extends Table {
  protocol: string;
  note: string | undefined;
}

function measured(file: string, folder: string | undefined, io: Io): Report {
  const text = readFileSync(file, 'utf8');
  const sequences = parseSequences(text);
  const questions = testOf(sequences);
  const short = sequences.users.length - questions.length;
  const tooShort = short > 0 ? `${short} sequences of one or two items cannot be measured` : undefined;
  if (folder === undefined) {
    const counts = countSequences(learnable(sequences, 'train'), sequences.itemCount);
    return { protocol: protocols.train, note: tooShort, ...measureCounts(counts, questions) };
  }
  const { model, manifest } = readArtefact(folder);
  if (model.shape.itemCount !== sequences.itemCount)
    throw new Error(`the model knows ${model.shape.itemCount} items, the file has ${sequences.itemCount}`);
  const foreign = manifest.dataHash === hashOf(text) ? undefined : 'the model was trained on another file: its numbers here say little';
  let tenth = 0;
  const table = measureModel(model, questions, (share) => {
    if (Math.floor(share * 10) > tenth) io.err(`${++tenth * 10} %`);
  });
  return { protocol: protocols[manifest.part], note: [tooShort, foreign].filter(Boolean).join('; ') || undefined, ...table };
}

const protocols = {
  train: 'P1: learnt from train only; last item of each user, ranked among all items, seen ones last',
  'train+valid': 'P2: learnt from train and validation, not to be compared with published numbers',
};

function linesOf({ protocol, note, users, rows }: Report): string[] {
  const columns = ['recall@5', 'ndcg@5', 'recall@10', 'ndcg@10', 'recall@20', 'ndcg@20'] as const;
  const width = Math.max(...rows.map(({ name }) => name.length)) + 2;
  return [
    protocol,
    `${users} users${note ? `; ${note}` : ''}`,
    '',
    ''.padEnd(width) + columns.map((column) => column.padEnd(11)).join(''),
    ...rows.flatMap(({ name, metrics, intervals }) => [
      name.padEnd(width) + columns.map((column) => metrics[column].toFixed(4).padEnd(11)).join(''),
      '  95 %'.padEnd(width) +
        columns
          .map((column) =>
            intervals[column]
              .map((value) => value.toFixed(4).slice(1))
              .join('-')
              .padEnd(11),
          )
          .join(''),
    ]),
  ];
}
