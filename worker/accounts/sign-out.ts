import type { signOut as contract } from '#shared/contracts/accounts.ts';
import type { Out } from '#shared/contracts/endpoint.ts';
import type { Call } from '../base/call.ts';
import { cookieLine, cookieOf, sessionCookie } from './cookies.ts';
import { hashOf } from './secrets.ts';
import { endSession } from './store.ts';

export async function signOut(call: Call): Promise<Out<typeof contract>> {
  const token = cookieOf(call.request, sessionCookie);
  if (token !== undefined) await endSession(call, await hashOf(token));
  call.answerHeaders.append('Set-Cookie', cookieLine(sessionCookie, '', 0));
  return { signedOut: true };
}
