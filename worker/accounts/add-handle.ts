import { creatorKey } from '#shared/content-key.ts';
import type { addHandle as contract } from '#shared/contracts/accounts.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import { keyHash } from '#shared/presence.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { claimedHandle } from './claim.ts';
import { handleView, newCode } from './claim-view.ts';
import { addHandleRow, claimsMax } from './store.ts';
import { assertHost } from './well-known.ts';

/** Claiming the same handle again answers with the claim that is there. */
export async function addHandle(call: Call, { platform, handle }: In<typeof contract>): Promise<Out<typeof contract>> {
  const claimed = claimedHandle(platform, handle);
  if (!claimed)
    return fail('unprocessable', `This is not a handle on ${platform}. Give its name, such as @lina, or the address of the profile.`);
  if (platform === 'web') assertHost(call, claimed.handle);
  const handleRow = {
    id: call.newId('han'),
    creatorId: creatorOf(call),
    platform,
    handle: claimed.handle,
    handleKey: claimed.key,
    code: newCode(call.random),
    createdAt: call.now,
    verifiedAt: null,
  };
  const row = await addHandleRow(call, handleRow, keyHash(creatorKey(platform, claimed.key)));
  if (!row) return fail('conflict', `An account may claim ${claimsMax} handles.`, { claimsMax });
  return handleView(call, row);
}
