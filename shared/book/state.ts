/** Where things stand: an order with its lines and credits, and the few facts a decision may ask for. Plain JSON, never changed in place. */
import type { NoCreditReason } from '../contracts/orders.ts';
import type { Id } from '../ids.ts';
import { shareOf } from '../money.ts';
import type { RefundRecorded } from './events.ts';

export interface LineState {
  lineId: string;
  sku: string;
  netMinor: number;
  refundedMinor: number;
  /** Whether it stands in the base of a commission: not for excluded products. */
  earns: boolean;
}

export interface CreditState {
  id: Id<'crd'>;
  creatorId: Id<'crt'>;
  contentUrl: string | null;
  clickedAt: number;
  rateBps: number;
  feeBps: number;
  baseMinor: number;
  refundedBaseMinor: number;
  /** Commission and fee after refunds. */
  amountMinor: number;
  feeMinor: number;
  releaseAt: number;
  releasedAt: number | null;
}

export interface OrderState {
  /** Of the event that recorded it; its postings are named by it. */
  seq: number;
  ref: Id<'ord'>;
  source: string;
  orderId: string;
  placedAt: number;
  recordedAt: number;
  currency: string;
  lines: readonly LineState[];
  credits: readonly CreditState[];
  /** Set exactly when there is no credit. */
  reason: NoCreditReason | null;
}

/** What a decision may ask. Answered from SQL in the book, from memory in the verifier. */
export interface Facts {
  order: (source: string, orderId: string) => OrderState | undefined;
  /** The order of a credit that is still held. */
  orderOfHeld: (creditId: Id<'crd'>) => OrderState | undefined;
  /** Refunds that came before this order, in the order in which they came. */
  parkedRefunds: (source: string, orderId: string) => readonly RefundRecorded[];
  /** How many versions of terms there are so far. */
  termsCount: () => number;
  excludedSkus: (termsVersion: number) => readonly string[];
}

/** What refunds took back of a commission so far. */
export const reversedMinorOf = (credit: CreditState): number => shareOf(credit.baseMinor, credit.rateBps) - credit.amountMinor;

export const isReversed = (credit: CreditState): boolean => credit.refundedBaseMinor > 0 && credit.amountMinor === 0;

/** Whether a release is still to come. */
export const isHeld = (credit: CreditState): boolean => credit.releasedAt === null && !(isReversed(credit) && credit.feeMinor === 0);
