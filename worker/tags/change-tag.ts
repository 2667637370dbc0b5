import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { changeTag as contract } from '#shared/contracts/tags.ts';
import { fail } from '#shared/errors.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { contentView } from './content-view.ts';
import { changeTagRow } from './store.ts';

export async function changeTag(call: Call, { tagId, atSeconds, note }: In<typeof contract>): Promise<Out<typeof contract>> {
  const contentId = await changeTagRow(call, creatorOf(call), { id: tagId, atSeconds, note });
  return contentId === undefined ? fail('not_found', 'There is no such tag.') : contentView(call, contentId);
}
