import type { revokeKey as contract } from '#shared/contracts/accounts.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import { brandOf, type Call } from '../base/call.ts';
import { keyView } from './key-view.ts';
import { revokeKeyRow } from './store.ts';

/** Revoking a revoked key changes nothing. */
export async function revokeKey(call: Call, { keyId }: In<typeof contract>): Promise<Out<typeof contract>> {
  const row = await revokeKeyRow(call, brandOf(call), keyId);
  return row ? keyView(row) : fail('not_found', 'There is no such key.');
}
