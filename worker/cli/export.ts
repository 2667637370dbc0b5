/** `gloss export`: what versions of the ranker learn from, as lines of JSON; what was bought together, as the next-item model learns it. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { Client } from '#shared/client.ts';
import { type LearningEvent, listEvents } from '#shared/contracts/learning.ts';
import { callerOf, operatorHelp, operatorOptions, refusedBy } from './caller.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { exportBaskets } from './export-baskets.ts';
import { originOf } from './origin.ts';

export const exportCommand: Command = {
  summary: 'writes training data: what was seen, opened and ordered, or what was bought together',
  help: [
    'gloss export events [--out <file>] | baskets --out <folder>',
    '',
    'events              one card a line: { day, model, place, features: { name: value }, clicked, ordered };',
    '                    nothing in it says who looked, at which page or product',
    'baskets             in <folder>: baskets.txt, a line for each order with several products (number item item ...), which',
    '                    `gloss train next-item` learns from, and products.txt (item product), for `gloss model companions add`;',
    '                    baskets are numbered as they come: nothing says whose they were, or when',
    '--out <file>        where the lines of events go; stdout unless told',
    ...operatorHelp,
  ],
  async run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { ...operatorOptions, out: { type: 'string' } },
    });
    const [what, more] = positionals;
    if (more !== undefined || (what !== 'events' && what !== 'baskets')) throw new UsageError('say what to export: events or baskets');
    if (what === 'baskets' && values.out === undefined) throw new UsageError('say --out <folder>: baskets are two files');
    const origin = originOf(values.to);
    const client = await callerOf(origin, { operator: values.operator });
    try {
      if (what === 'baskets') await toFolder(client, values.out ?? '', io);
      else io.err(`${values.out === undefined ? await toLines(client, io) : await toFile(client, values.out)} cards`);
    } catch (error) {
      throw refusedBy(origin, error);
    }
    return 0;
  },
};

async function toFolder(client: Client, folder: string, io: Io): Promise<void> {
  const { baskets, products, files } = await exportBaskets(client, folder);
  io.out(`${files.baskets}: ${baskets} baskets of ${products} products, which are named in ${files.products}`);
  if (baskets > 0) io.out(`learn from them: gloss train next-item ${files.baskets} --out <folder>`);
}

async function* pages(client: Client): AsyncGenerator<LearningEvent[]> {
  for (let after: string | undefined; ; ) {
    const { events, next } = await client(listEvents, { limit: 1000, ...(after === undefined ? {} : { after }) });
    yield events;
    if (next === null) return;
    after = next;
  }
}

const lineOf = ({ features, values, ...event }: LearningEvent): string =>
  JSON.stringify({ ...event, features: Object.fromEntries(features.map((name, at) => [name, values[at] ?? 0])) });

async function toLines(client: Client, io: Io): Promise<number> {
  let count = 0;
  for await (const events of pages(client)) {
    for (const event of events) io.out(lineOf(event));
    count += events.length;
  }
  return count;
}

async function toFile(client: Client, file: string): Promise<number> {
  const stream = createWriteStream(file);
  let count = 0;
  for await (const events of pages(client)) {
    const text = events.map((event) => `${lineOf(event)}\n`).join('');
    if (text && !stream.write(text)) await once(stream, 'drain');
    count += events.length;
  }
  stream.end();
  await finished(stream);
  return count;
}
