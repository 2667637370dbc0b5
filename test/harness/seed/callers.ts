/** Ways to call a worker over the network: signed in by a one-time link, with an API key, or as anyone. */
import { type Client, makeClient } from '#shared/client.ts';
import * as accounts from '#shared/contracts/accounts.ts';

export type Session = Client;

interface Person {
  kind: 'creator' | 'brand';
  name: string;
  email: string;
}

/** What a person's browser would say; robots are redirected but not counted. */
export const browserAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

export function clientOf(origin: string, headers: Readonly<Record<string, string>> = {}): Client {
  return makeClient(async ({ method, path, body }) =>
    fetch(origin + path, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
    }),
  );
}

export const withKey = (origin: string, key: string): Client => clientOf(origin, { authorization: `Bearer ${key}` });

/** Opens the account, or signs in where it is open already. */
export async function signIn(origin: string, { kind, name, email }: Person): Promise<Session> {
  const { link } = await clientOf(origin)(accounts.signUp, { kind, name, email });
  return confirmed(origin, link);
}

/** A fresh one-time link for somebody who has an account. */
export async function signInLink(origin: string, email: string): Promise<string> {
  const { link } = await clientOf(origin)(accounts.requestSignIn, { email });
  if (!link) throw new Error(`no sign-in link was given for ${email}`);
  return link;
}

/** Spends a one-time link. */
export async function confirmed(origin: string, link: string | undefined): Promise<Session> {
  const code = new URLSearchParams(new URL(link ?? '').hash.slice(1)).get('code') ?? '';
  const answer = await fetch(origin + accounts.confirmSignIn.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  if (!answer.ok || cookies.length === 0) throw new Error(`no session: ${answer.status} ${await answer.text()}`);
  return clientOf(origin, { cookie: cookies.join('; ') });
}
