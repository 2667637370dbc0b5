import type { getTerms as getTermsEndpoint } from '#shared/contracts/books.ts';
import type { Out } from '#shared/contracts/endpoint.ts';
import { brandOf, type Call } from '../base/call.ts';
import { bookOf } from './book-of.ts';

export async function getTerms(call: Call): Promise<Out<typeof getTermsEndpoint>> {
  return { current: await bookOf(call, brandOf(call)).findTerms() };
}
