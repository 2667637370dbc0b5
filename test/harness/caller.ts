/** Raw answers of the worker for tests that look at status, cookies and headers, under a clock they set. */
import { createExecutionContext, env, SELF, waitOnExecutionContext } from 'cloudflare:test';
import { vi } from 'vitest';
import type { TenantKind } from '#shared/contracts/accounts.ts';
import { makeApp } from '#worker/app.ts';
import { type Call, clock, newIdAt, randomBytes } from '#worker/base/call.ts';
import { type Env, settingsOf } from '#worker/env.ts';

export const origin = 'https://gloss.test';

export const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  SELF.fetch(requestOf(method, path, body, headers));

export function requestOf(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Request {
  const address = path.startsWith('https://') ? path : `${origin}${path}`;
  if (body === undefined) return new Request(address, { method, headers });
  return new Request(address, { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
}

/** The same program under other settings, over the same database. */
export async function sendUnder(settings: Partial<Env>, request: Request): Promise<Response> {
  const context = createExecutionContext();
  const answer = await makeApp().fetch(request, { ...env, ...settings }, context);
  await waitOnExecutionContext(context);
  return answer;
}

/** Sets the program's clock until the test ends (`vi.restoreAllMocks`). */
export function setClock(nowMs: number): void {
  vi.spyOn(clock, 'now').mockReturnValue(nowMs);
}

/** What a verb gets, for verbs that rooms call without a request. */
export function aCall(nowMs: number = Date.now()): Call {
  return {
    env,
    settings: settingsOf(env),
    actor: { kind: 'nobody' },
    now: nowMs,
    requestId: newIdAt(nowMs, randomBytes)('req'),
    random: randomBytes,
    newId: newIdAt(nowMs, randomBytes),
    request: new Request(origin),
    rawBody: new Uint8Array(),
    answerHeaders: new Headers(),
    later: () => undefined,
  };
}

export const codeIn = (link: string): string => link.split('#code=')[1] ?? '';

/** The value of a cookie that an answer sets, as a browser sends it back. */
export const cookieIn = (answer: Response, name: string): string =>
  answer.headers
    .getSetCookie()
    .find((line) => line.startsWith(`${name}=`))
    ?.split(';')[0] ?? '';

export interface Person {
  email: string;
  cookie: string;
  tenant: { kind: TenantKind; id: string; name: string };
}

let people = 0;

/** A new tenant and its signed-in owner. */
export async function aPerson(kind: 'creator' | 'brand', name = `${kind} ${++people}`): Promise<Person> {
  const email = `${crypto.randomUUID()}@people.test`;
  const { link } = await (await send('POST', '/v1/accounts/sign-up', { kind, name, email })).json<{ link: string }>();
  return personWith(email, link);
}

let operator: Promise<Person> | undefined;
/** One sign-in for a whole file: an address may ask for five links an hour. */
export function theOperator(): Promise<Person> {
  operator ??= signInOperator();
  return operator;
}

async function signInOperator(): Promise<Person> {
  const email = 'operator@gloss.test';
  const { link } = await (await send('POST', '/v1/accounts/sign-in/request', { email })).json<{ link: string }>();
  return personWith(email, link);
}

async function personWith(email: string, link: string): Promise<Person> {
  const answer = await send('POST', '/v1/accounts/sign-in/confirm', { code: codeIn(link) });
  const cookie = cookieIn(answer, '__Host-gloss');
  const { tenant } = await (await send('GET', '/v1/accounts/me', undefined, { cookie })).json<Pick<Person, 'tenant'>>();
  return { email, cookie, tenant };
}
