/** The messages of docs/WEBHOOKS.md, made by the program itself. */
import type { OrderSettled, PayoutSettled, SettledCredit, TermsSet } from '#shared/book/messages.ts';
import { Terms } from '#shared/contracts/books.ts';
import { type Happened, happened } from '#worker/webhooks/happened.ts';
import { madeEvent, testEvent } from '#worker/webhooks/made-event.ts';
import { days, idFor } from './book.ts';

/** 2026-11-02T09:30:00Z */
const placedAt = 1_793_611_800_000;
const brandId = idFor('brd', 1);
const creatorId = idFor('crt', 1);

const credit: SettledCredit = {
  id: idFor('crd', 1),
  creatorId,
  contentUrl: 'https://journal.example/reviews/three-days',
  code: null,
  weight: null,
  baseMinor: 22_515,
  rateBps: 1000,
  parts: [],
  amountMinor: 2252,
  reversedMinor: 0,
  feeMinor: 0,
  state: 'held',
  review: [],
  rejected: null,
  clickedAt: placedAt - 1_260_000,
  releaseAt: placedAt + days(14),
  releasedAt: null,
  releasedSeq: null,
};
const order: OrderSettled = {
  ref: idFor('ord', 1),
  source: 'webhook',
  orderId: 'FG-10001',
  placedAt,
  recordedAt: placedAt + 4000,
  cancelledAt: null,
  currency: 'USD',
  grossMinor: 22_515,
  refundedMinor: 0,
  skus: ['VH-RDG-38', 'OF-MTS-1'],
  credits: [credit],
  reason: null,
};
const refunded: OrderSettled = {
  ...order,
  refundedMinor: 2280,
  credits: [{ ...credit, baseMinor: 20_235, amountMinor: 2024, reversedMinor: 228 }],
};
const releasedAt = credit.releaseAt;
const released: OrderSettled = {
  ...refunded,
  credits: refunded.credits.map((one) => ({ ...one, state: 'payable', releasedAt, releasedSeq: 31 })),
};
const rejected: OrderSettled = {
  ...order,
  credits: [{ ...credit, amountMinor: 0, reversedMinor: 2252, state: 'rejected', rejected: 'self_referral' }],
  reason: 'self_referral',
};
const terms: TermsSet = {
  version: 2,
  setAt: placedAt,
  from: placedAt,
  feeBps: 0,
  terms: Terms.parse({
    rateBps: 1000,
    windowDays: 30,
    model: 'last',
    holdDays: 14,
    benefit: { kind: 'discount', bps: 500, code: 'MARGIN5' },
  }),
};
const payout: PayoutSettled = {
  payoutId: `${creatorId}.USD.2026-12-01.1`,
  creatorId,
  currency: 'USD',
  amountMinor: 18_340,
  state: 'paid',
  afterSeq: 0,
  seq: 40,
  draftedAt: placedAt + days(29),
  draftedBy: idFor('usr', 1),
  approvedAt: placedAt + days(29),
  approvedBy: idFor('usr', 2),
  sentAt: placedAt + days(30),
  provider: 'csv',
  endedAt: placedAt + days(31),
  providerRef: 'B-2291',
  why: null,
};

const tellings: readonly (readonly [type: string, seq: number, at: number, body: unknown])[] = [
  ['order.settled', 12, order.recordedAt, order],
  ['order.settled', 14, order.recordedAt, { ...order, ref: idFor('ord', 2), orderId: 'FG-10002', credits: [], reason: 'no_click' }],
  ['order.settled', 22, placedAt + days(7), refunded],
  ['order.settled', 31, releasedAt, released],
  ['order.settled', 32, placedAt + days(3), rejected],
  ['payout.settled', 44, placedAt + days(31), payout],
  ['payout.settled', 44, placedAt + days(31), { ...payout, state: 'failed', why: 'The bank does not know the account.' }],
  ['terms.set', 9, placedAt, terms],
  ['terms.set', 10, placedAt, { ...terms, version: 3, from: placedAt + days(30), terms: { ...terms.terms, rateBps: 800 } }],
];

/** Type and body, as a brand gets them; the first of each type. */
export function examples(): Map<string, string> {
  const found = new Map<string, string>();
  const facts: Happened[] = tellings.flatMap(([type, seq, at, body]) => happened(type, { brandId, seq, at, body }));
  for (const fact of facts)
    if (fact.to.kind === 'brand' && !found.has(fact.type)) found.set(fact.type, madeEvent(brandId, brandId, fact).body);
  found.set('endpoint.tested', testEvent(idFor('evt', 1), idFor('hok', 1), placedAt).body);
  return found;
}
