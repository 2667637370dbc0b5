import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { listHeld as contract } from '#shared/contracts/integrity.ts';
import type { Id } from '#shared/ids.ts';
import type { Call } from '../base/call.ts';
import { type Place, pageOf, placeOf } from '../base/cursor.ts';
import { heldViews } from './case-view.ts';
import { appealedCredits, type CreditRow, countWaiting, decidedCredits, waitingCredits } from './review-store.ts';
import { reviewerOf } from './reviewer.ts';

type Queue = In<typeof contract>['queue'];

export async function listHeld(call: Call, { queue, after, limit }: In<typeof contract>): Promise<Out<typeof contract>> {
  const { brandId } = reviewerOf(call);
  const [found, waiting] = await Promise.all([queued(call, queue, brandId, placeOf(after), limit + 1), countWaiting(call.env, brandId)]);
  const { page, next } = pageOf(found, limit, ({ at, row }) => ({ at, id: row.id }));
  return {
    credits: await heldViews(
      call,
      page.map(({ row }) => row),
    ),
    next,
    waiting,
  };
}

async function queued(
  call: Call,
  queue: Queue,
  brandId: Id<'brd'> | null,
  after: Place | undefined,
  limit: number,
): Promise<{ at: number; row: CreditRow }[]> {
  if (queue === 'open') return (await waitingCredits(call.env, brandId, after, limit)).map((row) => ({ at: row.placed_at, row }));
  const listed = queue === 'appeals' ? appealedCredits : decidedCredits;
  return (await listed(call.env, brandId, after, limit)).map((row) => ({ at: row.listed_at, row }));
}
