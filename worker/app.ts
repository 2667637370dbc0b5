/** Mounts the rooms, asks accounts who calls, gives the one error answer. */
import { Hono } from 'hono';
import { Refusal, refusals } from '#shared/errors.ts';
import { makeId } from '#shared/ids.ts';
import { identify } from './accounts/index.ts';
import { type Actor, type Call, clock, newIdAt, randomBytes } from './base/call.ts';
import { health } from './base/health.ts';
import { errorKind, log } from './base/log.ts';
import { openApi } from './base/openapi.ts';
import { crossSite, secureHeaders } from './base/protect.ts';
import { type AppEnv, mount, type Served } from './base/serve.ts';
import { settingsOf } from './env.ts';
import { rooms } from './rooms.ts';

export function makeApp(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(async (context, next) => {
    context.set(
      'call',
      makeCall(context.req.raw, context.env, (work) => context.executionCtx.waitUntil(work)),
    );
    crossSite(context.get('call'));
    await next();
    secureHeaders(context.res.headers, context.get('call'));
  });
  for (const served of servedEndpoints) mount(app, served, identify);
  let description: object | undefined;
  app.get('/v1/openapi.json', (context) => {
    const endpoints = servedEndpoints.map(({ endpoint }) => endpoint);
    description ??= openApi(endpoints, context.get('call').settings.PUBLIC_ORIGIN);
    return context.json(description);
  });
  app.notFound((context) => errorAnswer(context.get('call'), new Refusal('not_found', 'There is nothing here.')));
  app.onError((error, context) => errorAnswer(context.get('call'), error));
  return app;
}

export const servedEndpoints: readonly Served[] = [...health, ...rooms.flat()];

function makeCall(request: Request, env: AppEnv['Bindings'], later: (work: Promise<unknown>) => void): Call {
  const now = clock.now();
  const nobody: Actor = { kind: 'nobody' };
  return {
    env,
    settings: settingsOf(env),
    actor: nobody,
    now,
    requestId: makeId('req', now, randomBytes),
    random: randomBytes,
    newId: newIdAt(now, randomBytes),
    request,
    rawBody: new Uint8Array(),
    answerHeaders: new Headers(),
    later,
  };
}

function errorAnswer(call: Call, error: unknown): Response {
  const refusal =
    error instanceof Refusal ? error : new Refusal('internal', 'Something went wrong here. It is logged under this request id.');
  if (refusal.code === 'internal')
    log('request.failed', {
      requestId: call.requestId,
      route: new URL(call.request.url).pathname.split('/').slice(0, 4).join('/'),
      error: errorKind(error),
    });
  const hasFacts = Object.keys(refusal.facts).length > 0;
  const body = {
    error: { code: refusal.code, message: refusal.message, ...(hasFacts ? { facts: refusal.facts } : {}), requestId: call.requestId },
  };
  const answer = Response.json(body, { status: refusals[refusal.code] });
  if (refusal.code === 'rate_limited') answer.headers.set('Retry-After', String(refusal.facts['retryAfterSeconds'] ?? 60));
  return answer;
}
