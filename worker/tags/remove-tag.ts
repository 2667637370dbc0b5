import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { removeTag as contract } from '#shared/contracts/tags.ts';
import { fail } from '#shared/errors.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { contentView } from './content-view.ts';
import { removeTagRow } from './store.ts';

export async function removeTag(call: Call, { tagId }: In<typeof contract>): Promise<Out<typeof contract>> {
  const contentId = await removeTagRow(call, creatorOf(call), tagId);
  return contentId === undefined ? fail('not_found', 'There is no such tag.') : contentView(call, contentId);
}
