import type { verifyHandle as contract } from '#shared/contracts/accounts.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { handleView } from './claim-view.ts';
import { approveHandleRow, findHandle } from './store.ts';
import { assertCodeAt } from './well-known.ts';

/** Only sites can be read by the program; on platforms a person looks, because their pages are not for machines. */
export async function verifyHandle(call: Call, { handleId }: In<typeof contract>): Promise<Out<typeof contract>> {
  const found = await findHandle(call, handleId);
  if (!found || found.creatorId !== creatorOf(call)) return fail('not_found', 'There is no such handle.');
  if (found.verifiedAt !== null) return handleView(call, found);
  if (found.platform !== 'web')
    return fail('unprocessable', `Put ${found.code} into the description of your profile. The operator looks there and then approves.`, {
      waitsFor: 'operator',
    });
  await assertCodeAt(call, found.handle, found.code);
  const row = await approveHandleRow(call, handleId, { what: 'handle.verified', reason: 'code found at the well-known address' });
  if (!row) return fail('conflict', 'Another creator has verified this handle. Write to the operator if it is yours.');
  return handleView(call, row);
}
