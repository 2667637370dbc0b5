import { inForce } from '#shared/book/terms.ts';
import { earlierTermsMax, type getTerms as getTermsEndpoint } from '#shared/contracts/books.ts';
import type { Out } from '#shared/contracts/endpoint.ts';
import { brandOf, type Call } from '../base/call.ts';
import { bookOf } from './book-of.ts';

export async function getTerms(call: Call): Promise<Out<typeof getTermsEndpoint>> {
  const versions = await bookOf(call, brandOf(call)).newestTerms(earlierTermsMax + 1);
  const current = inForce(versions, call.now);
  const [newest] = versions;
  return {
    current: current ?? null,
    coming: newest && newest.from > call.now ? newest : null,
    // A version that was replaced before it began never counted.
    earlier: versions.filter((one) => current && one.version < current.version),
  };
}
