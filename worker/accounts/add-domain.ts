import type { addDomain as contract } from '#shared/contracts/accounts.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import { brandOf, type Call } from '../base/call.ts';
import { claimedHost } from './claim.ts';
import { domainView, newCode } from './claim-view.ts';
import { addDomainRow, claimsMax } from './store.ts';
import { assertHost } from './well-known.ts';

/** Claiming the same host again answers with the claim that is there. */
export async function addDomain(call: Call, { host }: In<typeof contract>): Promise<Out<typeof contract>> {
  const claimed = claimedHost(host);
  if (claimed === undefined) return fail('unprocessable', 'This is not a host. Give the name of the shop, such as shop.example.');
  assertHost(call, claimed);
  const row = await addDomainRow(call, {
    id: call.newId('dom'),
    brandId: brandOf(call),
    host: claimed,
    code: newCode(call.random),
    createdAt: call.now,
    verifiedAt: null,
  });
  if (!row) return fail('conflict', `An account may claim ${claimsMax} domains.`, { claimsMax });
  return domainView(call, row);
}
