/** Makes a one-time link, binds it to the browser that asks, and has it delivered after the answer. */
import { hourMs, minuteMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { aliasOf } from '../base/derived.ts';
import { limit } from '../base/rate-limit.ts';
import { isThisMachine, networkOf } from '../base/visitor.ts';
import { browserCookie, cookieLine, cookieOf } from './cookies.ts';
import { assertDeliverable, deliver, mayShowLink } from './deliver.ts';
import { hashOf, newSecret } from './secrets.ts';
import { addSignIn, type NewTenant } from './store.ts';

const linkTtlMs = 15 * minuteMs;
const perAddressMax = 5;
/** A developer starts the program more often than anyone signs in. */
const perAddressLocalMax = 200;
const perNetworkMax = 60;

/**
 * The same work and the same answer whether the address is known or not.
 * @param tenant is opened when the address is new; left out: nothing is opened.
 */
export async function sendLink(call: Call, email: string, tenant?: NewTenant): Promise<{ sent: true; link?: string }> {
  assertDeliverable(call);
  const address = email.toLowerCase();
  await limitNetwork(call, 'sign-in-network');
  await limitAddress(call, address);
  const code = newSecret(call.random);
  const kind = await addSignIn(call, {
    email: address,
    tenant: isOperator(call, address) ? operatorTenant : tenant,
    codeHash: await hashOf(code),
    browserHash: await bindBrowser(call),
    expiresAt: call.now + linkTtlMs,
  });
  const link = `${call.settings.PUBLIC_ORIGIN}/sign-in#code=${code}`;
  if (kind) call.later(deliver(call, { to: address, kind, link }));
  return kind && mayShowLink(call) ? { sent: true, link } : { sent: true };
}

/** Spends one try of the caller's network; the machine's own programs have none. */
export async function limitNetwork(call: Call, what: string): Promise<void> {
  const address = call.request.headers.get('cf-connecting-ip');
  if (!address || isThisMachine(address)) return;
  const whom = await aliasOf(call.settings, 'network', networkOf(address));
  await limit(call, { what, whom, timesMax: perNetworkMax, windowMs: hourMs });
}

export const isOperator = (call: Call, address: string): boolean => address === call.settings.OPERATOR_EMAIL?.toLowerCase();

const operatorTenant: NewTenant = { kind: 'operator', id: 'operator', name: 'Operator' };

async function limitAddress(call: Call, address: string): Promise<void> {
  const timesMax = call.settings.ENVIRONMENT === 'local' ? perAddressLocalMax : perAddressMax;
  const whom = await aliasOf(call.settings, 'address', address);
  await limit(call, { what: 'sign-in-address', whom, timesMax, windowMs: hourMs });
}

/**
 * Browsers name the site of a request by themselves (`Sec-Fetch-Site`) and get a mark that the link then needs. Programs
 * without it (the start script, tests) get links for any browser, but never in production.
 */
async function bindBrowser(call: Call): Promise<string | null> {
  const fromBrowser = call.request.headers.has('sec-fetch-site');
  if (!fromBrowser && call.settings.ENVIRONMENT !== 'production') return null;
  const mark = cookieOf(call.request, browserCookie) ?? newSecret(call.random);
  call.answerHeaders.append('Set-Cookie', cookieLine(browserCookie, mark, linkTtlMs));
  return hashOf(mark);
}
