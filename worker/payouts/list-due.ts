import { threeBalances } from '#shared/book/standing.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { BookHealth, listDue as contract } from '#shared/contracts/payouts.ts';
import type { Id } from '#shared/ids.ts';
import { brandOf, type Call } from '../base/call.ts';
import { dueBalances, isDue, selfCheckOf, type Whose } from '../books/index.ts';
import { namesOf } from './names.ts';

export async function listDue(call: Call, { after, limit }: In<typeof contract>): Promise<Out<typeof contract>> {
  const brandId = brandOf(call);
  const [found, health] = await Promise.all([dueBalances(call, brandId, placeOf(after), limit + 1), healthOf(call, brandId)]);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const names = await namesOf(
    call,
    page.map(({ creatorId }) => creatorId),
  );
  return {
    due: page.map((balance) => {
      const { creatorId, live, ...amounts } = balance;
      return {
        ...amounts,
        balances: threeBalances(balance),
        creator: names(creatorId),
        live: live?.payoutId ?? null,
        isDue: isDue(balance),
      };
    }),
    next: found.length > limit && last ? `${last.creatorId}.${last.currency}` : null,
    health,
  };
}

function placeOf(text: string | undefined): Whose | null {
  const [creatorId, currency] = text?.split('.') ?? [];
  return creatorId !== undefined && currency !== undefined ? { creatorId: creatorId as Id<'crt'>, currency } : null;
}

async function healthOf(call: Call, brandId: Id<'brd'>): Promise<BookHealth> {
  const newest = await selfCheckOf(call, brandId);
  const first = newest?.differences[0] ?? null;
  return { checkedAt: newest?.checkedAt ?? null, events: newest?.seq ?? 0, isSound: first === null, first };
}
