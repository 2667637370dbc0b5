import type { Id } from '#shared/ids.ts';
import { handleKey, type Platform } from '#shared/platforms.ts';
import type { Call } from '../base/call.ts';
import type { Question } from '../base/sql.ts';
import { ownerAsked } from './store.ts';

export interface NamedCreator {
  id: Id<'crt'>;
  name: string;
}
export interface CreatorOnPage {
  platform: Platform;
  handle?: string | undefined;
  /** The platform's own id, such as a YouTube channel's `UC…`. */
  id?: string | undefined;
}

/** The creator who has proven to own the handle or id; unverified claims do not count. The id decides where both name someone. */
export function creatorAsked(call: Call, { platform, handle, id }: CreatorOnPage): Question<NamedCreator | undefined> {
  const keys = [id, handle].filter((name) => name !== undefined && name !== '').map((name) => handleKey(platform, name as string));
  return ownerAsked(call, platform, keys);
}
