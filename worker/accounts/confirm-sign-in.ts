import type { confirmSignIn as contract } from '#shared/contracts/accounts.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import { dayMs, hourMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { browserCookie, cookieLine, cookieOf, sessionCookie } from './cookies.ts';
import { noteCreatorsPlace } from './places.ts';
import { hashOf, newSecret } from './secrets.ts';
import { limitNetwork } from './sign-in-link.ts';
import { findSignIn, spendSignIn } from './store.ts';

export const sessionMaxMs = 30 * dayMs;
export const sessionIdleMs = 12 * hourMs;

/** A link tried in another browser stays unspent, so that whoever forwards or scans it takes nothing from its owner. */
export async function confirmSignIn(call: Call, { code }: In<typeof contract>): Promise<Out<typeof contract>> {
  await limitNetwork(call, 'confirm-network');
  const token = newSecret(call.random);
  const mark = cookieOf(call.request, browserCookie);
  const before = cookieOf(call.request, sessionCookie);
  const tokenHash = await hashOf(token);
  const tenant = await spendSignIn(call, {
    codeHash: await hashOf(code),
    browserHash: mark === undefined ? null : await hashOf(mark),
    tokenHash,
    endedHash: before === undefined ? null : await hashOf(before),
  });
  if (!tenant) return explain(call, await hashOf(code));
  if (tenant === 'creator') await noteCreatorsPlace(call, tokenHash);
  call.answerHeaders.append('Set-Cookie', cookieLine(sessionCookie, token, sessionMaxMs));
  return { signedIn: true, tenant };
}

async function explain(call: Call, codeHash: string): Promise<never> {
  const found = await findSignIn(call, codeHash);
  if (found?.usedAt !== null && found !== undefined) return fail('gone', 'This link was used already. Ask for a new one.', { why: 'used' });
  if (!found || found.expiresAt <= call.now)
    return fail('gone', 'This link is over: it holds for 15 minutes. Ask for a new one.', { why: 'expired' });
  return fail('forbidden', 'This link was asked for in another browser. Open it there, or ask for a new one here.', {
    why: 'other_browser',
  });
}
