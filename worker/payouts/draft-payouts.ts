import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { draftPayouts as contract } from '#shared/contracts/payouts.ts';
import { brandOf, type Call } from '../base/call.ts';
import { type DueBalance, draftDue } from '../books/index.ts';
import { personOf } from './actor.ts';

/** A draft takes the whole balance, so that done again there is nothing left to draft. */
export async function draftPayouts(call: Call, { only }: In<typeof contract>): Promise<Out<typeof contract>> {
  const { drafted, waiting, isMore } = await draftDue(call, brandOf(call), { by: personOf(call), only });
  return {
    drafted: drafted.map(({ payoutId: id, creatorId, currency, amountMinor }) => ({ id, creatorId, currency, amountMinor })),
    waiting: waiting.map((balance) => ({
      creatorId: balance.creatorId,
      currency: balance.currency,
      payableMinor: balance.payableMinor,
      why: whyNot(balance),
      payoutId: balance.live?.payoutId ?? null,
    })),
    isMore,
  };
}

function whyNot({ live, payableMinor }: DueBalance): 'under_way' | 'negative' | 'below_minimum' {
  if (live) return 'under_way';
  return payableMinor < 0 ? 'negative' : 'below_minimum';
}
