/** Whether what was to be told later still holds when its time has come. */
import { willBegin } from '#shared/book/terms-notice.ts';
import type { Id } from '#shared/ids.ts';
import { termsBeginnings } from '../clicks/index.ts';
import type { Env } from '../env.ts';

export async function isStillTrue(env: Env, { type, body }: { type: string; body: string }): Promise<boolean> {
  if (type !== 'terms.cut_near') return true;
  const { data } = JSON.parse(body) as { data: { brandId: Id<'brd'>; version: number } };
  return willBegin(await termsBeginnings(env, data.brandId), data.version);
}
