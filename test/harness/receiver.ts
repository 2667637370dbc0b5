/** The other side of webhooks out, scripted: what it answers, and everything it was sent, proven with the package of the standard. */
import { env, evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import type { Id } from '#shared/ids.ts';
import { clock } from '#worker/base/call.ts';
import type { CourierStub } from '#worker/webhooks/courier-of.ts';

export interface Received {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** By the program's clock. */
  at: number;
}
export type Answer = (request: Received, init: RequestInit) => Response | Promise<Response>;

export interface Receiver {
  received: Received[];
  /** What it answers from now on. */
  answers: (answer: Answer) => void;
}

/** Takes the place of everything outside. Ends with `vi.restoreAllMocks`. */
export function aReceiver(first: Answer = () => new Response(null, { status: 204 })): Receiver {
  const received: Received[] = [];
  let answer = first;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init = {}) => {
    const request = {
      url: String(input instanceof Request ? input.url : input),
      headers: Object.fromEntries(new Headers(init.headers as HeadersInit)),
      body: String(init.body),
      at: clock.now(),
    };
    received.push(request);
    return answer(request, init as RequestInit);
  });
  return {
    received,
    answers: (next) => {
      answer = next;
    },
  };
}

export const answering =
  (status: number, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(status === 204 ? null : 'said', { status, headers });

/** What the standard's own package makes of it at that time; throws when it does not believe it. */
export function verified(secret: string, { headers, body }: Pick<Received, 'headers' | 'body'>, at: number): unknown {
  vi.useFakeTimers({ toFake: ['Date'], now: at });
  try {
    return new Webhook(secret).verify(body, headers);
  } finally {
    vi.useRealTimers();
  }
}

export interface CourierInWorkerd {
  readonly stub: DurableObjectStub & CourierStub;
  /** Rings the alarm now. @returns whether one was set */
  ring: () => Promise<boolean>;
  /** Tears the instance down when it rests; the storage stays. */
  evict: () => Promise<void>;
  /** Ends the instance wherever it is. */
  kill: () => Promise<void>;
  rows: (query: string) => Promise<Record<string, SqlStorageValue>[]>;
  /** When it rings next, on the system's timeline. */
  alarmAt: () => Promise<number | null>;
}

export function theCourier(endpointId: Id<'hok'>): CourierInWorkerd {
  // A stub of an instance that was killed is broken: so a fresh one each time.
  const stub = () => env.COURIER.get(env.COURIER.idFromName(endpointId)) as DurableObjectStub & CourierStub;
  return {
    get stub() {
      return stub();
    },
    ring: () => runDurableObjectAlarm(stub()),
    evict: () => evictDurableObject(stub()),
    kill: () => runInDurableObject(stub(), (_, state) => state.abort('killed')).catch(() => undefined),
    rows: (query) => runInDurableObject(stub(), (_, state) => state.storage.sql.exec(query).toArray()),
    alarmAt: () => runInDurableObject(stub(), (_, state) => state.storage.getAlarm()),
  };
}
