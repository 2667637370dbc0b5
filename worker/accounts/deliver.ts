/** How a sign-in link reaches its person. A provider for mail is named here; until then production cannot send, and says so. */
import type { TenantKind } from '#shared/contracts/accounts.ts';
import { fail } from '#shared/errors.ts';
import type { Call } from '../base/call.ts';

export interface Letter {
  to: string;
  kind: TenantKind;
  link: string;
}

/** Called before anything is written, so that a link that cannot be sent is never made. */
export function assertDeliverable(call: Call): void {
  if (call.settings.ENVIRONMENT === 'production')
    fail('unavailable', 'Sign-in links cannot be sent: this installation has no mail provider yet. Its operator can set one up.');
}

/** On one machine the terminal is the letter box. */
export async function deliver(call: Call, letter: Letter): Promise<void> {
  if (call.settings.ENVIRONMENT === 'local') console.log(`sign-in link for ${letter.kind}: ${letter.link}`);
  await Promise.resolve();
}

/**
 * Whether the answer itself may carry the link: where no mail is sent, and only to this machine. A local server that was
 * opened to a network under another name keeps its links in the terminal.
 */
export function mayShowLink(call: Call): boolean {
  if (call.settings.ENVIRONMENT === 'production') return false;
  const { hostname } = new URL(call.request.url);
  return ['localhost', '127.0.0.1', '[::1]', new URL(call.settings.PUBLIC_ORIGIN).hostname].includes(hostname);
}
