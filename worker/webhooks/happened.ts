/**
 * What a book's message means to those outside: the one place where messages become events. A message tells the whole state of an order or
 * a payout; its `at` and `seq` tell which of it is new.
 */
import type { OrderSettled, PayoutSettled, SettledCredit, TermsSet } from '#shared/book/messages.ts';
import { nearFrom } from '#shared/book/terms-notice.ts';
import type { EventType } from '#shared/contracts/webhooks.ts';
import type { Id } from '#shared/ids.ts';

export type Audience = { kind: 'brand'; id: Id<'brd'> } | { kind: 'creator'; id: Id<'crt'> } | { kind: 'creators_of'; id: Id<'brd'> };

export interface Happened {
  type: EventType;
  /** Unique within a book: the same fact told again, by whichever message, is the same event. */
  key: string;
  /** When it happened, by the book's time. */
  at: number;
  /** When the order, payout or terms that it is about began: the same at every telling, so it can stand in the event's name. */
  since: number;
  to: Audience;
  data: Readonly<Record<string, unknown>>;
  /** When it is to be told, where that is not at once. */
  dueAt?: number;
}

interface Message {
  brandId: Id<'brd'>;
  seq: number;
  at: number;
  body: unknown;
}

const makers: Readonly<Record<string, (message: Message) => Happened[]>> = {
  'terms.set': (message) => termsChanged(message, message.body as TermsSet),
  'order.settled': (message) => orderSettled(message, message.body as OrderSettled),
  'payout.settled': (message) => payoutSettled(message, message.body as PayoutSettled),
};

/** Nothing for what nobody outside is told. */
export const happened = (type: string, message: Message): Happened[] => makers[type]?.(message) ?? [];

/** Lists are cut so that no message comes near the 20 KB that a receiver may count on; the totals are told. */
const skusShownMax = 10;
const creditsShownMax = 20;
const partsShownMax = 10;

/** Rules for single creators and codes of creators are nobody else's: they are counted only. */
function termsChanged({ brandId, seq, at }: Message, { version, setAt, from, feeBps, terms }: TermsSet): Happened[] {
  const { rates, codes, excludedSkus, minimumPayouts: _, ...plain } = terms;
  const counts = { ratesCount: rates.length, creatorCodesCount: codes.creatorCodes.length, excludedSkusCount: excludedSkus.length };
  const data = { seq, brandId, version, setAt, from, terms: { ...plain, ...counts } };
  const key = `terms:${version}`;
  const near = nearFrom(from);
  const facts: Omit<Happened, 'to' | 'data'>[] = [{ type: 'terms.changed', at, since: setAt, key }];
  // Only what cuts begins later than it was set.
  if (from > setAt) {
    facts.push({ type: 'terms.cut_announced', at, since: setAt, key: `${key}:announced` });
    facts.push({ type: 'terms.cut_near', at: near, since: setAt, key: `${key}:near`, dueAt: near });
  }
  return facts.flatMap((fact): Happened[] => [
    { ...fact, to: { kind: 'brand', id: brandId }, data: { ...data, feeBps } },
    { ...fact, to: { kind: 'creators_of', id: brandId }, data },
  ]);
}

function orderSettled(message: Message, order: OrderSettled): Happened[] {
  const isNew = message.at === order.recordedAt;
  return [...(isNew ? [credited(message, order)] : []), ...order.credits.flatMap((credit) => creditFacts(message, order, credit, isNew))];
}

function creditFacts(message: Message, order: OrderSettled, credit: SettledCredit, isNew: boolean): Happened[] {
  const { id, state, reversedMinor, releasedSeq } = credit;
  const told = (type: EventType, key: string): Happened[] => commission(message, order, credit, { type, key: `${id}:${key}` });
  if (isNew && (state === 'held' || state === 'in_review')) return told('commission.held', 'held');
  if (releasedSeq === message.seq) return told('commission.released', 'released');
  // Another credit's release says nothing new of this one.
  if (order.credits.some((other) => other.releasedSeq === message.seq)) return [];
  if (state === 'rejected') return told('commission.rejected', 'rejected');
  return reversedMinor > 0 ? told('commission.reversed', `reversed:${reversedMinor}`) : [];
}

function credited({ brandId, seq, at }: Message, order: OrderSettled): Happened {
  const { ref, credits, currency, reason, recordedAt: since } = order;
  const to = { kind: 'brand', id: brandId } as const;
  const about = { seq, brandId, order: orderOf(order) };
  if (credits.length === 0) return { type: 'order.not_credited', key: `${ref}:not_credited`, at, since, to, data: { ...about, reason } };
  const commissions = credits.slice(0, creditsShownMax).map((credit) => {
    const { contentUrl: _url, parts: _parts, ...shown } = commissionOf(credit, currency);
    return { ...shown, feeMinor: credit.feeMinor };
  });
  const data = { ...about, commissions, commissionsCount: credits.length };
  return { type: 'order.credited', key: `${ref}:credited`, at, since, to, data };
}

/** Told to the brand, and to the creator without what is the brand's own: its order number and its fee. */
function commission(
  { brandId, seq, at }: Message,
  order: OrderSettled,
  credit: SettledCredit,
  fact: { type: EventType; key: string },
): Happened[] {
  const shown = commissionOf(credit, order.currency);
  const dates = { at, since: order.recordedAt };
  const { id, placedAt, skus, skusCount } = orderOf(order);
  return [
    {
      ...fact,
      ...dates,
      to: { kind: 'brand', id: brandId },
      data: { seq, brandId, commission: { ...shown, feeMinor: credit.feeMinor }, order: orderOf(order) },
    },
    {
      ...fact,
      ...dates,
      to: { kind: 'creator', id: credit.creatorId },
      data: { seq, brandId, commission: shown, order: { id, placedAt, skus, skusCount } },
    },
  ];
}

/** Only its end is told: before it there is nothing that anybody could count on. */
function payoutSettled({ brandId, seq, at }: Message, payout: PayoutSettled): Happened[] {
  const { payoutId: id, creatorId, currency, amountMinor, state, draftedAt, sentAt, endedAt, why } = payout;
  if (state !== 'paid' && state !== 'failed') return [];
  const fact = { type: `payout.${state}`, key: `${id}:${state}`, at, since: draftedAt } as const;
  const data = {
    seq,
    brandId,
    payout: { id, creatorId, currency, amountMinor, state, draftedAt, sentAt, endedAt, why: why?.slice(0, 500) ?? null },
  };
  return [
    { ...fact, to: { kind: 'brand', id: brandId }, data },
    { ...fact, to: { kind: 'creator', id: creatorId }, data },
  ];
}

const orderOf = (order: OrderSettled) => ({
  id: order.ref,
  source: order.source,
  orderId: order.orderId,
  placedAt: order.placedAt,
  recordedAt: order.recordedAt,
  cancelledAt: order.cancelledAt,
  currency: order.currency,
  grossMinor: order.grossMinor,
  refundedMinor: order.refundedMinor,
  skus: order.skus.slice(0, skusShownMax),
  skusCount: order.skus.length,
});

const commissionOf = (credit: SettledCredit, currency: string) => ({
  id: credit.id,
  creatorId: credit.creatorId,
  contentUrl: credit.contentUrl,
  code: credit.code,
  weight: credit.weight,
  baseMinor: credit.baseMinor,
  rateBps: credit.rateBps,
  /** What each rate gave, where there are several. */
  parts: credit.rateBps === null ? credit.parts.slice(0, partsShownMax) : [],
  amountMinor: credit.amountMinor,
  reversedMinor: credit.reversedMinor,
  currency,
  state: credit.state,
  review: credit.review,
  rejected: credit.rejected,
  clickedAt: credit.clickedAt,
  releaseAt: credit.releaseAt,
  releasedAt: credit.releasedAt,
});
