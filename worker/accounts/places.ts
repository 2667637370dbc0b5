/** Facts about people that rules against self-referral ask for. Only their answer leaves this room: never an address. */
import { plainEmail } from '#shared/email.ts';
import { sha256Hex } from '#shared/sha256.ts';
import type { Call } from '../base/call.ts';
import { visitorKeysKeptMs, visitorOf } from '../base/visitor.ts';
import { dropOldPlaces, emailsOf, keepPlace } from './store.ts';

export async function noteCreatorsPlace(call: Call, tokenHash: string): Promise<void> {
  const visitor = await visitorOf(call);
  if (visitor) await keepPlace(call, tokenHash, visitor.now.network, visitorKeysKeptMs);
}

export const forgetPlaces = (env: Call['env'], now: number): Promise<void> => dropOldPlaces(env, now - visitorKeysKeptMs);

/** Of these tenants the ones with a person of this address. */
export async function tenantsWithEmail(call: Call, tenantIds: readonly string[], emailSha256: string): Promise<Set<string>> {
  const found = new Set<string>();
  for (const { tenantId, email } of await emailsOf(call, tenantIds)) {
    // Shops that only lower the case before hashing are met half-way.
    const hashes = [plainEmail(email), email.trim().toLowerCase()].map(sha256Hex);
    if (hashes.includes(emailSha256)) found.add(tenantId);
  }
  return found;
}
