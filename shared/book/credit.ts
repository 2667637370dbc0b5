/** Base x rate: what an attributed order earns each creator, and what is left of it after refunds, edits and reviews. */
import type { Rate } from '../contracts/books.ts';
import type { Id } from '../ids.ts';
import { addMinor, partOfMinor, shareOf, splitMinor, subtractMinor, sumMinor, timesMinor } from '../money.ts';
import { dayMs } from '../time.ts';
import type { Claim } from './attribute.ts';
import type { Finding, OrderEdited, OrderRecorded } from './events.ts';
import { rateBpsOf } from './settled.ts';
import type { CreditPart, CreditState, Facts, LineState, OrderState } from './state.ts';
import { rateFor } from './terms.ts';

/** A credit as it was made, before any refund; it is kept unchanged for ever. What is usual is left out: see `heldCredit`. */
export interface Credit {
  id: Id<'crd'>;
  orderRef: Id<'ord'>;
  creatorId: Id<'crt'>;
  clickId: Id<'clk'> | null;
  clickedAt: number | null;
  contentUrl: string | null;
  baseMinor: number;
  /** Null when several rates or a flat amount gave it: see `parts`. */
  rateBps: number | null;
  amountMinor: number;
  feeBps: number;
  feeMinor: number;
  currency: string;
  releaseAt: number;
  parts?: readonly CreditPart[];
  /** The part of the whole, when others have parts too. */
  weight?: { of: number; is: number };
  code?: string;
  /** Rules that hold it for review. */
  review?: readonly string[];
}

export function linesOf(lines: OrderRecorded['lines'] | OrderEdited['lines'], excludedSkus: readonly string[]): LineState[] {
  const excluded = new Set(excludedSkus);
  return lines.map((line) => ({ ...line, refundedMinor: 0, earns: !excluded.has(line.sku) }));
}

/** All credits of a new order, in the order of its path. */
export function creditStates(facts: Facts, event: OrderRecorded, claims: readonly Claim[], lines: readonly LineState[]): CreditState[] {
  const worths = worthsOf(facts, { claims, lines, currency: event.currency });
  // A shop's clock may run ahead of ours: the later of both begins the hold, so that nothing is released early.
  const heldFrom = Math.max(event.placedAt, event.at);
  return claims.map((claim, place) => {
    const rules = rulesFor(event.findings ?? [], claim.creatorId);
    return {
      ...claim,
      id: creditId(event.ref, place),
      ...worthAt(worths, place),
      releaseAt: heldFrom + claim.frozen.holdDays * dayMs,
      releasedAt: null,
      releasedSeq: null,
      review: rules.length > 0 ? { reviewId: null, rules } : null,
      rejected: null,
    };
  });
}

const rulesFor = (findings: readonly Finding[], creatorId: Id<'crt'>): string[] =>
  findings.filter((finding) => finding.creatorId === null || finding.creatorId === creatorId).map((finding) => finding.rule);

/**
 * The order's credits worked out anew on the lines as they are now. The rule is applied to what is left, not to what goes back: whatever the
 * steps, the commission is that of an order of just the goods kept, and exactly 0 when everything went back.
 */
export function creditsOn(facts: Facts, order: OrderState, lines: readonly LineState[]): CreditState[] {
  const worths = worthsOf(facts, { claims: order.credits, lines, currency: order.currency });
  return order.credits.map((credit, at) => {
    const worth = worthAt(worths, at);
    return { ...credit, ...worth, ...(credit.rejected && { amountMinor: 0, feeMinor: 0 }) };
  });
}

/** What is written down for ever of a credit that has just been made. */
export function creditOf(order: OrderState, credit: CreditState): Credit {
  const { id, creatorId, clickId, clickedAt, contentUrl, frozen, code, review, parts } = credit;
  const rateBps = rateBpsOf(credit);
  const ofAll = order.credits.reduce((sum, { weight }) => sum + weight, 0);
  return {
    id,
    orderRef: order.ref,
    creatorId,
    clickId,
    clickedAt,
    contentUrl,
    baseMinor: credit.orderedBaseMinor,
    rateBps,
    amountMinor: credit.amountMinor,
    feeBps: frozen.feeBps,
    feeMinor: credit.feeMinor,
    currency: order.currency,
    releaseAt: credit.releaseAt,
    ...(rateBps === null && { parts }),
    ...(order.credits.length > 1 && { weight: { of: ofAll, is: credit.weight } }),
    ...(code !== null && { code }),
    ...(review && { review: review.rules }),
  };
}

type Worth = Pick<CreditState, 'orderedBaseMinor' | 'baseMinor' | 'creditedMinor' | 'amountMinor' | 'feeMinor' | 'parts'>;
interface Shared {
  claims: readonly Claim[];
  lines: readonly LineState[];
  currency: string;
}

/** One creator's goods under one rate. */
interface Group {
  rate: Rate;
  /** Of all creators, as ordered: what a flat amount is a part of. */
  wholeMinor: number;
  pieces: number;
  orderedMinor: number;
  leftMinor: number;
}

function worthsOf(facts: Facts, shared: Shared): Worth[] {
  const groups = groupsOf(facts, shared);
  return shared.claims.map(({ frozen }, at) => {
    const own = groups[at] ?? [];
    const baseMinor = sumMinor(own.map((group) => group.leftMinor));
    const parts = own.map((group) => ({
      rate: ratePart(group.rate),
      baseMinor: group.leftMinor,
      amountMinor: earnedMinor(group, group.leftMinor),
    }));
    return {
      orderedBaseMinor: sumMinor(own.map((group) => group.orderedMinor)),
      baseMinor,
      creditedMinor: sumMinor(own.map((group) => earnedMinor(group, group.orderedMinor))),
      amountMinor: sumMinor(parts.map((part) => part.amountMinor)),
      feeMinor: shareOf(baseMinor, frozen.feeBps),
      parts,
    };
  });
}

function worthAt(worths: readonly Worth[], at: number): Worth {
  const worth = worths[at];
  if (!worth) throw new RangeError(`no claim at ${at}`);
  return worth;
}

/** Every line is split among the claims by largest remainder, so that the bases together are the order's goods, whatever the weights. */
function groupsOf(facts: Facts, { claims, lines, currency }: Shared): Group[][] {
  const weights = claims.map((claim) => claim.weight);
  if (claims.length === 0) return [];
  const groups = claims.map(() => new Map<string, Group>());
  for (const line of lines) {
    if (!line.earns) continue;
    const ordered = splitMinor(line.netMinor, weights);
    const left = splitMinor(subtractMinor(line.netMinor, line.refundedMinor), weights);
    for (const [at, claim] of claims.entries()) {
      const rate = rateOf(facts, claim, line, currency);
      const own = groups[at] as Map<string, Group>;
      const key = groupKey(rate, line.lineId);
      const group = own.get(key) ?? { rate, wholeMinor: 0, pieces: 0, orderedMinor: 0, leftMinor: 0 };
      own.set(key, {
        rate,
        wholeMinor: addMinor(group.wholeMinor, line.netMinor),
        pieces: group.pieces + line.quantity,
        orderedMinor: addMinor(group.orderedMinor, ordered[at] ?? 0),
        leftMinor: addMinor(group.leftMinor, left[at] ?? 0),
      });
    }
  }
  return groups.map((own) => [...own.values()]);
}

/** Pieces of two lines may cost differently: what is left of one says nothing of the other. */
const groupKey = (rate: Rate, lineId: string): string =>
  rate.kind === 'share' ? `share ${rate.bps}` : rate.per === 'order' ? `order ${rate.amountMinor}` : `piece ${lineId}`;

const ratePart = (rate: Rate): CreditPart['rate'] =>
  rate.kind === 'share' ? { bps: rate.bps } : { flatMinor: rate.amountMinor, per: rate.per };

/** A flat amount is cut in proportion to the goods: half of what it is for gives half of it. Goods for nothing earn nothing. */
function earnedMinor({ rate, wholeMinor, pieces }: Group, baseMinor: number): number {
  if (rate.kind === 'share') return shareOf(baseMinor, rate.bps);
  if (wholeMinor === 0) return 0;
  return partOfMinor(rate.per === 'piece' ? timesMinor(rate.amountMinor, pieces) : rate.amountMinor, baseMinor, wholeMinor);
}

/** The promise on the card counts for its product; for other goods, what the same terms say of them. */
function rateOf(facts: Facts, { creatorId, sku, frozen }: Claim, line: LineState, currency: string): Rate {
  if (line.sku === sku && frozen.flat?.currency === currency) return { kind: 'flat', ...frozen.flat };
  if (line.sku === sku) return { kind: 'share', bps: frozen.rateBps };
  const terms = facts.terms(frozen.version)?.terms;
  if (!terms || terms.rates.length === 0) return { kind: 'share', bps: frozen.rateBps };
  return rateFor(terms, { sku: line.sku, category: line.category, creatorId, currency });
}

/** A credit's id is its order's with its place as last digit: everyone who recomputes finds the same. */
const creditId = (ref: Id<'ord'>, place: number): Id<'crd'> => `crd_${ref.slice('ord_'.length, -1)}${placeDigits.charAt(place)}`;
const placeDigits = '0123456789abcdefghjkmnpqrstvwxyz';
