/**
 * Stripe: `checkout.session.completed` (and `async_payment_succeeded`, when the money comes later) and `charge.refunded`. A session's event does not
 * carry its lines, so an order is one line; an order is named by its payment, because that is what a refund names.
 */
import * as z from 'zod';
import { receiptParameter } from '#shared/contracts/clicks.ts';
import { receiptsMax } from '#shared/contracts/orders.ts';
import { fail } from '#shared/errors.ts';
import { isCurrency, partOfMinor, subtractMinor } from '#shared/money.ts';
import { secondMs } from '#shared/time.ts';
import { hmacFits } from '../../base/hmac.ts';
import { type Arrived, parsed, type Remembering, type Said, type Source } from './source.ts';

export const toleranceSeconds = 300;
const signaturesMax = 10;
const goodsLine = 'goods';
/** ISO 4217 gives it no smaller unit; Stripe still counts it in hundredths. */
const inHundredths: ReadonlySet<string> = new Set(['ISK']);

const amount = z.int().min(0);
const Session = z.object({
  id: z.string().max(100),
  payment_intent: z.string().max(100).nullish(),
  payment_status: z.string(),
  amount_total: amount.nullable(),
  currency: z.string().nullable(),
  created: z.int(),
  client_reference_id: z.string().max(1000).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  total_details: z.object({ amount_shipping: amount.nullish(), amount_tax: amount }).nullish(),
});
const Charge = z.object({
  id: z.string().max(100),
  payment_intent: z.string().max(100).nullish(),
  amount,
  amount_refunded: amount,
  currency: z.string(),
});
const Event = z.object({
  type: z.string(),
  created: z.int(),
  data: z.object({ object: z.unknown(), previous_attributes: z.object({ amount_refunded: amount.optional() }).nullish() }),
});

export const stripe: Source = {
  name: 'stripe',
  problem: signatureProblem,
  read: async (_, body, remembered) => {
    const { type, created, data } = parsed('Stripe', Event, body);
    switch (type) {
      case 'checkout.session.completed':
      case 'checkout.session.async_payment_succeeded':
        return paid(parsed('Stripe', Session, data.object));
      case 'charge.refunded':
        return refunded(parsed('Stripe', Charge, data.object), {
          at: created,
          beforeMinor: data.previous_attributes?.amount_refunded ?? 0,
          remembered,
        });
      default:
        return { ignored: `Events of the type ${JSON.stringify(type.slice(0, 60))} change no commission.` };
    }
  },
};

/** `t=…,v1=…[,v1=…]` over `t.body`. Age is checked both ways: Stripe's own library lets a time from the future pass. */
async function signatureProblem({ header, body, nowMs }: Arrived, secrets: readonly string[]): Promise<string | undefined> {
  const parts = (header('stripe-signature') ?? '').split(',').map((part) => part.trim().split('='));
  const timestamp = parts.find(([name]) => name === 't')?.[1];
  const given = parts
    .flatMap(([name, value]) => (name === 'v1' && /^[0-9a-f]{64}$/i.test(value ?? '') ? [fromHex(value ?? '')] : []))
    .slice(0, signaturesMax);
  if (!timestamp || !/^\d{1,12}$/.test(timestamp) || given.length === 0) return 'The header Stripe-Signature with t and v1 is needed.';
  const ageSeconds = Math.floor(nowMs / secondMs) - Number(timestamp);
  if (Math.abs(ageSeconds) > toleranceSeconds)
    return `The signature is ${Math.abs(ageSeconds)} s ${ageSeconds > 0 ? 'old' : 'ahead'}; ${toleranceSeconds} s are tolerated.`;
  const head = new TextEncoder().encode(`${timestamp}.`);
  const signed = new Uint8Array(head.length + body.length);
  signed.set(head);
  signed.set(body, head.length);
  for (const secret of secrets)
    for (const mac of given) if (await hmacFits(new TextEncoder().encode(secret), mac, signed)) return undefined;
  return 'No signature matches. Enter the signing secret of this endpoint from Stripe under Integration.';
}

function paid(session: z.output<typeof Session>): Said {
  const { id, payment_intent, payment_status, amount_total, total_details, created } = session;
  if (payment_status === 'unpaid') return { ignored: 'The money has not come yet: its own event will say so.' };
  const currency = currencyOf(session.currency ?? '');
  const totalMinor = inMinor(amount_total ?? 0, currency);
  const aside = (total_details?.amount_shipping ?? 0) + (total_details?.amount_tax ?? 0);
  const netMinor = Math.max(0, subtractMinor(totalMinor, inMinor(aside, currency)));
  return {
    message: {
      type: 'order.created',
      data: {
        orderId: payment_intent ?? id,
        placedAt: new Date(created * secondMs).toISOString(),
        currency,
        lines: [{ lineId: goodsLine, sku: session.metadata?.['sku']?.slice(0, 100) || 'stripe', quantity: 1, netMinor }],
        receipts: receiptsOf(session),
      },
    },
    remember: { netMinor, totalMinor, isTaxIncluded: false },
  };
}

/** Stripe tells all that was refunded so far: the goods' part of it less that of before, so that the parts of any steps sum to the whole. */
async function refunded(
  charge: z.output<typeof Charge>,
  { at, beforeMinor, remembered }: { at: number; beforeMinor: number; remembered: Remembering },
): Promise<Said> {
  const { id, payment_intent, amount_refunded } = charge;
  if (!payment_intent) return { ignored: 'A charge that belongs to no checkout.' };
  const order = await remembered(payment_intent);
  if (!order) return { needs: 'order', orderId: payment_intent, at: at * secondMs };
  const currency = currencyOf(charge.currency);
  const goods = (refundedMinor: number): number =>
    order.totalMinor === 0
      ? 0
      : partOfMinor(order.netMinor, Math.min(inMinor(refundedMinor, currency), order.totalMinor), order.totalMinor);
  const netMinor = subtractMinor(goods(amount_refunded), goods(beforeMinor));
  if (netMinor <= 0) return { ignored: 'No part of the goods went back.' };
  return {
    message: {
      type: 'order.refunded',
      data: {
        refundId: `${id}:${amount_refunded}`,
        orderId: payment_intent,
        refundedAt: new Date(at * secondMs).toISOString(),
        currency,
        lines: [{ lineId: goodsLine, netMinor }],
      },
    },
  };
}

function receiptsOf({ metadata, client_reference_id }: z.output<typeof Session>): string[] {
  const kept = (metadata?.[receiptParameter] ?? '').split(/[\s,]+/);
  // Payment links can carry one value only; it is a receipt when it looks like one.
  const referred = client_reference_id?.startsWith('v1.') ? [client_reference_id] : [];
  return [...new Set([...kept, ...referred])].filter((one) => one !== '' && one.length <= 1000).slice(-receiptsMax);
}

function currencyOf(code: string): string {
  const currency = code.toUpperCase();
  return isCurrency(currency)
    ? currency
    : fail('unprocessable', `${code.slice(0, 10)} is not a currency known here.`, { field: 'currency' });
}

function inMinor(value: number, currency: string): number {
  if (!inHundredths.has(currency)) return value;
  if (value % 100 !== 0) fail('unprocessable', `${value} is not a whole amount of ${currency}.`, { field: 'amount' });
  return value / 100;
}

const fromHex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
