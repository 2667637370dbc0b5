import { parseArgs } from 'node:util';
import { trainText, writeText } from '#worker/model/train/text/train.ts';
import { type Io, UsageError } from './command.ts';

export const trainTextHelp: readonly string[] = [
  'gloss train text [<data>] --out <folder> [--epochs 10] [--seed 1] [--all]',
  '',
  '<data>              folder with the data sets; ../shared/data where none is named',
  '--out <folder>      where text.json goes: the text tower with its manifest; a minute or two, begun anew each time',
  '--all               also learns from data whose terms are not stated; such a tower is for measuring, not for shipping',
];

export function trainTextCommand(argv: readonly string[], io: Io): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      epochs: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      all: { type: 'boolean', default: false },
    },
  });
  const [data = '../shared/data', more] = positionals;
  if (more !== undefined || values.out === undefined) throw new UsageError('name at most one folder of data, and --out <folder>');
  const began = performance.now();
  const settings = { seed: wholeNumber(values.seed, '--seed'), epochs: wholeNumber(values.epochs, '--epochs'), all: values.all };
  const manifest = trainText(data, settings, {
    epochDone: ({ epoch, epochs, loss }) => {
      const seconds = (performance.now() - began) / 1000;
      io.err(`epoch ${epoch} of ${epochs}: loss ${loss.toFixed(4)}; about ${Math.ceil((seconds / epoch) * (epochs - epoch))} s left`);
    },
  });
  const file = writeText(values.out, manifest);
  const bytes = manifest.rows * 66;
  io.out(`${file}: ${bytes} bytes of weights, ${manifest.parts.kept} parts of words${manifest.isShippable ? '' : '; not for shipping'}`);
  io.out(`measure it: gloss eval match ${data}/abt-buy --text ${file}`);
  return 0;
}

export function wholeNumber(text: string, option: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new UsageError(`${option} takes whole numbers above 0, not "${text}"`);
  return value;
}
