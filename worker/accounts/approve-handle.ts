import type { approveHandle as contract } from '#shared/contracts/accounts.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import type { Call } from '../base/call.ts';
import { handleView } from './claim-view.ts';
import { approveHandleRow, findHandle } from './store.ts';

export async function approveHandle(call: Call, { handleId, reason }: In<typeof contract>): Promise<Out<typeof contract>> {
  const found = await findHandle(call, handleId);
  if (!found) return fail('not_found', 'There is no such handle.');
  if (found.verifiedAt !== null) return handleView(call, found);
  const row = await approveHandleRow(call, handleId, { what: 'handle.approved', reason });
  if (!row) return fail('conflict', 'Another creator has verified this handle.');
  return handleView(call, row);
}
