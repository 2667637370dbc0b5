/** `gloss export events`: what versions learn from, as lines of JSON. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { Client } from '#shared/client.ts';
import { type LearningEvent, listEvents } from '#shared/contracts/learning.ts';
import { callerOf, operatorHelp, operatorOptions, refusedBy } from './caller.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { originOf } from './origin.ts';

export const exportCommand: Command = {
  summary: 'writes what was seen, opened and ordered as training data, one card a line',
  help: [
    'gloss export events [--out <file>]',
    '',
    '--out <file>        where the lines go; stdout unless told',
    ...operatorHelp,
    '',
    'A line: { day, model, place, features: { name: value }, clicked, ordered }. Nothing in it says who looked, at which page or product.',
  ],
  async run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { ...operatorOptions, out: { type: 'string' } },
    });
    if (positionals.length !== 1 || positionals[0] !== 'events') throw new UsageError('say what to export: events');
    const origin = originOf(values.to);
    const client = await callerOf(origin, { operator: values.operator });
    try {
      const count = values.out === undefined ? await toLines(client, io) : await toFile(client, values.out);
      io.err(`${count} cards`);
    } catch (error) {
      throw refusedBy(origin, error);
    }
    return 0;
  },
};

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
