/** `gloss attribute`: which channel gets what, under several models side by side. */
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  type Analysis,
  type AnalysisModel,
  type AnalysisOptions,
  analysisModels,
  makeAnalysis,
} from '#shared/book/attribution/analysis.ts';
import type { Journeys } from '#shared/book/attribution/journeys.ts';
import { decoded } from '#worker/catalogue/feeds/decode.ts';
import { readJourneys } from './attribute/forms.ts';
import { linesOf } from './attribute/print.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { fileBytes } from './file.ts';
import { makeProgress } from './progress.ts';

export const attributeCommand: Command = {
  summary: 'credits channels with what came of their paths, under several models',
  help: [
    'gloss attribute <paths file> [--models <model>,<model>...] [--of conversions|value] [--json]',
    '',
    '<paths file>         CSV with the columns path, conversions, value, nulls (path: a > b > c),',
    '                     or person, time, channel, conversion, value; which of both is told by its header',
    `--models <models>    ${analysisModels.join(', ')}; all unless told`,
    '--of <what>          what is credited: conversions, unless told, or value',
    '--half-life <days>   for decay, 7 unless told; where touches have no time a step counts as a day',
    '--without-nulls      Markov models leave out the journeys that brought nothing',
    '--json               { channels: { <name>: { <model>: credit } }, transitions, removalEffects }',
    '--progress           shows progress on stderr even when it is not a terminal',
    '',
    'Exit code 1 when a line cannot be read: the first ones are named, and nothing is credited. What each model means: docs/ATTRIBUTION.md',
  ],
  async run(argv, io) {
    const { file, options, isJson, hasProgress } = askedOf(argv);
    const bytesTotal = await fileBytes(file);
    if (bytesTotal === undefined) throw new UsageError(`there is no file ${file}`);
    const analysis = await analyse({ file, bytesTotal, options, hasProgress }, io);
    if (!analysis) return 1;
    const { channels, transitions, removalEffects, untouched } = analysis;
    if (untouched.conversions > 0) io.err(`gloss attribute: ${untouched.conversions} conversions had no touch and are credited to nobody`);
    if (isJson) io.out(JSON.stringify({ channels, transitions, removalEffects }, null, 2));
    else for (const line of linesOf(analysis, options.models)) io.out(line);
    return 0;
  },
};

interface Asked {
  file: string;
  options: AnalysisOptions;
  isJson: boolean;
  hasProgress: boolean;
}

function askedOf(argv: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      models: { type: 'string', default: analysisModels.join(',') },
      of: { type: 'string', default: 'conversions' },
      'half-life': { type: 'string' },
      'without-nulls': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      progress: { type: 'boolean', default: false },
    },
  });
  const [file, more] = positionals;
  if (file === undefined || more !== undefined) throw new UsageError('name one file of paths');
  const halfLifeDays = values['half-life'] === undefined ? undefined : Number(values['half-life']);
  if (halfLifeDays !== undefined && !(halfLifeDays > 0 && halfLifeDays <= halfLifeDaysMax))
    throw new UsageError(`--half-life takes days above 0, ${halfLifeDaysMax} at most`);
  const { of } = values;
  if (of !== 'conversions' && of !== 'value') throw new UsageError('--of takes conversions or value');
  return {
    file,
    options: { models: modelsIn(values.models), of, halfLifeDays, withNulls: !values['without-nulls'] },
    isJson: values.json,
    hasProgress: values.progress || process.stderr.isTTY === true,
  };
}

const halfLifeDaysMax = 3650;

function modelsIn(text: string): AnalysisModel[] {
  const models = text.split(',').map((name) => {
    const model = analysisModels.find((known) => known === name.trim());
    if (!model) throw new UsageError(`there is no model ${name.trim() || 'without a name'}; models are: ${analysisModels.join(', ')}`);
    return model;
  });
  return [...new Set(models)];
}

const reasonsShownMax = 20;

/** Undefined when a line could not be read, after saying which. */
async function analyse(
  asked: { file: string; bytesTotal: number; options: AnalysisOptions; hasProgress: boolean },
  io: Io,
): Promise<Analysis | undefined> {
  const analysis = makeAnalysis(asked.options);
  let bytes = 0;
  let rows = 0;
  let refused = 0;
  const share = (): number => (asked.bytesTotal > 0 ? Math.floor((bytes / asked.bytesTotal) * 100) : 100);
  const progress = makeProgress({ isShown: asked.hasProgress, line: () => `${share()} %  ${rows} rows` });
  const refuse = (line: number, reason: string): void => {
    refused += 1;
    if (refused <= reasonsShownMax) io.err(line > 0 ? `line ${line}: ${reason}` : reason);
  };
  const tryAdd = (line: number, journeys: Journeys): void => {
    try {
      analysis.add(journeys);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      refuse(line, error.message);
    }
  };
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(asked.file, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      progress.tick();
      yield chunk;
    }
  }
  for await (const read of readJourneys(decoded(counted()))) {
    rows += 1;
    if ('reason' in read) refuse(read.line, read.reason);
    else tryAdd(read.line, read.journeys);
  }
  progress.end();
  if (refused === 0) return analysis.end();
  io.err(`gloss attribute: ${refused} ${refused === 1 ? 'line' : 'lines'} cannot be read; nothing is credited`);
  return undefined;
}
