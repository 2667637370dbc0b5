/** Base x rate: what an attributed order earns, and what is left of it after refunds. */
import type { Id } from '../ids.ts';
import { addMinor, shareOf, subtractMinor, sumMinor } from '../money.ts';
import { dayMs } from '../time.ts';
import type { OrderRecorded, Touch } from './events.ts';
import type { CreditState, LineState } from './state.ts';

/** A credit as it was made, before any refund; it is kept unchanged for ever. */
export interface Credit {
  id: Id<'crd'>;
  orderRef: Id<'ord'>;
  creatorId: Id<'crt'>;
  clickId: Id<'clk'>;
  clickedAt: number;
  contentUrl: string | null;
  baseMinor: number;
  rateBps: number;
  amountMinor: number;
  feeBps: number;
  feeMinor: number;
  currency: string;
  releaseAt: number;
}

export function linesOf(order: OrderRecorded, excludedSkus: readonly string[]): LineState[] {
  const excluded = new Set(excludedSkus);
  return order.lines.map(({ lineId, sku, netMinor }) => ({ lineId, sku, netMinor, refundedMinor: 0, earns: !excluded.has(sku) }));
}

export function creditOf(order: OrderRecorded, touch: Touch, lines: readonly LineState[]): Credit {
  const { rateBps, feeBps, holdDays } = touch.frozen;
  const baseMinor = sumMinor(lines.filter((line) => line.earns).map((line) => line.netMinor));
  return {
    id: creditId(order.ref, 0),
    orderRef: order.ref,
    creatorId: touch.creatorId,
    clickId: touch.clickId,
    clickedAt: touch.clickedAt,
    contentUrl: touch.contentUrl,
    baseMinor,
    rateBps,
    amountMinor: shareOf(baseMinor, rateBps),
    feeBps,
    feeMinor: shareOf(baseMinor, feeBps),
    currency: order.currency,
    // A shop's clock may run ahead of ours: the later of both begins the hold, so that nothing is released early.
    releaseAt: Math.max(order.placedAt, order.at) + holdDays * dayMs,
  };
}

export const heldCredit = ({
  id,
  creatorId,
  contentUrl,
  clickedAt,
  rateBps,
  feeBps,
  baseMinor,
  amountMinor,
  feeMinor,
  releaseAt,
}: Credit): CreditState => ({
  id,
  creatorId,
  contentUrl,
  clickedAt,
  rateBps,
  feeBps,
  baseMinor,
  refundedBaseMinor: 0,
  amountMinor,
  feeMinor,
  releaseAt,
  releasedAt: null,
});

/**
 * The rule applied to what is left, not to what goes back: whatever the steps, the commission is that of an order of just the goods kept,
 * and exactly 0 when everything went back.
 */
export function creditAfterRefund(credit: CreditState, refundedMinor: number): CreditState {
  const refundedBaseMinor = addMinor(credit.refundedBaseMinor, refundedMinor);
  const leftMinor = subtractMinor(credit.baseMinor, refundedBaseMinor);
  return {
    ...credit,
    refundedBaseMinor,
    amountMinor: shareOf(leftMinor, credit.rateBps),
    feeMinor: shareOf(leftMinor, credit.feeBps),
  };
}

/** A credit's id is its order's with its place as last digit: everyone who recomputes finds the same. */
const creditId = (ref: Id<'ord'>, place: number): Id<'crd'> => `crd_${ref.slice('ord_'.length, -1)}${place}`;
