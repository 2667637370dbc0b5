/** How the console asks the worker: same origin, the session's cookie, and one place that notices that a session is over. */
import { signal } from '@preact/signals';
import { CallRefused, type Client, makeClient } from '#shared/client.ts';
import type { AnyEndpoint, Ask, Out } from '#shared/contracts/endpoint.ts';

/** Set when an answer says that nobody is signed in; the app then shows the way back in. */
export const sessionOver = signal(false);
export const offline = signal(false);

const client: Client = makeClient(async ({ method, path, body }) =>
  fetch(path, {
    method,
    credentials: 'same-origin',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }),
);

export async function call<E extends AnyEndpoint>(endpoint: E, ask: Ask<E>): Promise<Out<E>> {
  try {
    const answer = await client(endpoint, ask);
    offline.value = false;
    return answer;
  } catch (error) {
    const { code } = troubleOf(error);
    offline.value = code === 'offline';
    if (code === 'unauthenticated') sessionOver.value = true;
    throw error;
  }
}

/** Why something could not be done, as far as people need to know it. */
export interface Trouble {
  code: string;
  facts: Readonly<Record<string, unknown>>;
}

export function troubleOf(error: unknown): Trouble {
  if (error instanceof CallRefused) return { code: error.code, facts: error.facts };
  console.error(error);
  return { code: 'other', facts: {} };
}
