import { contentAt } from '#shared/content-key.ts';
import type { contentFigures as contract } from '#shared/contracts/creators.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import { sumMinor } from '#shared/money.ts';
import { keyHash } from '#shared/presence.ts';
import { dayMs } from '#shared/time.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { cardsBeside } from '../learning/index.ts';
import { type ContentSum, contentSumsOfCreator } from '../orders/index.ts';
import { bandOf } from './band.ts';

const windowDays = 90;

export async function contentFigures(call: Call, { address }: In<typeof contract>): Promise<Out<typeof contract>> {
  const key =
    contentAt(address)?.key ?? fail('unprocessable', 'This address leads to no content: give that of one video, post or article.');
  const since = call.now - windowDays * dayMs;
  const creatorId = creatorOf(call);
  const [sums, cards] = await Promise.all([
    contentSumsOfCreator(call.env, creatorId, since),
    cardsBeside(call.env, { creatorId, keyHash: keyHash(key), since: Math.floor(since / dayMs) }),
  ]);
  const ordersOf = new Map<string, number>();
  for (const { contentUrl, orders } of sums) {
    const content = contentAt(contentUrl)?.key;
    if (content !== undefined) ordersOf.set(content, (ordersOf.get(content) ?? 0) + orders);
  }
  return {
    since,
    asOf: call.now,
    cards,
    orders: ordersOf.get(key) ?? 0,
    sums: byCurrency(sums.filter(({ contentUrl }) => contentAt(contentUrl)?.key === key)),
    band: bandOf([...ordersOf.values()]),
  };
}

function byCurrency(sums: readonly ContentSum[]): Out<typeof contract>['sums'] {
  return [...new Set(sums.map(({ currency }) => currency))].sort().map((currency) => {
    const own = sums.filter((sum) => sum.currency === currency);
    const earned = (...states: ContentSum['state'][]) =>
      sumMinor(own.filter(({ state }) => states.includes(state)).map(({ amountMinor }) => amountMinor));
    return {
      currency,
      baseMinor: sumMinor(own.map(({ baseMinor }) => baseMinor)),
      heldMinor: earned('held', 'in_review'),
      releasedMinor: earned('payable'),
      reversedMinor: sumMinor(own.map(({ reversedMinor }) => reversedMinor)),
    };
  });
}
