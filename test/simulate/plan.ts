/** What the outside world is going to do to one book, drawn from a seed before anything happens: the auditor knows only this and the answers. */

import type { Finding, OrderedLine, Touch } from '#shared/book/events.ts';
import { fullTerms, rateFor } from '#shared/book/terms.ts';
import type { FrozenTerms, RateRule, Terms } from '#shared/contracts/books.ts';
import type { NoCreditReason } from '#shared/contracts/orders.ts';
import type { Id } from '#shared/ids.ts';
import { dayMs, hourMs } from '#shared/time.ts';
import { aTouch, day0, idFor, termsEvent } from '#test/harness/book.ts';
import type { Chance } from './chance.ts';

export interface OrderPlan {
  number: number;
  placedAt: number;
  /** When the shop first tells it. */
  toldAt: number;
  currency: string;
  lines: OrderedLine[];
  touches: Touch[];
  codes: string[];
  findings: Finding[];
  refunds: { number: number; at: number; lineId: string; netMinor: number; isTooMuch: boolean }[];
  edits: { number: number; at: number; editedAt: number; lines: OrderedLine[] }[];
  cancelledAt: number | null;
  review: { at: number; creditPlace: number } | null;
  verdict: NoCreditReason | null;
}
export interface BookPlan {
  terms: Terms;
  /** A second version, and when it is set. */
  later: { at: number; terms: Terms } | null;
  orders: OrderPlan[];
  adjustments: { number: number; at: number; creator: number; currency: string; amountMinor: number; approvedBy: string | null }[];
}

export const creatorsMax = 4;
export const skus = ['tent', 'rope', 'gift', 'cup'] as const;
const categories: Record<string, string> = { tent: 'Sport > Tents', rope: 'Sport > Climbing', cup: 'Home' };
const currencies = ['USD', 'JPY', 'KWD'] as const;

export function planBook(chance: Chance, numbersFrom: number, days: number): BookPlan {
  const terms = planTerms(chance);
  const later = chance.happens(0.5) ? { at: day0 + chance.between(1, days) * dayMs, terms: planTerms(chance) } : null;
  const orders = Array.from({ length: chance.between(3, 10) }, (_, at) => planOrder(chance, numbersFrom + at * 20, terms, days));
  const adjustments = Array.from({ length: chance.below(4) }, (_, at) => ({
    number: numbersFrom + at,
    at: day0 + chance.between(1, days) * dayMs,
    creator: chance.between(1, creatorsMax),
    currency: chance.pick(currencies),
    amountMinor: chance.pick([-70_000, -500, 1, 499, 60_000]),
    approvedBy: chance.happens(0.5) ? 'usr_b' : null,
  }));
  return { terms, later, orders, adjustments };
}

function planTerms(chance: Chance): Terms {
  const rules: RateRule[] = [
    { skus: ['tent'], rate: { kind: 'share', bps: chance.below(3000) } },
    { category: 'Sport', rate: { kind: 'share', bps: chance.below(3000) } },
    { skus: ['cup'], rate: { kind: 'flat', amountMinor: chance.between(1, 900), currency: 'USD', per: chance.pick(['order', 'piece']) } },
    { creatorIds: [idFor('crt', 1)], rate: { kind: 'share', bps: chance.below(3000) } },
  ];
  return {
    ...fullTerms(termsEvent(1).terms),
    rateBps: chance.below(3000),
    rates: rules.filter(() => chance.happens(0.4)),
    windowDays: chance.between(1, 30),
    model: chance.pick(['last', 'last', 'first', 'linear', 'position']),
    codes: {
      use: chance.pick(['off', 'fallback', 'priority']),
      creatorCodes: [{ code: 'MARA10', creatorId: idFor('crt', 2) }],
      othersCode: chance.pick(['ignore', 'deny']),
    },
    assists: chance.happens(0.3) ? { bps: chance.between(1, 3000), countMax: chance.between(1, 3) } : null,
    holdDays: chance.between(0, 20),
    benefit: { kind: 'discount', bps: 500, code: 'GLOSS5' },
    excludedSkus: chance.happens(0.3) ? ['gift'] : [],
    reportDaysMax: 60,
  };
}

function planOrder(chance: Chance, number: number, terms: Terms, days: number): OrderPlan {
  const placedAt = day0 + chance.between(1, days) * dayMs + chance.below(dayMs);
  const currency = chance.pick(currencies);
  const lines = planLines(chance);
  const refunds = planRefunds(chance, number, placedAt, lines);
  const isLate = chance.happens(0.05);
  return {
    number,
    placedAt,
    toldAt: isLate ? placedAt + 70 * dayMs : placedAt + chance.below(2 * hourMs),
    currency,
    lines,
    touches: Array.from({ length: chance.below(5) }, (_, at) => planTouch(chance, number + at, { placedAt, terms, currency })),
    codes: chance.happens(0.3) ? [chance.pick(['MARA10', 'gloss5', 'HONEY'])] : [],
    findings: chance.happens(0.15)
      ? [{ rule: 'velocity', creatorId: chance.happens(0.5) ? null : idFor('crt', chance.between(1, creatorsMax)) }]
      : [],
    refunds,
    edits: planEdits(chance, number, placedAt, lines, refunds),
    cancelledAt: chance.happens(0.1) ? placedAt + chance.between(1, 30) * dayMs : null,
    review: chance.happens(0.15) ? { at: placedAt + chance.between(1, 10) * dayMs, creditPlace: chance.below(2) } : null,
    verdict: chance.pick([null, 'fraud_hold', 'self_referral']),
  };
}

const planLines = (chance: Chance): OrderedLine[] =>
  Array.from({ length: chance.between(1, 3) }, (_, at) => {
    const sku = chance.pick(skus);
    const category = categories[sku];
    return {
      lineId: `line-${at}`,
      sku,
      quantity: chance.between(1, 3),
      netMinor: chance.pick([0, 1, 99, chance.between(1, 100_000)]),
      ...(category && { category }),
    };
  });

/** The quote was made by the terms of the plan's beginning: its version is 1, which is told before the first order. */
function planTouch(
  chance: Chance,
  number: number,
  { placedAt, terms, currency }: { placedAt: number; terms: Terms; currency: string },
): Touch {
  const creatorId: Id<'crt'> = idFor('crt', chance.between(1, creatorsMax));
  const sku = chance.pick(skus);
  const goods = { sku, category: categories[sku], creatorId };
  const rate = rateFor(terms, { ...goods, currency });
  const share = rate.kind === 'share' ? rate : rateFor(terms, { ...goods, currency: '' });
  const frozen: FrozenTerms = {
    version: 1,
    rateBps: share.kind === 'share' ? share.bps : terms.rateBps,
    ...(rate.kind === 'flat' && { flat: { amountMinor: rate.amountMinor, currency: rate.currency, per: rate.per } }),
    windowDays: terms.windowDays,
    model: terms.model,
    holdDays: terms.holdDays,
    feeBps: chance.pick([0, 0, 150]),
    benefit: 'discount',
    benefitBps: 500,
  };
  return aTouch(number, {
    creatorId,
    sku,
    frozen,
    clickedAt: placedAt + hourMs - chance.below(35 * dayMs),
    traffic: chance.pick(['valid', 'valid', 'valid', 'duplicate', 'givt', 'suspect']),
  });
}

/** Those of one line are together never more than it has, but for those that are too much even alone. */
function planRefunds(chance: Chance, number: number, placedAt: number, lines: readonly OrderedLine[]): OrderPlan['refunds'] {
  const left = new Map(lines.map((line) => [line.lineId, line.netMinor]));
  return Array.from({ length: chance.below(4) }, (_, at) => {
    const line = chance.pick(lines);
    const isTooMuch = chance.happens(0.1);
    const rest = left.get(line.lineId) ?? 0;
    const netMinor = isTooMuch ? 200_001 : chance.between(1, Math.max(1, rest));
    if (!isTooMuch) left.set(line.lineId, rest - netMinor);
    return { number: number + at, at: placedAt + chance.between(0, 40) * dayMs, lineId: line.lineId, netMinor, isTooMuch };
  }).filter(({ lineId, isTooMuch }) => isTooMuch || (left.get(lineId) ?? 0) >= 0);
}

/** A line never falls below all that will ever be refunded of it, so that it fits whatever comes first. */
function planEdits(
  chance: Chance,
  number: number,
  placedAt: number,
  lines: readonly OrderedLine[],
  refunds: OrderPlan['refunds'],
): OrderPlan['edits'] {
  if (chance.happens(0.8)) return [];
  const refundedOf = (lineId: string): number =>
    refunds.filter((one) => one.lineId === lineId && !one.isTooMuch).reduce((sum, one) => sum + one.netMinor, 0);
  return Array.from({ length: chance.between(1, 2) }, (_, at) => ({
    number: number + at,
    at: placedAt + chance.between(0, 20) * dayMs,
    editedAt: placedAt + at * 1000 + chance.between(1, 999),
    lines: lines.map((line) => ({
      ...line,
      netMinor: Math.min(200_000, Math.max(refundedOf(line.lineId), line.netMinor) + chance.pick([0, 0, 5000])),
    })),
  }));
}
