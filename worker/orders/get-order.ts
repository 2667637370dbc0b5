/** One order explained: what lists show of it, with the book's own word on every click and everything that happened. */
import type { BookEvent } from '#shared/book/events.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { type getOrder as getOrderEndpoint, happenings, type OrderHappening } from '#shared/contracts/orders.ts';
import { fail } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { sumMinor } from '#shared/money.ts';
import { getCreators } from '../accounts/index.ts';
import { brandOf, type Call } from '../base/call.ts';
import { type ExplainedOrder, explainedOrder } from '../books/index.ts';
import { orderLines } from './order-lines.ts';
import { findOrder } from './store.ts';

type Answer = Out<typeof getOrderEndpoint>;
type Named = (creatorId: Id<'crt'>) => { id: Id<'crt'>; name: string };

export async function getOrder(call: Call, { orderRef }: In<typeof getOrderEndpoint>): Promise<Answer> {
  const brandId = brandOf(call);
  const row = await findOrder(call.env, brandId, orderRef);
  const explained = row && (await explainedOrder(call, brandId, orderRef));
  const [order] = row ? await orderLines(call, [row]) : [];
  if (!explained || !order) return fail('not_found', 'There is no such order.');
  const { event, state, clicks, models } = explained;
  const named = await namesFor(call, explained);
  return {
    order,
    source: state.source,
    lines: state.lines.map(({ lineId, sku, quantity, netMinor, refundedMinor, earns }) => ({
      lineId,
      sku,
      quantity,
      netMinor,
      refundedMinor,
      earns,
    })),
    codes: [...(event.codes ?? [])],
    clicks: clicks.map((click) => clickOf(click, named)),
    model: modelOf(explained),
    models: models.map(({ model, shares }) => ({
      model,
      shares: shares.map(({ creatorId, ...share }) => ({ creator: named(creatorId), ...share })),
    })),
    history: explained.history.flatMap(happeningOf),
  };
}

async function namesFor(call: Call, { clicks }: ExplainedOrder): Promise<Named> {
  const creators = await getCreators(call, [...new Set(clicks.map(({ touch }) => touch.creatorId))]);
  const names = new Map(creators.map(({ id, name }) => [id, name]));
  return (id) => ({ id, name: names.get(id) ?? id });
}

function clickOf({ touch, verdict, windowEndsAt }: ExplainedOrder['clicks'][number], named: Named): Answer['clicks'][number] {
  const { version, rateBps, flat, windowDays, holdDays, feeBps, model } = touch.frozen;
  return {
    id: touch.clickId,
    creator: named(touch.creatorId),
    sku: touch.sku,
    contentUrl: touch.contentUrl,
    clickedAt: touch.clickedAt,
    windowEndsAt,
    traffic: touch.traffic,
    verdict,
    quote: { version, rateBps, flat: flat ?? null, windowDays, holdDays, feeBps, model },
  };
}

/** The terms of the last click of the path say it, where a click earned. */
function modelOf({ clicks, state }: ExplainedOrder): Answer['model'] {
  const isByClick = state.credits.some(({ clickId }) => clickId !== null);
  const last = clicks.findLast(({ verdict }) => verdict === 'counts' || verdict === 'no_part');
  return isByClick && last ? last.touch.frozen.model : null;
}

function happeningOf({ seq, hash, event, postings }: ExplainedOrder['history'][number]): OrderHappening[] {
  const type = happenings.find((one) => one === event.type);
  return type ? [{ seq, hash, at: event.at, type, ...factsOf(event), postings }] : [];
}

function factsOf(event: BookEvent): Pick<OrderHappening, 'amountMinor' | 'creditId' | 'rule' | 'verdict'> {
  const nothing = { amountMinor: null, creditId: null, rule: null, verdict: null };
  switch (event.type) {
    case 'refund.recorded':
      return { ...nothing, amountMinor: sumMinor(event.lines.map(({ netMinor }) => netMinor)) };
    case 'hold.released':
    case 'review.reversed':
      return { ...nothing, creditId: event.creditId };
    case 'review.opened':
      return { ...nothing, creditId: event.creditId, rule: event.rule };
    case 'review.decided':
      return { ...nothing, creditId: event.creditId, rule: event.reason, verdict: event.verdict };
    case 'adjustment.recorded':
      return { ...nothing, creditId: event.creditId, amountMinor: event.amountMinor };
    default:
      return nothing;
  }
}
