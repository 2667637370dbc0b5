/** How claims are told to people: with the code, and where to put it. */
import type { Domain, Handle } from '#shared/contracts/accounts.ts';
import type { RandomBytes } from '#shared/ids.ts';
import type { Call } from '../base/call.ts';
import type { DomainRow, HandleRow } from './store.ts';
import { wellKnownOf } from './well-known.ts';

/** 80 bits in letters that are hard to mistake. Public by its nature: it proves nothing until it is found at its place. */
export function newCode(random: RandomBytes): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return `gloss-${[...random(16)].map((byte) => letters.charAt(byte % letters.length)).join('')}`;
}

export function handleView(call: Call, { id, platform, handle, code, verifiedAt }: HandleRow): Handle {
  const evidence = platform === 'web' ? wellKnownOf(call, handle) : `the description of ${handle} on ${platform}`;
  return { id, platform, handle, code, evidence, verifiedAt };
}

export function domainView(call: Call, { id, host, code, verifiedAt }: DomainRow): Domain {
  return { id, host, code, evidence: wellKnownOf(call, host), verifiedAt };
}
