/** A statement: what moved a creator's payable balance in a time, or the lines of one payout; they sum to the total. */

import type { In } from '#shared/contracts/endpoint.ts';
import { statementLinesMax, type statementPage } from '#shared/contracts/payouts.ts';
import { type ConvertedAmount, own } from '#shared/conversion.ts';
import { fail } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { sumMinor } from '#shared/money.ts';
import { getBrands, getCreators } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { balanceBefore, closedUntil, type Movement, movements, payoutsById, type Span } from '../books/index.ts';
import { convertedAt } from './rates.ts';

export interface Statement {
  brand: string;
  creator: string;
  currency: string;
  from: number;
  until: number;
  /** Of one payout, in place of a time. */
  payoutId: string | null;
  openingMinor: number;
  /** What was earned, taken back or adjusted. */
  lines: Movement[];
  totalMinor: number;
  /** Payouts, and what came back of those that failed or were cancelled. */
  paidOut: Movement[];
  paidOutMinor: number;
  closingMinor: number;
  /** Whether the time is closed: it no longer changes. */
  isFinal: boolean;
  madeAt: number;
  converted: ConvertedAmount | null;
}
type Asked = In<typeof statementPage>;

export async function statementOf(call: Call, asked: Asked): Promise<Statement> {
  const { brandId, creatorId } = await partiesOf(call, asked);
  const { currency } = asked;
  const whose = { creatorId, currency };
  const span = await spanOf(call, brandId, asked, creatorId);
  // A payout lies between two places of the log: a hold that is released while its draft is checked has a later time, and is in it.
  const bounds = asked.payoutId === undefined ? span : { ...span, until: Number.MAX_SAFE_INTEGER };
  const [found, openingMinor, closed, [brand], [creator]] = await Promise.all([
    movements(call, brandId, whose, bounds, statementLinesMax + 1),
    balanceBefore(call, brandId, whose, bounds),
    closedUntil(call, brandId),
    getBrands(call, [brandId]),
    getCreators(call, [creatorId]),
  ]);
  if (found.length > statementLinesMax) fail('too_large', `A statement has ${statementLinesMax} lines at most: ask for a shorter time.`);
  if (!brand || !creator) return fail('not_found', 'There is no such statement.');
  const { true: paidOut = [], false: lines = [] } = Object.groupBy(found, ({ what }) => String(what.startsWith('payout.'))) as Record<
    string,
    Movement[]
  >;
  const [totalMinor, paidOutMinor] = [lines, paidOut].map((some) => sumMinor(some.map(({ amountMinor }) => amountMinor))) as [
    number,
    number,
  ];
  const { from, until } = span;
  return {
    brand: brand.name,
    creator: creator.name,
    currency,
    from,
    until,
    payoutId: asked.payoutId ?? null,
    openingMinor,
    lines,
    totalMinor,
    paidOut,
    paidOutMinor,
    closingMinor: sumMinor([openingMinor, totalMinor, paidOutMinor]),
    isFinal: until <= closed,
    madeAt: call.now,
    converted:
      asked.in && asked.in !== currency
        ? await convertedAt(call, own(totalMinor, currency), asked.in, Math.min(until - 1, call.now))
        : null,
  };
}

async function partiesOf(call: Call, { brandId, creatorId }: Asked): Promise<{ brandId: Id<'brd'>; creatorId: Id<'crt'> }> {
  const { actor } = call;
  if (actor.kind === 'brand') return { brandId: actor.id, creatorId: creatorId ?? fail('unprocessable', 'Say whose: query.creatorId.') };
  if (actor.kind !== 'creator') return fail('forbidden', 'Statements are for brands and creators.');
  if (!brandId) return fail('unprocessable', 'Say of which brand: query.brandId.');
  if ((await getBrands(call, [brandId])).length === 0) fail('not_found', 'There is no such statement.');
  return { brandId, creatorId: actor.id };
}

async function spanOf(call: Call, brandId: Id<'brd'>, { payoutId, from, until, currency }: Asked, creatorId: Id<'crt'>): Promise<Span> {
  if (payoutId === undefined) {
    if (from === undefined || until === undefined || from >= until)
      return fail('unprocessable', 'Say the time, query.from and query.until, or a payout, query.payoutId.');
    return { after: 0, before: Number.MAX_SAFE_INTEGER, from, until };
  }
  const [payout] = await payoutsById(call, brandId, [payoutId]);
  if (!payout || payout.creatorId !== creatorId || payout.currency !== currency) return fail('not_found', 'There is no such payout.');
  return { after: payout.afterSeq, before: payout.seq, from: 0, until: payout.draftedAt + 1 };
}
