/** `gloss rebuild read-models`: what lists show of the books, made again from the books of a running Gloss. */
import { parseArgs } from 'node:util';
import type { Client } from '#shared/client.ts';
import { rebuildReadModels } from '#shared/contracts/books.ts';
import { callerOf, operatorOptions, refusedBy } from './caller.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { originOf } from './origin.ts';

export const rebuildCommand: Command = {
  summary: 'makes what lists show of the books again, while they are read',
  help: [
    'gloss rebuild read-models [--to <origin>] [--key <key>] [--operator <email>]',
    '',
    '--to <origin>       the worker; else GLOSS_ORIGIN, else the local Gloss, else http://127.0.0.1:8787',
    "--key <key>         an API key with the scope books:read: only that brand's book; else GLOSS_KEY",
    `--operator <email>  without a key all books, as the operator (${operatorOptions.operator.default} unless told) of a Gloss on this machine;`,
    '                    elsewhere give the operator’s session cookie as GLOSS_SESSION',
    '',
    'Every row ends as its book says, rows that no book knows go, and nobody sees an empty list meanwhile. It may be broken off and begun anew.',
  ],
  async run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { ...operatorOptions, key: { type: 'string' } },
    });
    if (positionals.length !== 1 || positionals[0] !== 'read-models') throw new UsageError('say what to rebuild: read-models');
    const origin = originOf(values.to);
    const client = await callerOf(origin, { key: values.key ?? process.env['GLOSS_KEY'], operator: values.operator });
    await rebuild(client, origin, io);
    return 0;
  },
};

async function rebuild(client: Client, origin: string, io: Io): Promise<void> {
  const told = new Map<string, number>();
  try {
    for (let after: string | null = null; ; ) {
      const page: { brandId: string | null; told: number; next: string | null } = await client(rebuildReadModels, { after });
      if (page.brandId) told.set(page.brandId, (told.get(page.brandId) ?? 0) + page.told);
      if (page.next === null) break;
      after = page.next;
    }
  } catch (error) {
    throw refusedBy(origin, error);
  }
  for (const [brandId, count] of told) io.out(`${brandId}  ${count} told again`);
  const all = [...told.values()].reduce((sum, count) => sum + count, 0);
  io.out(`${told.size === 1 ? '1 book' : `${told.size} books`}, ${all} orders and terms told again: lists show what the books say.`);
}
