/** A typed client made from the contracts alone: extension, console, command line and tests call the worker with it. */
import type { AnyEndpoint, Ask, Out } from './contracts/endpoint.ts';

export interface SentRequest {
  method: string;
  path: string;
  body: unknown;
}
export interface Received {
  status: number;
  json: () => Promise<unknown>;
}
/** How requests leave: `fetch` with an origin, credentials and headers of the caller's choosing. */
export type Send = (request: SentRequest) => Promise<Received>;

/** An answer that is a refusal; `code` is one of errors.ts, or `offline` when nothing answered. */
export class CallRefused extends Error {
  readonly code: string;
  readonly status: number;
  readonly facts: Readonly<Record<string, unknown>>;
  constructor(code: string, message: string, status: number, facts: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'CallRefused';
    this.code = code;
    this.status = status;
    this.facts = facts;
  }
}

export type Client = <E extends AnyEndpoint>(endpoint: E, ask: Ask<E>) => Promise<Out<E>>;

export function makeClient(send: Send): Client {
  return async (endpoint, ask) => {
    const request = requestOf(endpoint, ask as Readonly<Record<string, unknown>>);
    const received = await send(request).catch((error: unknown) => {
      throw new CallRefused('offline', error instanceof Error ? error.message : 'no answer', 0);
    });
    const body = await received.json().catch(() => undefined);
    if (received.status >= 200 && received.status < 300) return endpoint.answer.parse(body);
    throw refusalOf(body, received.status);
  };
}

export function requestOf(endpoint: AnyEndpoint, ask: Readonly<Record<string, unknown>>): SentRequest {
  const inPath = new Set<string>();
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    inPath.add(name);
    return encodeURIComponent(String(ask[name]));
  });
  const rest = Object.fromEntries(Object.entries(ask).filter(([name, value]) => !inPath.has(name) && value !== undefined));
  const method = endpoint.method.toUpperCase();
  if (method === 'POST' || method === 'PUT') return { method, path, body: Object.keys(rest).length > 0 ? rest : undefined };
  const query = new URLSearchParams(Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]))).toString();
  return { method, path: query ? `${path}?${query}` : path, body: undefined };
}

function refusalOf(body: unknown, status: number): CallRefused {
  const error = (body as { error?: { code?: unknown; message?: unknown; facts?: Record<string, unknown> } } | undefined)?.error;
  if (typeof error?.code === 'string') return new CallRefused(error.code, String(error.message ?? ''), status, error.facts ?? {});
  return new CallRefused('bad_answer', `The server answered ${status} in a form that is not ours.`, status);
}
