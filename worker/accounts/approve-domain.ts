import type { approveDomain as contract } from '#shared/contracts/accounts.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import type { Call } from '../base/call.ts';
import { domainView } from './claim-view.ts';
import { approveDomainRow, findDomain } from './store.ts';

export async function approveDomain(call: Call, { domainId, reason }: In<typeof contract>): Promise<Out<typeof contract>> {
  const found = await findDomain(call, domainId);
  if (!found) return fail('not_found', 'There is no such domain.');
  if (found.verifiedAt !== null) return domainView(call, found);
  const row = await approveDomainRow(call, domainId, { what: 'domain.approved', reason });
  if (!row) return fail('conflict', 'Another brand has verified this domain.');
  return domainView(call, row);
}
