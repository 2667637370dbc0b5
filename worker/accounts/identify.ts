import { fail } from '#shared/errors.ts';
import { minuteMs } from '#shared/time.ts';
import type { Actor, Call } from '../base/call.ts';
import { sessionIdleMs, sessionMaxMs } from './confirm-sign-in.ts';
import { cookieOf, sessionCookie } from './cookies.ts';
import { noteCreatorsPlace } from './places.ts';
import { hashOf, sameHash, startOf } from './secrets.ts';
import { isOperator } from './sign-in-link.ts';
import { findKey, findSession, touchKey, touchSession, type UserRow } from './store.ts';

/** A use is written down at most this often; 12 h of idleness need no better. */
const touchMs = 5 * minuteMs;

/** Who calls: by API key where one is sent, else by session, else nobody. A key that is not valid is refused; a session that is over is nobody. */
export async function identify(call: Call): Promise<Actor> {
  const authorization = call.request.headers.get('authorization');
  if (authorization !== null) return byKey(call, authorization);
  const token = cookieOf(call.request, sessionCookie);
  return token === undefined ? { kind: 'nobody' } : bySession(call, await hashOf(token));
}

async function byKey(call: Call, authorization: string): Promise<Actor> {
  const apiKey = /^Bearer (\S{1,100})$/i.exec(authorization)?.[1] ?? '';
  const start = startOf(apiKey);
  const key = start === undefined ? undefined : await findKey(call, start);
  if (!key || !sameHash(await hashOf(apiKey), key.secretHash) || key.revokedAt !== null)
    return fail('unauthenticated', 'This API key is not known or was revoked.');
  if (call.now - (key.lastUsedAt ?? 0) >= touchMs) call.later(touchKey(call, key.id));
  return { kind: 'brand', id: key.brandId, keyId: key.id, scopes: key.scopes };
}

async function bySession(call: Call, tokenHash: string): Promise<Actor> {
  const session = await findSession(call, tokenHash);
  if (!session || session.endedAt !== null) return { kind: 'nobody' };
  if (call.now >= session.createdAt + sessionMaxMs || call.now >= session.seenAt + sessionIdleMs) return { kind: 'nobody' };
  if (call.now - session.seenAt >= touchMs) {
    await touchSession(call, tokenHash);
    if (session.user.tenant.kind === 'creator') await noteCreatorsPlace(call, tokenHash);
  }
  return actorOf(call, session.user, session.createdAt);
}

function actorOf(call: Call, user: UserRow, signedInAt: number): Actor {
  const person = { userId: user.id, role: user.role, signedInAt };
  if (user.tenant.kind === 'creator') return { ...user.tenant, ...person };
  if (user.tenant.kind === 'brand') return { ...user.tenant, ...person };
  // The setting decides at every call, so that a former operator is nobody at once.
  return isOperator(call, user.email) ? { ...user.tenant, ...person } : { kind: 'nobody' };
}
