/**
 * Turns an endpoint and its verb into a route: reads the body within its limit, parses once, checks who may call, answers as the contract says.
 * A room's front door is a list of these.
 */
import type { Context, Hono } from 'hono';
import * as z from 'zod';
import type { AnyEndpoint, In, Out } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import type { Env } from '../env.ts';
import type { Call } from './call.ts';

const bodyBytesDefault = 64 * 1024;

export type Verb<E extends AnyEndpoint> = (call: Call, input: In<E>) => Promise<Out<E> | Response>;
export interface Served {
  endpoint: AnyEndpoint;
  run: (call: Call, input: unknown) => Promise<unknown>;
}
export type AppEnv = { Bindings: Env; Variables: { call: Call } };

/** Pairs a contract with its verb; the types of both must agree. */
export function serve<E extends AnyEndpoint>(endpoint: E, verb: Verb<E>): Served {
  return { endpoint, run: verb as Served['run'] };
}

export function mount(app: Hono<AppEnv>, served: Served, identify: (call: Call) => Promise<Call['actor']>): void {
  const { endpoint } = served;
  app.on(endpoint.method.toUpperCase(), endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (context) => {
    const call = context.get('call');
    if (!endpoint.callers.includes('anyone') && !endpoint.callers.includes('signature')) call.actor = await identify(call);
    authorize(call, endpoint);
    if (endpoint.method !== 'get') call.rawBody = await readBody(context.req.raw, endpoint.bodyBytesMax ?? bodyBytesDefault);
    const result = await served.run(call, parseInput(context, call, endpoint));
    return result instanceof Response ? withHeaders(result, call.answerHeaders) : answer(call, endpoint, result);
  });
}

function authorize(call: Call, endpoint: AnyEndpoint): void {
  const { callers, roles, scope } = endpoint;
  if (callers.includes('anyone') || callers.includes('signature')) return;
  const { actor } = call;
  if (actor.kind === 'nobody') fail('unauthenticated', 'Sign in first, or send an API key as `Authorization: Bearer …`.');
  if (!callers.includes('signed_in') && !callers.includes(actor.kind)) fail('forbidden', `This is for: ${callers.join(', ')}.`);
  if ('keyId' in actor) {
    if (!scope || !actor.scopes.includes(scope))
      fail('forbidden', scope ? `The key lacks the scope ${scope}.` : 'API keys are not accepted here.');
  } else if (roles && !roles.includes(actor.role)) {
    fail('forbidden', `This needs one of the roles: ${roles.join(', ')}.`);
  }
}

function parseInput(context: Context<AppEnv>, call: Call, endpoint: AnyEndpoint): unknown {
  const params = parse(endpoint.params, context.req.param(), 'path');
  const query = parse(endpoint.query, context.req.query(), 'query');
  const takesBody = !(endpoint.body instanceof z.ZodUndefined);
  // A signature is proven over the raw bytes first; the verb parses after that.
  if (!takesBody || endpoint.callers.includes('signature')) return { ...params, ...query };
  return { ...params, ...query, ...parse(endpoint.body, jsonOf(call), 'body') };
}

/** The body as JSON, with a refusal that says what is wrong. */
export function jsonOf(call: Call): unknown {
  const type = call.request.headers.get('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) fail('unsupported_media_type', 'Send JSON with `Content-Type: application/json`.');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(call.rawBody));
  } catch {
    return fail('invalid_request', 'The body is not valid JSON in UTF-8.');
  }
}

export function parse<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> & object {
  const result = schema.safeParse(value);
  if (result.success) return result.data as z.output<S> & object;
  const issues = result.error.issues.slice(0, 10).map((issue) => `${[where, ...issue.path].join('.')}: ${issue.message}`);
  return fail('invalid_request', issues.join('; '), { issues });
}

async function readBody(request: Request, bytesMax: number): Promise<Uint8Array> {
  const tooLarge = (): never => fail('too_large', `The body may have ${bytesMax} bytes.`, { bytesMax });
  const declared = request.headers.get('content-length');
  if (Number(declared ?? 0) > bytesMax) tooLarge();
  if (!request.body) return new Uint8Array();
  // A body that says how long it is comes in one piece, which costs a tenth of reading it chunk by chunk.
  if (declared !== null) {
    const whole = new Uint8Array(await request.arrayBuffer());
    return whole.byteLength > bytesMax ? tooLarge() : whole;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    size += chunk.byteLength;
    if (size > bytesMax) tooLarge();
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function answer(call: Call, endpoint: AnyEndpoint, result: unknown): Response {
  // Parsing what goes out keeps fields that are not in the contract from ever leaving.
  const body = JSON.stringify(endpoint.answer.parse(result));
  // One answer in one piece: around another one its body would become a stream.
  const headers = new Headers(call.answerHeaders);
  headers.set('Content-Type', 'application/json');
  return new Response(body, { headers });
}

function withHeaders(response: Response, headers: Headers): Response {
  const answer = new Response(response.body, response);
  for (const [name, value] of headers) answer.headers.append(name, value);
  return answer;
}
