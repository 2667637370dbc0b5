import type { proveInclusion as proveInclusionEndpoint } from '#shared/contracts/creators.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import { getBrands } from '../accounts/index.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { proofOf } from '../books/index.ts';

export async function proveInclusion(
  call: Call,
  { brandId, clickId, creditId }: In<typeof proveInclusionEndpoint>,
): Promise<Out<typeof proveInclusionEndpoint>> {
  const what =
    clickId !== undefined ? { clickId } : creditId !== undefined ? { creditId } : fail('invalid_request', 'Name a click or a credit.');
  // Asking the book of a brand that does not exist would make one.
  const [brand] = await getBrands(call, [brandId]);
  const answer = brand && (await proofOf(call, brandId, { ...what, creatorId: creatorOf(call) }));
  return answer ?? fail('not_found', "There is no such click or credit of yours in this brand's book.");
}
