import { type listRoots as listRootsEndpoint, rootsPageMax } from '#shared/contracts/books.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { brandOf, type Call } from '../base/call.ts';
import { bookOf } from './book-of.ts';

export async function listRoots(call: Call, { before }: In<typeof listRootsEndpoint>): Promise<Out<typeof listRootsEndpoint>> {
  const book = bookOf(call, brandOf(call));
  const [{ roots, waiting }, newestCheck] = await Promise.all([book.dayRoots(before ?? null, rootsPageMax + 1), book.selfCheck()]);
  const page = roots.slice(0, rootsPageMax);
  return { roots: page, next: roots.length > rootsPageMax ? (page.at(-1)?.day ?? null) : null, waiting, newestCheck };
}
