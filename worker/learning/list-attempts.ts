import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { listAttempts as contract } from '#shared/contracts/learning.ts';
import type { Call } from '../base/call.ts';
import { pageOf, placeOf } from '../base/cursor.ts';
import { listAttemptRows } from './store.ts';

export async function listAttempts(call: Call, { after, limit }: In<typeof contract>): Promise<Out<typeof contract>> {
  const { page, next } = pageOf(await listAttemptRows(call.env, placeOf(after), limit + 1), limit, ({ at, id }) => ({ at, id }));
  return { attempts: page, next };
}
