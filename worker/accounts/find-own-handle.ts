import type { Id } from '#shared/ids.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { findHandle, type HandleRow } from './store.ts';

export type OwnHandle = Pick<HandleRow, 'id' | 'platform' | 'handle' | 'handleKey' | 'verifiedAt'>;

/** A handle that the calling creator claimed, proven or not; undefined for any other. */
export async function findOwnHandle(call: Call, id: Id<'han'>): Promise<OwnHandle | undefined> {
  const found = await findHandle(call, id);
  return found?.creatorId === creatorOf(call) ? found : undefined;
}
