import { eventIds } from '#shared/book/events.ts';
import { feeBpsAt } from '#shared/book/fee.ts';
import type { setTerms as setTermsEndpoint } from '#shared/contracts/books.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { brandOf, type Call } from '../base/call.ts';
import { openAnswer } from './answered.ts';
import { bookOf } from './book-of.ts';

export async function setTerms(call: Call, { terms, requestId }: In<typeof setTermsEndpoint>): Promise<Out<typeof setTermsEndpoint>> {
  const brandId = brandOf(call);
  const id = eventIds.terms(requestId);
  return openAnswer(
    await bookOf(call, brandId).setTerms(brandId, { type: 'terms.set', id, at: call.now, terms, feeBps: feeBpsAt(call.now) }),
  );
}
