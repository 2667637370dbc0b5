/** Events of a book for tests, and a whole book in memory that writes the same bundle as the real one. */
import { eventLineText, footerText } from '#shared/book/bundle.ts';
import { canonical } from '#shared/book/canonical.ts';
import { headerText, nextHash, rootOfNothing } from '#shared/book/chain.ts';
import { type Decision, decide, type Outcome } from '#shared/book/decide.ts';
import {
  type AdjustmentRecorded,
  type BookEvent,
  eventIds,
  type HoldReleased,
  type OrderCancelled,
  type OrderEdited,
  type OrderRecorded,
  type PayoutDrafted,
  type PayoutStep,
  type PeriodClosed,
  type RefundRecorded,
  type ReviewDecided,
  type ReviewOpened,
  type ReviewReversed,
  type TermsSetEvent,
  type Touch,
  type TouchRecorded,
} from '#shared/book/events.ts';
import { type MemoryBook, memoryBook } from '#shared/book/memory.ts';
import { otherContent } from '#shared/book/same.ts';
import { isReleasable } from '#shared/book/state.ts';
import { Refusal, type RefusalCode } from '#shared/errors.ts';
import type { Id, IdPrefix } from '#shared/ids.ts';
import { dayMs } from '#shared/time.ts';

/** 2026-01-01T00:00:00Z */
export const day0 = 1_767_225_600_000;
export const testBrand: Id<'brd'> = 'brd_01kdv5rg00e0080400000000a1';

/** A well-formed id told apart by a number. */
export const idFor = <P extends IdPrefix>(prefix: P, number: number): Id<P> =>
  `${prefix}_01kdv5rg00e008${String(number).padStart(11, '0')}0`;

export const frozenFor = (changes: Partial<Touch['frozen']> = {}): Touch['frozen'] => ({
  version: 1,
  rateBps: 1000,
  windowDays: 30,
  model: 'last',
  holdDays: 14,
  feeBps: 0,
  benefit: 'discount',
  benefitBps: 500,
  ...changes,
});

export const aTouch = (number: number, changes: Partial<Touch> = {}): Touch => ({
  clickId: idFor('clk', number),
  creatorId: idFor('crt', 1),
  productId: idFor('prd', 1),
  sku: 'mug',
  contentUrl: 'https://www.youtube.com/watch?v=gloss000001',
  clickedAt: day0,
  frozen: frozenFor(),
  traffic: 'valid',
  ...changes,
});

export const touchEvent = (touch: Touch, at = touch.clickedAt): TouchRecorded => ({
  ...touch,
  type: 'touch.recorded',
  id: eventIds.touch(touch.clickId),
  at,
});

export const termsEvent = (number: number, changes: Partial<TermsSetEvent['terms']> = {}, at = day0): TermsSetEvent => ({
  type: 'terms.set',
  id: eventIds.terms(`terms-${number}`),
  at,
  terms: {
    rateBps: 1000,
    windowDays: 30,
    model: 'last',
    holdDays: 14,
    benefit: { kind: 'cashback', bps: 500 },
    excludedSkus: [],
    ...changes,
  },
  feeBps: 0,
});

export const lineOf = (number: number, netMinor: number, sku = `sku-${number}`) => ({
  lineId: `line-${number}`,
  sku,
  quantity: 1,
  netMinor,
});

export function orderEvent(number: number, changes: Partial<OrderRecorded> = {}): OrderRecorded {
  const order = {
    source: 'webhook',
    orderId: `order-${number}`,
    placedAt: day0,
    currency: 'USD',
    lines: [lineOf(1, 13_700)],
    touches: [aTouch(number)],
    ref: idFor('ord', number),
    at: day0,
    ...changes,
  };
  return { ...order, type: 'order.recorded', id: eventIds.order(order.source, order.orderId) };
}

export function refundEvent(number: number, orderNumber: number, changes: Partial<RefundRecorded> = {}): RefundRecorded {
  const refund = {
    source: 'webhook',
    refundId: `refund-${number}`,
    orderId: `order-${orderNumber}`,
    refundedAt: day0,
    currency: 'USD',
    lines: [{ lineId: 'line-1', netMinor: 1300 }],
    ref: idFor('rfd', number),
    at: day0,
    ...changes,
  };
  return { ...refund, type: 'refund.recorded', id: eventIds.refund(refund.source, refund.refundId) };
}

export const releaseEvent = (creditId: Id<'crd'>, at: number): HoldReleased => ({
  type: 'hold.released',
  id: eventIds.release(creditId),
  at,
  creditId,
});
export function editEvent(number: number, orderNumber: number, changes: Partial<OrderEdited> = {}): OrderEdited {
  const edit = {
    source: 'webhook',
    editId: `edit-${number}`,
    orderId: `order-${orderNumber}`,
    editedAt: day0 + number,
    currency: 'USD',
    lines: [lineOf(1, 13_700)],
    at: day0,
    ...changes,
  };
  return { ...edit, type: 'order.edited', id: eventIds.edit(edit.source, edit.editId) };
}

export function cancelEvent(orderNumber: number, changes: Partial<OrderCancelled> = {}): OrderCancelled {
  const cancellation = { source: 'webhook', orderId: `order-${orderNumber}`, cancelledAt: day0 + 1, at: day0, ...changes };
  return { ...cancellation, type: 'order.cancelled', id: eventIds.cancel(cancellation.source, cancellation.orderId) };
}

export function reviewEvent(number: number, creditId: Id<'crd'>, changes: Partial<ReviewOpened> = {}): ReviewOpened {
  const reviewId = idFor('rev', number);
  return {
    type: 'review.opened',
    id: eventIds.review(reviewId, creditId),
    at: day0,
    reviewId,
    creditId,
    rule: 'velocity',
    by: 'usr_a',
    ...changes,
  };
}

export function verdictEvent(number: number, creditId: Id<'crd'>, reason: ReviewDecided['reason'], at = day0): ReviewDecided {
  const reviewId = idFor('rev', number);
  const verdict = reason === null ? 'clear' : 'reject';
  return { type: 'review.decided', id: eventIds.verdict(reviewId, creditId), at, reviewId, creditId, verdict, reason, by: 'usr_b' };
}

export function reversalEvent(number: number, creditId: Id<'crd'>, at = day0): ReviewReversed {
  const reviewId = idFor('rev', number);
  return { type: 'review.reversed', id: eventIds.reversal(reviewId, creditId), at, reviewId, creditId, by: 'usr_c' };
}

export function adjustmentEvent(number: number, changes: Partial<AdjustmentRecorded> = {}): AdjustmentRecorded {
  const adjustmentId = idFor('adj', number);
  return {
    type: 'adjustment.recorded',
    id: eventIds.adjustment(adjustmentId),
    at: day0,
    adjustmentId,
    creatorId: idFor('crt', 1),
    currency: 'USD',
    amountMinor: 1000,
    reason: 'goodwill',
    note: 'Agreed by mail.',
    by: 'usr_a',
    approvedBy: null,
    creditId: null,
    ...changes,
  };
}

export function draftEvent(number: number, changes: Partial<PayoutDrafted> = {}): PayoutDrafted {
  const payoutId = `payout-${number}`;
  return {
    type: 'payout.drafted',
    id: eventIds.payout(payoutId, 'drafted'),
    at: day0 + days(20),
    payoutId,
    creatorId: idFor('crt', 1),
    currency: 'USD',
    minimumMinor: 0,
    by: 'usr_a',
    ...changes,
  };
}

export type Step = 'approved' | 'sent' | 'paid' | 'failed' | 'cancelled';
/** With everything that any step needs; approved by another person than drafted it. */
export function stepEvent(number: number, step: Step, changes: object = {}): PayoutStep {
  const payoutId = `payout-${number}`;
  const details = {
    approved: {},
    sent: { provider: 'bank_file' },
    paid: { providerRef: 'ref-1' },
    failed: { why: 'account closed' },
    cancelled: { why: 'mistake' },
  };
  const event = {
    type: `payout.${step}`,
    id: eventIds.payout(payoutId, step),
    at: day0 + days(21),
    payoutId,
    by: 'usr_b',
    ...details[step],
    ...changes,
  };
  return event as PayoutStep;
}

export const periodEvent = (until: number, at = until): PeriodClosed => ({
  type: 'period.closed',
  id: eventIds.period(until),
  at,
  until,
  by: 'usr_a',
});

/** What a book told of these events became. */
export function toldBook(events: readonly BookEvent[]) {
  const book = testBook();
  const answers = events.map(book.record);
  return {
    book,
    answers,
    last: answers.at(-1),
    balance: (account: string, currency = 'USD'): number => book.book.facts.balanceMinor(account, currency),
    order: (number = 1) => book.book.facts.order('webhook', `order-${number}`),
  };
}

/** The one credit of the order that `orderEvent(number)` records. */
export const creditOfOrder = (number: number): Id<'crd'> => idFor('crd', number);

export type Told = { result: Outcome['result'] | 'exists' } | { refused: RefusalCode; message: string };

export interface TestBook {
  book: MemoryBook;
  record: (event: BookEvent) => Told;
  /** Releases what is due, the oldest first. */
  release: (now: number) => void;
  /** What followed from the event of this id. */
  decision: (id: string) => Decision | undefined;
  bundle: () => string[];
}

/** The commands of a book without its tables: what the Durable Object must do with them. */
export function testBook(): TestBook {
  const book = memoryBook();
  const kept = new Map<string, { event: BookEvent; decision: Decision }>();
  const lines: string[] = [headerText(testBrand)];
  let hash = rootOfNothing(testBrand);
  const record = (event: BookEvent): Told => {
    try {
      const known = kept.get(event.id);
      if (known) return otherContent(known.event, event) ? { refused: 'conflict', message: 'other content' } : { result: 'exists' };
      const seq = kept.size + 1;
      const decision = decide(book.facts, event, seq);
      const [prevHash, eventText] = [hash, canonical(event)];
      book.keep(event, decision);
      hash = nextHash(prevHash, seq, eventText);
      lines.push(eventLineText({ seq, eventText, prevHash, hash, consequences: decision }));
      kept.set(event.id, { event, decision });
      return { result: decision.outcome.result };
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.code, message: error.message };
      throw error;
    }
  };
  return {
    book,
    record,
    release: (now) => {
      const due = [...book.orders()].flatMap((order) => order.credits).filter((credit) => isReleasable(credit) && credit.releaseAt <= now);
      for (const credit of due.sort((a, b) => a.releaseAt - b.releaseAt || (a.id < b.id ? -1 : 1))) record(releaseEvent(credit.id, now));
    },
    decision: (id) => kept.get(id)?.decision,
    bundle: () => [...lines, footerText({ events: kept.size, rootHash: hash, balances: book.balances() })],
  };
}

export const days = (count: number): number => count * dayMs;
