/** A book in memory: what the verifier replays into. It grows with orders, not with clicks. */
import { assert } from '../errors.ts';
import type { Id } from '../ids.ts';
import { addMinor, subtractMinor } from '../money.ts';
import type { Decision } from './decide.ts';
import type { BookEvent, RefundRecorded, TermsSetEvent } from './events.ts';
import { isHeldAccount, type Posting } from './postings.ts';
import { type Facts, isHeld, type OrderState } from './state.ts';

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
}

export function memoryBook(): MemoryBook {
  const orders = new Map<string, OrderState>();
  const held = new Map<Id<'crd'>, string>();
  const parked = new Map<string, RefundRecorded[]>();
  const terms: TermsSetEvent[] = [];
  const once = new Set<string>();
  const balances = new Map<string, Balance>();

  const keepOrder = (order: OrderState): void => {
    const key = orderKey(order.source, order.orderId);
    orders.set(key, order);
    for (const credit of order.credits) {
      if (isHeld(credit)) held.set(credit.id, key);
      else held.delete(credit.id);
    }
  };
  const facts: Facts = {
    order: (source, orderId) => orders.get(orderKey(source, orderId)),
    orderOfHeld: (creditId) => orders.get(held.get(creditId) ?? ''),
    parkedRefunds: (source, orderId) => parked.get(orderKey(source, orderId)) ?? [],
    termsCount: () => terms.length,
    excludedSkus: (version) => terms[version - 1]?.terms.excludedSkus ?? [],
  };
  return {
    facts,
    keep: (event, decision) => {
      if (event.type === 'terms.set' || event.type === 'refund.recorded') takeOnce(once, event.id);
      if (event.type === 'terms.set') terms.push(event);
      if (event.type === 'order.recorded') {
        const key = orderKey(event.source, event.orderId);
        assert(!orders.has(key), `order ${event.orderId} enters once`);
        parked.delete(key);
      }
      if (event.type === 'refund.recorded' && !decision.order) park(parked, event);
      if (decision.order) keepOrder(decision.order);
      for (const posting of decision.postings) post(balances, posting);
    },
    balances: () => sorted([...balances.values()].map((balance) => ({ ...balance }))),
    orders: () => orders.values(),
  };
}

/** No two pairs share a key, whatever characters the merchant's numbers have. */
const orderKey = (source: string, orderId: string): string => `${source.length}:${source}${orderId}`;

function takeOnce(once: Set<string>, id: string): void {
  assert(!once.has(id), `${id} enters once`);
  once.add(id);
}

function park(parked: Map<string, RefundRecorded[]>, refund: RefundRecorded): void {
  const key = orderKey(refund.source, refund.orderId);
  parked.set(key, [...(parked.get(key) ?? []), refund]);
}

function post(balances: Map<string, Balance>, { from, to, amountMinor, currency }: Posting): void {
  const source = balanceOf(balances, from, currency);
  const target = balanceOf(balances, to, currency);
  source.amountMinor = subtractMinor(source.amountMinor, amountMinor);
  target.amountMinor = addMinor(target.amountMinor, amountMinor);
  assert(source.amountMinor >= 0 || !isHeldAccount(from), `${from} holds at least what leaves it`);
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
