/** `gloss rebuild read-models`: what lists show of the books, made again from the books of a running Gloss. */
import { parseArgs } from 'node:util';
import { CallRefused, type Client, makeClient } from '#shared/client.ts';
import * as accounts from '#shared/contracts/accounts.ts';
import { rebuildReadModels } from '#shared/contracts/books.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { originOf } from './origin.ts';

const defaultOperator = 'operator@demo.example';

export const rebuildCommand: Command = {
  summary: 'makes what lists show of the books again, while they are read',
  help: [
    'gloss rebuild read-models [--to <origin>] [--key <key>] [--operator <email>]',
    '',
    '--to <origin>       the worker; else GLOSS_ORIGIN, else the local Gloss, else http://127.0.0.1:8787',
    "--key <key>         an API key with the scope books:read: only that brand's book; else GLOSS_KEY",
    `--operator <email>  without a key all books, as the operator (${defaultOperator} unless told) of a Gloss on this machine;`,
    '                    elsewhere give the operator’s session cookie as GLOSS_SESSION',
    '',
    'Every row ends as its book says, rows that no book knows go, and nobody sees an empty list meanwhile. It may be broken off and begun anew.',
  ],
  async run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { to: { type: 'string' }, key: { type: 'string' }, operator: { type: 'string', default: defaultOperator } },
    });
    if (positionals.length !== 1 || positionals[0] !== 'read-models') throw new UsageError('say what to rebuild: read-models');
    const origin = originOf(values.to);
    const client = await callerOf(origin, values.key ?? process.env['GLOSS_KEY'], values.operator);
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

async function callerOf(origin: string, key: string | undefined, operator: string): Promise<Client> {
  if (key !== undefined) return clientOf(origin, { authorization: `Bearer ${key}` });
  const session = process.env['GLOSS_SESSION'];
  if (session !== undefined) return clientOf(origin, { cookie: `__Host-gloss=${session}` });
  try {
    const { link } = await clientOf(origin)(accounts.requestSignIn, { email: operator });
    const code = new URLSearchParams(URL.parse(link ?? '')?.hash.slice(1)).get('code');
    if (code === null) throw new Error(`${origin} shows no sign-in link for ${operator}: give --key, or GLOSS_SESSION`);
    return clientOf(origin, { cookie: await sessionOf(origin, code) });
  } catch (error) {
    throw refusedBy(origin, error);
  }
}

/** The typed client reads no headers, and the session is one. */
async function sessionOf(origin: string, code: string): Promise<string> {
  const answer = await fetch(origin + accounts.confirmSignIn.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  if (!answer.ok) throw new Error(`${origin} refused the sign-in: ${answer.status}`);
  return cookies.join('; ');
}

function clientOf(origin: string, headers: Readonly<Record<string, string>> = {}): Client {
  return makeClient(async ({ method, path, body }) =>
    fetch(origin + path, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
    }),
  );
}

function refusedBy(origin: string, error: unknown): Error {
  if (!(error instanceof CallRefused)) return error instanceof Error ? error : new Error(String(error));
  if (error.code === 'offline') return new Error(`${origin} does not answer: start Gloss there with npm start, or name another with --to`);
  return new Error(`${origin} refused: ${error.message} (${error.code})`, { cause: error });
}
