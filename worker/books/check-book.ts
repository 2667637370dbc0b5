import type { checkBook as checkBookEndpoint } from '#shared/contracts/books.ts';
import type { Out } from '#shared/contracts/endpoint.ts';
import { brandOf, type Call } from '../base/call.ts';
import { bookOf } from './book-of.ts';

export async function checkBook(call: Call): Promise<Out<typeof checkBookEndpoint>> {
  const brandId = brandOf(call);
  const { events, rootHash, differences } = await bookOf(call, brandId).check(brandId);
  return { events, rootHash, differences };
}
