/** `gloss train shown`: what every night does in a running Gloss, done on an export of it. */
import { createReadStream, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { modelIdOf, type RankerModel } from '#shared/ranking/model.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { judgeVersion, type ShownCard } from '#worker/learning/judge-version.ts';
import { shippedModel } from '#worker/model/score.ts';
import { type Io, UsageError } from './command.ts';
import { fileBytes } from './file.ts';
import { modelIn } from './model-file.ts';

export const trainShownHelp: readonly string[] = [
  'gloss train shown <events.ndjson> --out <file> [--model <file>]',
  '',
  '<events.ndjson>     what gloss export events wrote: cards that were seen, and which of them were opened',
  '--out <file>        where the version goes that was learnt; gloss model add takes it',
  '--model <file>      what it begins with and is measured against; the shipped version unless told',
];

const Line = z.object({
  place: z.int().min(0),
  features: z.record(z.string(), z.number().min(0).max(1)),
  clicked: z.boolean(),
});

export async function trainShownCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { out: { type: 'string' }, model: { type: 'string' } },
  });
  const [file, more] = positionals;
  if (file === undefined || more !== undefined || values.out === undefined)
    throw new UsageError('name one file of events, and --out <file>');
  if ((await fileBytes(file)) === undefined) throw new UsageError(`there is no file ${file}`);
  const base = values.model === undefined ? shippedModel : modelIn(values.model);
  const { shown, others } = await shownIn(file, base);
  if (others > 0) io.err(`${others} cards were judged by other features and are left out`);
  const { outcome, candidate, metrics } = judgeVersion(shown, base);
  io.out(JSON.stringify({ outcome, base: modelIdOf(base, sha256Hex), ...metrics }));
  if (!candidate) throw new Error('there is too little to learn from: nothing was written');
  writeFileSync(values.out, `${JSON.stringify(candidate, null, 1)}\n`);
  io.out(`${values.out}: ${modelIdOf(candidate, sha256Hex)}${outcome === 'replaced' ? '' : ', which is no better on the held-out cards'}`);
  return 0;
}

async function shownIn(file: string, { features }: RankerModel): Promise<{ shown: ShownCard[]; others: number }> {
  const shown: ShownCard[] = [];
  let [number, others] = [0, 0];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    const { place, features: values, clicked } = lineOf(line, `${file}:${number}`);
    const isOurs = Object.keys(values).length === features.length && features.every((name) => Object.hasOwn(values, name));
    // An export has no ids of cards: every fifth one is held out.
    if (isOurs)
      shown.push({ cardId: number % 5 === 0 ? '0' : 'z', place, values: features.map((name) => values[name] ?? 0), opened: clicked });
    else others += 1;
  }
  return { shown, others };
}

function lineOf(line: string, where: string): z.output<typeof Line> {
  try {
    return Line.parse(JSON.parse(line));
  } catch (error) {
    throw new Error(`${where} is no line of an export of events`, { cause: error });
  }
}
