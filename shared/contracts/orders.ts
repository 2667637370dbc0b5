/** Orders and refunds as the merchant tells them, and what became of each: one commission or one reason. */
import * as z from 'zod';
import { weightModels } from '../book/attribution/models.ts';
import { endpoint } from './endpoint.ts';
import { bps, currency, cursorQuery, httpsUrl, idOf, line, minor, minorPositive, timeMs } from './fields.ts';

export const receiptsMax = 10;
export const orderLinesMax = 200;

/** Times are ISO 8601 with zone, as merchants write them. */
const isoTime = z.iso.datetime({ offset: true });

const OrderedLine = z.strictObject({
  lineId: line(100),
  sku: line(100),
  quantity: z.int().min(1).max(100_000),
  /** What the buyer paid for this line's goods: after coupons, without tax and shipping, all pieces together. */
  netMinor: minor.min(0),
});

export const OrderCreated = z.strictObject({
  type: z.literal('order.created'),
  data: z.strictObject({
    orderId: line(100),
    placedAt: isoTime,
    currency,
    lines: z.array(OrderedLine).min(1).max(orderLinesMax),
    /** Values of the `gloss` parameter that this cart saw, in any order. */
    receipts: z.array(z.string().max(1000)).max(receiptsMax).default([]),
    /** Discount codes that the buyer entered. */
    codes: z.array(line(40)).max(10).default([]),
    /**
     * Signs by which a creator's own purchase and throw-away addresses are told. They are looked at once and never kept; left out, those rules
     * find nothing.
     */
    customer: z
      .strictObject({
        /**
         * SHA-256, lower-case hex, of the buyer's e-mail: lower case, without spaces around it, without `+…` before the `@`; for gmail.com and
         * googlemail.com without dots before the `@` and with gmail.com behind it.
         */
        emailSha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/, { error: 'not a SHA-256 in 64 lower-case hex digits' })
          .optional(),
        /** What stands behind the `@`. */
        emailDomain: z
          .string()
          .max(253)
          .regex(/^[^\s@]+\.[^\s@]+$/, { error: 'not the domain of an e-mail address' })
          .optional(),
      })
      .optional(),
    /** The address of the first page of the visit that led to the order: shows paid advertisements. Looked at once, never kept. */
    landingUrl: httpsUrl.optional(),
  }),
});
export const OrderRefunded = z.strictObject({
  type: z.literal('order.refunded'),
  data: z.strictObject({
    refundId: line(100),
    orderId: line(100),
    refundedAt: isoTime,
    currency,
    lines: z
      .array(z.strictObject({ lineId: line(100), netMinor: minorPositive }))
      .min(1)
      .max(orderLinesMax),
  }),
});
/** The order's lines as they are from now on, all of them; one that is left out is no longer bought. Refunds are told by themselves. */
export const OrderEdited = z.strictObject({
  type: z.literal('order.edited'),
  data: z.strictObject({
    /** Another for each edit: the same again is the same edit. */
    editId: line(150),
    orderId: line(100),
    /** Of several edits the newest counts, whatever comes first. */
    editedAt: isoTime,
    currency,
    lines: z.array(OrderedLine).min(1).max(orderLinesMax),
  }),
});
/** Takes back everything that is left. */
export const OrderCancelled = z.strictObject({
  type: z.literal('order.cancelled'),
  data: z.strictObject({ orderId: line(100), cancelledAt: isoTime }),
});
export const OrderMessage = z.discriminatedUnion('type', [OrderCreated, OrderRefunded, OrderEdited, OrderCancelled]);
export type OrderMessage = z.output<typeof OrderMessage>;

export const receiveOrder = endpoint({
  method: 'post',
  path: '/v1/orders/webhook/{brandId}',
  summary:
    "The merchant's webhook (Standard Webhooks signature over the raw body, 300 s tolerance both ways). The same message again changes nothing.",
  callers: ['signature'],
  params: z.strictObject({ brandId: idOf('brd') }),
  body: OrderMessage,
  answer: z.strictObject({ result: z.enum(['recorded', 'exists', 'waiting_for_order']), notes: z.array(z.string()) }),
  refusals: ['invalid_signature', 'conflict', 'unprocessable', 'too_large', 'not_found'],
});

const toldAnswer = z.strictObject({ result: z.enum(['recorded', 'exists', 'waiting_for_order', 'ignored']), notes: z.array(z.string()) });

/** Shop systems that tell orders in their own words. */
export const orderSources = ['shopify', 'stripe'] as const;
export type OrderSource = (typeof orderSources)[number];

export const receiveShopify = endpoint({
  method: 'post',
  path: '/v1/orders/shopify/{brandId}',
  summary:
    'Webhooks of Shopify (orders/create, orders/updated, orders/cancelled, refunds/create, app/uninstalled, privacy topics), HMAC over the raw body.',
  callers: ['signature'],
  params: z.strictObject({ brandId: idOf('brd') }),
  body: z.unknown(),
  answer: toldAnswer,
  refusals: ['invalid_signature', 'conflict', 'unprocessable', 'too_large', 'unavailable'],
  bodyBytesMax: 1024 * 1024,
});

export const receiveStripe = endpoint({
  method: 'post',
  path: '/v1/orders/stripe/{brandId}',
  summary:
    'Webhooks of Stripe (checkout.session.completed, checkout.session.async_payment_succeeded, charge.refunded), 300 s tolerance both ways.',
  callers: ['signature'],
  params: z.strictObject({ brandId: idOf('brd') }),
  body: z.unknown(),
  answer: toldAnswer,
  refusals: ['invalid_signature', 'conflict', 'unprocessable', 'too_large', 'unavailable'],
  bodyBytesMax: 256 * 1024,
});

const SourceView = z.strictObject({
  source: z.enum(orderSources),
  /** Where the shop system sends its webhooks to. */
  url: z.string(),
  isSet: z.boolean(),
  setAt: timeMs.nullable(),
  /** When a message of it was last believed. */
  heardAt: timeMs.nullable(),
});
export type SourceView = z.output<typeof SourceView>;

export const listSources = endpoint({
  method: 'get',
  path: '/v1/orders/sources',
  summary: 'The shop systems that can tell orders, their addresses, and whether their secret is set. Secrets are never shown.',
  callers: ['brand'],
  answer: z.strictObject({ sources: z.array(SourceView) }),
});

export const setSource = endpoint({
  method: 'put',
  path: '/v1/orders/sources',
  summary: 'Keeps the signing secret of a shop system; the one before stays good for an hour. Null forgets both.',
  callers: ['brand'],
  roles: ['owner', 'admin'],
  body: z.strictObject({ source: z.enum(orderSources), secret: line(200).nullable() }),
  answer: SourceView,
});

/** Why an order earned nobody anything; closed list. */
export const noCreditReasons = [
  'no_click',
  'window_over',
  'stand_down',
  'self_referral',
  'excluded_product',
  'others_code',
  'consent_off',
  'late_report',
  'duplicate',
  'fraud_hold',
  'no_programme',
] as const;
export type NoCreditReason = (typeof noCreditReasons)[number];

export const creditStates = ['held', 'in_review', 'payable', 'paid', 'reversed', 'rejected'] as const;

/** One rate of a credit: a share of its base, or a flat amount in proportion to the goods kept. */
export const CreditPart = z.strictObject({
  rate: z.union([z.strictObject({ bps }), z.strictObject({ flatMinor: minorPositive, per: z.enum(['order', 'piece']) })]),
  baseMinor: minor,
  amountMinor: minor,
});
export type CreditPart = z.output<typeof CreditPart>;

/** One credit: base x rate = amount, where it stands and when that changes. */
export const CreditLine = z.strictObject({
  id: idOf('crd'),
  creator: z.strictObject({ id: idOf('crt'), name: z.string() }),
  baseMinor: minor,
  /** Null when several rates or a flat amount gave it: see `parts`. */
  rateBps: bps.nullable(),
  parts: z.array(CreditPart),
  /** Its part of the order, where the contract divides it. */
  weight: z.strictObject({ is: z.int(), of: z.int() }).nullable(),
  /** The creator's code that earned it, in place of a click. */
  code: z.string().nullable(),
  /** After refunds. */
  amountMinor: minor,
  /** What refunds took back. */
  reversedMinor: minor,
  /** The platform's fee, on top of the commission, paid by the brand. */
  feeMinor: minor,
  currency,
  state: z.enum(creditStates),
  /** The rules that hold it for review. */
  review: z.array(z.string()),
  rejected: z.enum(noCreditReasons).nullable(),
  clickedAt: timeMs.nullable(),
  /** When `held` becomes `payable`. */
  releaseAt: timeMs,
  releasedAt: timeMs.nullable(),
});
export type CreditLine = z.output<typeof CreditLine>;

export const OrderLine = z.strictObject({
  id: idOf('ord'),
  /** The merchant's own number. */
  orderId: z.string(),
  placedAt: timeMs,
  recordedAt: timeMs,
  currency,
  grossMinor: minor,
  refundedMinor: minor,
  skus: z.array(z.string()),
  cancelledAt: timeMs.nullable(),
  /** One for each creator whose click or code counts; a credit that a review rejected stays in sight. */
  credits: z.array(CreditLine),
  reason: z.enum(noCreditReasons).nullable(),
});
export type OrderLine = z.output<typeof OrderLine>;

export const listOrders = endpoint({
  method: 'get',
  path: '/v1/orders/list',
  summary: "The brand's orders, newest first: each with its commission or the reason why it has none.",
  callers: ['brand'],
  scope: 'orders:read',
  query: cursorQuery,
  answer: z.strictObject({ orders: z.array(OrderLine), next: z.string().nullable() }),
});

/** A click of the order's path, with the quote that it froze and what it counted for. */
export const ExplainedClick = z.strictObject({
  id: idOf('clk'),
  creator: z.strictObject({ id: idOf('crt'), name: z.string() }),
  sku: z.string(),
  contentUrl: z.string().nullable(),
  clickedAt: timeMs,
  windowEndsAt: z.int(),
  traffic: z.enum(['valid', 'duplicate', 'givt', 'suspect', 'stand_down', 'consent_off']),
  /** `no_part`: it stands in the path, and the model gives it nothing. `too_many`: newer clicks fill the path. */
  verdict: z.enum(['counts', 'no_part', 'window_over', 'after_order', 'not_valid', 'too_many']),
  quote: z.strictObject({
    version: z.int(),
    rateBps: bps,
    flat: z.strictObject({ amountMinor: minorPositive, currency, per: z.enum(['order', 'piece']) }).nullable(),
    windowDays: z.int(),
    holdDays: z.int(),
    feeBps: bps,
    model: z.enum(weightModels),
  }),
});
export type ExplainedClick = z.output<typeof ExplainedClick>;

export const happenings = [
  'order.recorded',
  'refund.recorded',
  'order.edited',
  'order.cancelled',
  'hold.released',
  'review.opened',
  'review.decided',
  'review.reversed',
  'adjustment.recorded',
] as const;

export const OrderHappening = z.strictObject({
  /** Its place in the book's log, and the hash there: what `gloss verify` recomputes. */
  seq: z.int(),
  hash: z.string(),
  at: timeMs,
  type: z.enum(happenings),
  /** Of a refund: what went back. Of an adjustment: to the creator when above zero. */
  amountMinor: minor.nullable(),
  creditId: idOf('crd').nullable(),
  /** Of a review: the rule that opened it, or what was decided. */
  rule: z.string().nullable(),
  verdict: z.enum(['clear', 'reject']).nullable(),
  postings: z.array(z.strictObject({ from: z.string(), to: z.string(), amountMinor: minor, currency })),
});
export type OrderHappening = z.output<typeof OrderHappening>;

export const ExplainedOrder = z.strictObject({
  order: OrderLine,
  source: z.string(),
  lines: z.array(
    z.strictObject({
      lineId: z.string(),
      sku: z.string(),
      quantity: z.int(),
      netMinor: minor,
      refundedMinor: minor,
      /** Whether it stands in the base of a commission. */
      earns: z.boolean(),
    }),
  ),
  /** Discount codes that the buyer entered. */
  codes: z.array(z.string()),
  /** All clicks that the order's receipts proved, oldest first. */
  clicks: z.array(ExplainedClick),
  /** How the path was weighed; null when a code earned it or nobody did. */
  model: z.enum(weightModels).nullable(),
  /** What each model would have given each creator on the goods as they are now. Models weigh clicks: codes and reviews are left out. */
  models: z.array(
    z.strictObject({
      model: z.enum(weightModels),
      shares: z.array(
        z.strictObject({ creator: z.strictObject({ id: idOf('crt'), name: z.string() }), amountMinor: minor, feeMinor: minor }),
      ),
    }),
  ),
  /** All that happened to it, in the order of the log. */
  history: z.array(OrderHappening),
});
export type ExplainedOrder = z.output<typeof ExplainedOrder>;

export const getOrder = endpoint({
  method: 'get',
  path: '/v1/orders/list/{orderRef}',
  summary:
    'One order explained: its goods, every click with what it counted for and the quote it froze, what each model would have given, and all that happened to it with its postings.',
  callers: ['brand'],
  scope: 'orders:read',
  params: z.strictObject({ orderRef: idOf('ord') }),
  answer: ExplainedOrder,
  refusals: ['not_found'],
});

/** Which orders without credit are asked for. */
export const unrecordedQuery = cursorQuery.extend({
  reason: z.enum(noCreditReasons).optional(),
  /** Placed at or after this time and before that one, UTC milliseconds. */
  from: z.coerce.number().int().min(0).max(8_640_000_000_000).default(0),
  until: z.coerce.number().int().min(0).max(8_640_000_000_000).default(8_640_000_000_000),
});
/** Of the whole period, whichever reason is asked for; by month (UTC) and reason. */
export const ReasonCount = z.strictObject({ reason: z.enum(noCreditReasons), month: z.string(), orders: z.int() });
export type ReasonCount = z.output<typeof ReasonCount>;

export const UnrecordedOrder = OrderLine.omit({ credits: true, reason: true }).extend({ reason: z.enum(noCreditReasons) });
export type UnrecordedOrder = z.output<typeof UnrecordedOrder>;

export const listUnrecorded = endpoint({
  method: 'get',
  path: '/v1/orders/unrecorded',
  summary: 'Orders that earned nobody a commission, newest first, each with its reason; and how many by month and reason.',
  callers: ['brand'],
  scope: 'orders:read',
  query: unrecordedQuery,
  answer: z.strictObject({ orders: z.array(UnrecordedOrder), counts: z.array(ReasonCount), next: z.string().nullable() }),
});

export const listBaskets = endpoint({
  method: 'get',
  path: '/v1/orders/baskets',
  summary:
    'What was bought together: the products of each order with several of them, in the order of its lines, oldest order first. For learning what goes with what; nothing about who bought.',
  callers: ['operator'],
  query: z.strictObject({ after: idOf('ord').optional(), limit: z.coerce.number().int().min(1).max(500).default(200) }),
  /** A page may have fewer baskets than asked for, and none, before the last. */
  answer: z.strictObject({ baskets: z.array(z.array(idOf('prd')).min(2).max(orderLinesMax)), next: idOf('ord').nullable() }),
});
