import { earlierTermsMax, type getTerms as getTermsEndpoint } from '#shared/contracts/books.ts';
import type { Out } from '#shared/contracts/endpoint.ts';
import { brandOf, type Call } from '../base/call.ts';
import { bookOf } from './book-of.ts';

export async function getTerms(call: Call): Promise<Out<typeof getTermsEndpoint>> {
  const [current, ...earlier] = await bookOf(call, brandOf(call)).newestTerms(earlierTermsMax + 1);
  return { current: current ?? null, earlier };
}
