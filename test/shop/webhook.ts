/** Messages to Gloss, as its documentation for merchants describes them (docs/WEBHOOKS.md): bodies, signature, and when to try again. */
import { createHmac } from 'node:crypto';

export interface Line {
  lineId: string;
  sku: string;
  quantity: number;
  /** After coupons, without tax and shipping. */
  netMinor: number;
}
export interface OrderFacts {
  orderId: string;
  placedAt: string;
  currency: string;
  lines: readonly Line[];
  /** Values of the `gloss` parameter that the cart saw. */
  receipts: readonly string[];
}
export interface RefundFacts {
  refundId: string;
  orderId: string;
  refundedAt: string;
  currency: string;
  lines: readonly { lineId: string; netMinor: number }[];
}

export const orderBody = (data: OrderFacts): string => JSON.stringify({ type: 'order.created', data });
export const refundBody = (data: RefundFacts): string => JSON.stringify({ type: 'order.refunded', data });

export interface Message {
  id: string;
  body: string;
}

/** The three headers of Standard Webhooks. @param secret `whsec_` and base64 @param seconds since 1970, of this attempt */
export function signedHeaders({ id, body }: Message, secret: string, seconds: number): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${signature}`,
  };
}

export type Outcome = 'delivered' | 'refused' | 'again';

/** These say that the message itself is wrong: sending the same bytes again cannot help, a person must look. */
const pointless = [400, 409, 410, 413, 415, 422];

export function outcomeOf(status: number | undefined): Outcome {
  if (status === undefined) return 'again';
  if (status >= 200 && status < 300) return 'delivered';
  return pointless.includes(status) ? 'refused' : 'again';
}

/** A real shop waits 5 s, 5 min, 30 min, 2 h and so on; a demo is watched by people, so it hurries. */
const waitsMs = [1000, 2000, 4000, 8000, 15_000, 30_000, 60_000];

/** Milliseconds until the next attempt, after so many that failed. */
export const waitMs = (attempts: number): number => waitsMs[Math.min(attempts, waitsMs.length) - 1] ?? 1000;
