import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { listCases as contract } from '#shared/contracts/integrity.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { pageOf, placeOf } from '../base/cursor.ts';
import { caseViews } from './case-view.ts';
import { casesOf } from './review-store.ts';

export async function listCases(call: Call, { after, limit }: In<typeof contract>): Promise<Out<typeof contract>> {
  const found = await casesOf(call.env, creatorOf(call), placeOf(after), limit + 1);
  const { page, next } = pageOf(found, limit, (row) => ({ at: row.placed_at, id: row.id }));
  return { cases: await caseViews(call, page), next };
}
