import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { listTaggedContents as contract } from '#shared/contracts/tags.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { pageOf, placeOf } from '../base/cursor.ts';
import { contentViews } from './content-view.ts';
import { listContentRows } from './store.ts';

export async function listContents(call: Call, { after, limit }: In<typeof contract>): Promise<Out<typeof contract>> {
  const found = await listContentRows(call, creatorOf(call), placeOf(after), limit + 1);
  const { page, next } = pageOf(found, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { contents: await contentViews(call, page), next };
}
