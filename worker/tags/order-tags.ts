import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { orderTags as contract } from '#shared/contracts/tags.ts';
import { fail } from '#shared/errors.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { contentView } from './content-view.ts';
import { findContent, orderTagRows } from './store.ts';

export async function orderTags(call: Call, { contentId, tagIds }: In<typeof contract>): Promise<Out<typeof contract>> {
  if (!(await findContent(call, creatorOf(call), contentId))) return fail('not_found', 'There is no such content.');
  const isOnce = new Set(tagIds).size === tagIds.length;
  if (!isOnce || !(await orderTagRows(call, contentId, tagIds)))
    return fail('conflict', 'These are not all tags of this content, each once: it may have changed meanwhile.');
  return contentView(call, contentId);
}
