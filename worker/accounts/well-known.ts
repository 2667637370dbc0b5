/** Proof of owning a host: a file that only its owner can put there. */
import { fail } from '#shared/errors.ts';
import type { Call } from '../base/call.ts';
import { fetchOutbound, outboundUrl } from '../base/outbound.ts';
import { isLocalHost } from '../env.ts';

const bytesMax = 64 * 1024;

export const wellKnownOf = (call: Call, host: string): string =>
  `${isLocalHost(call.settings, host) ? 'http' : 'https'}://${host}/.well-known/gloss.txt`;

/** Refuses hosts that the program may not reach: what cannot be proven cannot be claimed. */
export function assertHost(call: Call, host: string): void {
  outboundUrl(call.settings, wellKnownOf(call, host));
}

/** Refuses unless the file has the code, alone or among other words. A redirect may only add or drop `www.`: others could be anyone's. */
export async function assertCodeAt(call: Call, host: string, code: string): Promise<void> {
  const bare = (name: string): string => name.replace(/^www\./, '');
  const address = wellKnownOf(call, host);
  const found = await fetchOutbound(call.settings, { address, bytesMax, mayFollow: (to) => bare(to.host) === bare(host) });
  if (found.status !== 200)
    fail('unprocessable', `${address} answered ${found.status}. Put the code into that file and try again.`, { status: found.status });
  const words = new TextDecoder().decode(found.body).split(/\s+/);
  if (!words.includes(code)) fail('unprocessable', `${address} does not have the code ${code}. Put it on a line of its own.`, { code });
}
