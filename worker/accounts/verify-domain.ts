import type { verifyDomain as contract } from '#shared/contracts/accounts.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import { brandOf, type Call } from '../base/call.ts';
import { domainView } from './claim-view.ts';
import { approveDomainRow, findDomain } from './store.ts';
import { assertCodeAt } from './well-known.ts';

export async function verifyDomain(call: Call, { domainId }: In<typeof contract>): Promise<Out<typeof contract>> {
  const found = await findDomain(call, domainId);
  if (!found || found.brandId !== brandOf(call)) return fail('not_found', 'There is no such domain.');
  if (found.verifiedAt !== null) return domainView(call, found);
  await assertCodeAt(call, found.host, found.code);
  const row = await approveDomainRow(call, domainId, { what: 'domain.verified', reason: 'code found at the well-known address' });
  if (!row) return fail('conflict', 'Another brand has verified this domain. Write to the operator if it is yours.');
  return domainView(call, row);
}
