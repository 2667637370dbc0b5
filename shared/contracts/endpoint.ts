/**
 * An endpoint, described once: the worker serves it, the clients are typed by it, OpenAPI is printed from it.
 * Plain data and zod, so that an extension can use it without a web framework in its bundle.
 */
import * as z from 'zod';
import type { RefusalCode } from '../errors.ts';

// The extension's content policy forbids compiling validators at run time.
z.config({ jitless: true });

export type Method = 'get' | 'post' | 'put' | 'delete';
/** Who may call. `anyone`: no session needed; `signature`: proven by the body's signature; the others by session or by a key of that tenant. */
export type Caller = 'anyone' | 'signature' | 'signed_in' | 'creator' | 'brand' | 'operator';
export const roles = ['owner', 'admin', 'finance', 'analyst'] as const;
export type Role = (typeof roles)[number];
export const scopes = ['catalogue:write', 'orders:read', 'books:read'] as const;
export type Scope = (typeof scopes)[number];

type Schema = z.ZodType;
export interface Endpoint<P extends Schema, Q extends Schema, B extends Schema, A extends Schema> {
  method: Method;
  /** With `{name}` for path parameters. */
  path: `/v1/${string}` | '/c/{token}';
  summary: string;
  callers: readonly Caller[];
  /** Roles within the caller's tenant; left out: all. */
  roles?: readonly Role[];
  /** The scope that an API key needs; left out: keys are refused. */
  scope?: Scope;
  params: P;
  query: Q;
  body: B;
  /** Left out for answers that are not JSON. */
  answer: A;
  /** What the answer is when it is not JSON. */
  answerType?: string;
  refusals: readonly RefusalCode[];
  /** 64 KiB unless told. */
  bodyBytesMax?: number;
}

export const nothing = z.strictObject({});
export const noBody = z.undefined();
type Parts<P extends Schema, Q extends Schema, B extends Schema, A extends Schema> = Omit<
  Endpoint<P, Q, B, A>,
  'params' | 'query' | 'body' | 'refusals'
> & {
  params?: P;
  query?: Q;
  body?: B;
  refusals?: readonly RefusalCode[];
};

export function endpoint<
  A extends Schema,
  P extends Schema = typeof nothing,
  Q extends Schema = typeof nothing,
  B extends Schema = typeof noBody,
>(parts: Parts<P, Q, B, A>): Endpoint<P, Q, B, A> {
  return {
    ...parts,
    params: parts.params ?? (nothing as unknown as P),
    query: parts.query ?? (nothing as unknown as Q),
    body: parts.body ?? (noBody as unknown as B),
    refusals: parts.refusals ?? [],
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the one place where endpoints of all shapes meet; each keeps its own types
export type AnyEndpoint = Endpoint<any, any, any, any>;
/** What a verb receives, parsed: path, query and body in one object. */
export type In<E extends AnyEndpoint> = Flat<z.output<E['params']>> & Flat<z.output<E['query']>> & Flat<z.output<E['body']>>;
/** What a caller hands over, before defaults. */
export type Ask<E extends AnyEndpoint> = Flat<z.input<E['params']>> & Flat<z.input<E['query']>> & Flat<z.input<E['body']>>;
export type Out<E extends AnyEndpoint> = z.output<E['answer']>;
/** An empty strict object infers as an index of `never`, which would forbid every other field. */
type Flat<T> = T extends undefined ? unknown : string extends keyof T ? unknown : T;

export const RefusalAnswer = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    facts: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string(),
  }),
});
