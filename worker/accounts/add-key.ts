import { type addKey as contract, liveKeysMax } from '#shared/contracts/accounts.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { assert, fail } from '#shared/errors.ts';
import { brandOf, type Call } from '../base/call.ts';
import { hashOf, newApiKey } from './secrets.ts';
import { addKeyRow } from './store.ts';

export async function addKey(call: Call, { name, scopes }: In<typeof contract>): Promise<Out<typeof contract>> {
  assert('userId' in call.actor, 'keys are made by people');
  const { start, secret } = newApiKey(call.random);
  const key = { id: call.newId('key'), name, start, scopes: [...new Set(scopes)], createdAt: call.now, lastUsedAt: null, revokedAt: null };
  const added = await addKeyRow(call, { ...key, brandId: brandOf(call), secretHash: await hashOf(secret), createdBy: call.actor.userId });
  if (!added) return fail('conflict', `A brand may have ${liveKeysMax} live keys. Revoke one first.`, { liveKeysMax });
  return { key, secret };
}
