/** A book in memory: what the verifier replays into. It grows with orders, not with clicks. */
import { assert } from '../errors.ts';
import type { Id } from '../ids.ts';
import { addMinor, subtractMinor } from '../money.ts';
import type { Decision } from './decide.ts';
import type { BookEvent, OrderChange, TermsSetEvent } from './events.ts';
import { isNeverNegative, type Posting } from './postings.ts';
import type { Facts, OrderState, PayoutState } from './state.ts';
import { type DatedTerms, fullTerms, inForce } from './terms.ts';

export interface Balance {
  account: string;
  currency: string;
  amountMinor: number;
}

export interface MemoryBook {
  facts: Facts;
  /** Takes in what was decided. A broken promise of the book (an order twice, a held balance below zero) throws. */
  keep: (event: BookEvent, decision: Decision) => void;
  /** By account, then currency; without those at zero. */
  balances: () => Balance[];
  orders: () => IterableIterator<OrderState>;
  payouts: () => IterableIterator<PayoutState>;
  /** Changes that still wait for their order. */
  parkedCount: () => number;
}

export function memoryBook(): MemoryBook {
  const orders = new Map<string, OrderState>();
  const sources = new Map<string, number>();
  const orderOfCredit = new Map<Id<'crd'>, string>();
  const parked = new Map<string, OrderChange[]>();
  const terms: DatedTerms[] = [];
  const once = new Set<string>();
  const balances = new Map<string, Balance>();
  const payouts = new Map<string, PayoutState>();
  const standing = new Map<string, string>();
  let closedUntil = 0;

  const keepOrder = (order: OrderState): void => {
    const key = pairKey(order.source, order.orderId);
    orders.set(key, order);
    for (const { id } of order.credits) orderOfCredit.set(id, key);
  };
  const keepPayout = (payout: PayoutState): void => {
    payouts.set(payout.payoutId, payout);
    const key = pairKey(payout.creatorId, payout.currency);
    if (payout.state !== 'failed' && payout.state !== 'cancelled') standing.set(key, payout.payoutId);
    else {
      const before = [...payouts.values()].findLast((one) => one.seq === payout.afterSeq);
      if (before) standing.set(key, before.payoutId);
      else standing.delete(key);
    }
  };
  const facts: Facts = {
    order: (source, orderId) => orders.get(pairKey(source, orderId)),
    isKnownElsewhere: (source, orderId) => (sources.get(orderId) ?? 0) > (orders.has(pairKey(source, orderId)) ? 1 : 0),
    orderOfCredit: (creditId) => orders.get(orderOfCredit.get(creditId) ?? ''),
    parked: (source, orderId) => parked.get(pairKey(source, orderId)) ?? [],
    termsCount: () => terms.length,
    terms: (version) => terms[version - 1],
    termsAt: (at) => inForce(terms, at),
    balanceMinor: (account, currency) => balances.get(`${account} ${currency}`)?.amountMinor ?? 0,
    payout: (payoutId) => payouts.get(payoutId),
    standingPayout: (creatorId, currency) => payouts.get(standing.get(pairKey(creatorId, currency)) ?? ''),
    closedUntil: () => closedUntil,
  };
  return {
    facts,
    keep: (event, decision) => {
      if (!entersOnceByItself.has(event.type)) takeOnce(once, event.id);
      if (event.type === 'terms.set') terms.push(datedTerms(terms.length + 1, event, decision));
      if (event.type === 'order.recorded') {
        const key = pairKey(event.source, event.orderId);
        assert(!orders.has(key), `order ${event.orderId} enters once`);
        sources.set(event.orderId, (sources.get(event.orderId) ?? 0) + 1);
        parked.delete(key);
      }
      if (decision.outcome.result === 'waiting_for_order') park(parked, event as OrderChange);
      if (event.type === 'period.closed') closedUntil = event.until;
      if (decision.order) keepOrder(decision.order);
      if (decision.payout) keepPayout(decision.payout);
      for (const posting of decision.postings) post(balances, posting);
    },
    balances: () => sorted([...balances.values()].map((balance) => ({ ...balance }))),
    orders: () => orders.values(),
    payouts: () => payouts.values(),
    parkedCount: () => [...parked.values()].reduce((sum, changes) => sum + changes.length, 0),
  };
}

/** Of these a second one is refused by what they are about, or changes nothing (a click): their ids need no memory. */
const entersOnceByItself: ReadonlySet<BookEvent['type']> = new Set(['touch.recorded', 'order.recorded', 'hold.released', 'period.closed']);

export const datedTerms = (version: number, event: TermsSetEvent, { outcome }: Pick<Decision, 'outcome'>): DatedTerms => ({
  version,
  from: outcome.from ?? event.at,
  feeBps: event.feeBps,
  terms: fullTerms(event.terms),
});

/** No two pairs share a key, whatever characters the merchant's numbers have. */
const pairKey = (first: string, second: string): string => `${first.length}:${first}${second}`;

function takeOnce(once: Set<string>, id: string): void {
  assert(!once.has(id), `${id} enters once`);
  once.add(id);
}

function park(parked: Map<string, OrderChange[]>, change: OrderChange): void {
  const key = pairKey(change.source, change.orderId);
  parked.set(key, [...(parked.get(key) ?? []), change]);
}

function post(balances: Map<string, Balance>, { from, to, amountMinor, currency }: Posting): void {
  const source = balanceOf(balances, from, currency);
  const target = balanceOf(balances, to, currency);
  source.amountMinor = subtractMinor(source.amountMinor, amountMinor);
  target.amountMinor = addMinor(target.amountMinor, amountMinor);
  assert(source.amountMinor >= 0 || !isNeverNegative(from), `${from} holds at least what leaves it`);
}

function balanceOf(balances: Map<string, Balance>, account: string, currency: string): Balance {
  const key = `${account} ${currency}`;
  const known = balances.get(key);
  if (known) return known;
  const fresh = { account, currency, amountMinor: 0 };
  balances.set(key, fresh);
  return fresh;
}

const sorted = (balances: readonly Balance[]): Balance[] =>
  balances.filter((balance) => balance.amountMinor !== 0).sort((a, b) => compare(a.account, b.account) || compare(a.currency, b.currency));
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
