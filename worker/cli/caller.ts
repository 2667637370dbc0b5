/** How a command calls a worker: with a key, as the operator, or as anybody. */
import { CallRefused, type Client, makeClient } from '#shared/client.ts';
import * as accounts from '#shared/contracts/accounts.ts';

const defaultOperator = 'operator@demo.example';

/** Lines of help for commands that act as the operator. */
export const operatorHelp: readonly string[] = [
  '--to <origin>       the worker; else GLOSS_ORIGIN, else the local Gloss, else http://127.0.0.1:8787',
  `--operator <email>  signs in as the operator (${defaultOperator} unless told) of a Gloss on this machine;`,
  '                    elsewhere give the operator’s session cookie as GLOSS_SESSION',
];
export const operatorOptions = { to: { type: 'string' }, operator: { type: 'string', default: defaultOperator } } as const;

/** By key where one is given, else by the session in GLOSS_SESSION, else by a sign-in link, which only a Gloss on one machine shows. */
export async function callerOf(origin: string, { key, operator }: { key?: string | undefined; operator: string }): Promise<Client> {
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

export function clientOf(origin: string, headers: Readonly<Record<string, string>> = {}): Client {
  return makeClient(async ({ method, path, body }) =>
    fetch(origin + path, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
    }),
  );
}

export function refusedBy(origin: string, error: unknown): Error {
  if (!(error instanceof CallRefused)) return error instanceof Error ? error : new Error(String(error));
  if (error.code === 'offline') return new Error(`${origin} does not answer: start Gloss there with npm start, or name another with --to`);
  return new Error(`${origin} refused: ${error.message} (${error.code})`, { cause: error });
}
