import type { listClaims as contract } from '#shared/contracts/accounts.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { Call } from '../base/call.ts';
import { pageOf, placeOf } from '../base/cursor.ts';
import { domainView, handleView } from './claim-view.ts';
import { waitingDomains, waitingHandles } from './store.ts';

export async function listClaims(call: Call, { kind, after, limit }: In<typeof contract>): Promise<Out<typeof contract>> {
  const place = placeOf(after);
  if (kind === 'handle') {
    const { page, next } = pageOf(await waitingHandles(call, place, limit + 1), limit, ({ createdAt: at, id }) => ({ at, id }));
    return {
      claims: page.map((row) => ({ kind, claimedBy: row.claimedBy, claimedAt: row.createdAt, claim: handleView(call, row) })),
      next,
    };
  }
  const { page, next } = pageOf(await waitingDomains(call, place, limit + 1), limit, ({ createdAt: at, id }) => ({ at, id }));
  return {
    claims: page.map((row) => ({ kind, claimedBy: row.claimedBy, claimedAt: row.createdAt, claim: domainView(call, row) })),
    next,
  };
}
