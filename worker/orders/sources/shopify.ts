/**
 * Shopify: `orders/create`, `orders/updated` (edits), `orders/cancelled`, `refunds/create`, `app/uninstalled` and the three privacy topics.
 * Amounts are the shop's own currency (`shop_money`), after discounts and without tax and shipping.
 */
import * as z from 'zod';
import { fromBase64 } from '#shared/base64.ts';
import { receiptParameter } from '#shared/contracts/clicks.ts';
import { orderLinesMax, receiptsMax } from '#shared/contracts/orders.ts';
import { plainEmail } from '#shared/email.ts';
import { fail } from '#shared/errors.ts';
import { addMinor, parseAmount, subtractMinor, sumMinor, timesMinor } from '#shared/money.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { hmacFits } from '../../base/hmac.ts';
import { type Arrived, parsed, type Remembering, type Said, type Source } from './source.ts';

const anId = z.union([z.string().min(1).max(100), z.int()]).transform(String);
/** Shopify writes amounts as texts, and in some places as numbers. */
const anAmount = z.union([z.string().max(40), z.number()]).transform(String);
const aTime = z.iso.datetime({ offset: true });
const money = z.object({ amount: anAmount, currency_code: z.string() });
const moneySet = z.object({ shop_money: money });

const LineItem = z.object({
  id: anId,
  sku: z.string().max(100).nullish(),
  variant_id: anId.nullish(),
  quantity: z.int().min(0).max(100_000),
  price: anAmount,
  discount_allocations: z.array(z.object({ amount: anAmount })).default([]),
  tax_lines: z.array(z.object({ price: anAmount })).default([]),
});
const Order = z.object({
  id: anId,
  currency: z.string(),
  created_at: aTime,
  updated_at: aTime.nullish(),
  cancelled_at: aTime.nullish(),
  taxes_included: z.boolean().default(false),
  email: z.string().max(320).nullish(),
  landing_site: z.string().nullish(),
  note_attributes: z.array(z.object({ name: z.string(), value: z.string().nullish() })).default([]),
  discount_codes: z.array(z.object({ code: z.string() })).default([]),
  line_items: z.array(LineItem).max(orderLinesMax),
});
type Order = z.output<typeof Order>;
const Refund = z.object({
  id: anId,
  order_id: anId,
  created_at: aTime,
  refund_line_items: z
    .array(
      z.object({
        line_item_id: anId,
        subtotal: anAmount,
        total_tax: anAmount.default('0'),
        subtotal_set: moneySet.optional(),
        total_tax_set: moneySet.optional(),
      }),
    )
    .max(orderLinesMax)
    .default([]),
  transactions: z.array(z.object({ currency: z.string().nullish() })).default([]),
});

export const shopify: Source = {
  name: 'shopify',
  problem: async ({ header, body }, secrets) => {
    const given = fromBase64(header('x-shopify-hmac-sha256') ?? '');
    if (!given) return 'The header X-Shopify-Hmac-Sha256 is needed.';
    for (const secret of secrets) if (await hmacFits(new TextEncoder().encode(secret), given, body)) return undefined;
    return 'The signature does not match. Enter the secret that Shopify shows beside its webhooks under Integration.';
  },
  read: async ({ header }: Arrived, body, remembered) => {
    const topic = header('x-shopify-topic') ?? '';
    switch (topic) {
      case 'orders/create':
        return created(parsed('Shopify', Order, body), header('x-shopify-shop-domain'));
      case 'orders/updated':
        return edited(parsed('Shopify', Order, body));
      case 'orders/cancelled':
        return cancelled(parsed('Shopify', Order, body));
      case 'refunds/create':
        return refunded(parsed('Shopify', Refund, body), remembered);
      case 'app/uninstalled':
        return { ignored: 'The app was removed: no more orders will be told from this shop.' };
      case 'customers/data_request':
      case 'customers/redact':
      case 'shop/redact':
        return { ignored: 'Nothing is kept about customers: there is nothing to hand over or to erase.' };
      default:
        return { ignored: `The topic ${JSON.stringify(topic.slice(0, 60))} says nothing about money.` };
    }
  },
};

function created(order: Order, shop: string | null): Said {
  const { id, currency, created_at, discount_codes } = order;
  if (order.line_items.length === 0) return { ignored: 'An order without goods.' };
  const lines = linesOf(order);
  return {
    message: {
      type: 'order.created',
      data: {
        orderId: id,
        placedAt: created_at,
        currency,
        lines,
        receipts: receiptsOf(order),
        codes: discount_codes.slice(0, 10).flatMap(({ code }) => (isCode(code) ? [code.trim()] : [])),
        ...signsOf(order, shop),
      },
    },
    remember: { netMinor: sumMinor(lines.map((line) => line.netMinor)), totalMinor: 0, isTaxIncluded: order.taxes_included },
  };
}

/** What the rules of integrity look at once; nothing of it is kept. */
function signsOf({ email, landing_site }: Order, shop: string | null) {
  const domain = email?.trim().split('@')[1];
  const landing =
    landing_site && shop && URL.canParse(landing_site, `https://${shop}`) ? new URL(landing_site, `https://${shop}`).href : undefined;
  return {
    ...(email && domain?.includes('.') && { customer: { emailSha256: sha256Hex(plainEmail(email)), emailDomain: domain } }),
    ...(landing && landing.length <= 2048 && { landingUrl: landing }),
  };
}

const isCode = (code: string): boolean => code.trim() !== '' && code.trim().length <= 40;

/** Every change of an order is told as a whole; the book sees whether its goods are other ones, and which telling is the newest. */
function edited(order: Order): Said {
  const { id, currency, updated_at } = order;
  if (!updated_at) return { ignored: 'An update without its time.' };
  if (order.cancelled_at) return { ignored: 'The cancellation is told by itself.' };
  if (order.line_items.length === 0) return { ignored: 'An order without goods.' };
  return {
    message: {
      type: 'order.edited',
      data: { editId: `${id}@${updated_at}`, orderId: id, editedAt: updated_at, currency, lines: linesOf(order) },
    },
  };
}

function cancelled({ id, cancelled_at }: Order): Said {
  if (!cancelled_at) return fail('unprocessable', 'cancelled_at is missing.', { field: 'cancelled_at' });
  return { message: { type: 'order.cancelled', data: { orderId: id, cancelledAt: cancelled_at } } };
}

/** Money that goes back without goods (shipping, goodwill) is not part of what a commission stands on. */
async function refunded(refund: z.output<typeof Refund>, remembered: Remembering): Promise<Said> {
  const { id, order_id, created_at, refund_line_items, transactions } = refund;
  const currency = refund_line_items[0]?.subtotal_set?.shop_money.currency_code ?? transactions[0]?.currency;
  if (refund_line_items.length === 0) return { ignored: 'No goods went back: shipping and goodwill change no commission.' };
  if (!currency) return fail('unprocessable', 'The refund does not say its currency.', { field: 'refund_line_items.0.subtotal_set' });
  // Where prices contain the tax, so does this; only the order says which of both its shop does.
  const order = await remembered(order_id);
  if (!order) return { needs: 'order', orderId: order_id, at: Date.parse(created_at) };
  const back = new Map<string, number>();
  for (const line of refund_line_items) {
    const paid = amountOf(line.subtotal_set?.shop_money.amount ?? line.subtotal, currency, 'subtotal');
    const tax = order.isTaxIncluded ? amountOf(line.total_tax_set?.shop_money.amount ?? line.total_tax, currency, 'total_tax') : 0;
    back.set(line.line_item_id, addMinor(back.get(line.line_item_id) ?? 0, Math.max(0, subtractMinor(paid, tax))));
  }
  const lines = [...back].filter(([, netMinor]) => netMinor > 0).map(([lineId, netMinor]) => ({ lineId, netMinor }));
  if (lines.length === 0) return { ignored: 'Only goods that cost nothing went back.' };
  return { message: { type: 'order.refunded', data: { refundId: id, orderId: order_id, refundedAt: created_at, currency, lines } } };
}

function linesOf({ line_items, currency, taxes_included }: Order) {
  return line_items.map(({ id, sku, variant_id, quantity, price, discount_allocations, tax_lines }) => {
    const gross = timesMinor(amountOf(price, currency, 'price'), quantity);
    const off = sumMinor(discount_allocations.map((one) => amountOf(one.amount, currency, 'discount_allocations')));
    const tax = taxes_included ? sumMinor(tax_lines.map((one) => amountOf(one.price, currency, 'tax_lines'))) : 0;
    const netMinor = Math.max(0, subtractMinor(subtractMinor(gross, off), tax));
    // A line whose pieces were all taken off the order stays, with nothing in it.
    return { lineId: id, sku: sku || variant_id || id, quantity: Math.max(1, quantity), netMinor };
  });
}

/** The theme keeps receipts as a cart attribute; the landing page of the visit has the last one in its address. */
function receiptsOf({ note_attributes, landing_site }: Order): string[] {
  const kept = note_attributes.flatMap(({ name, value }) => (name === receiptParameter && value ? value.split(/[\s,]+/) : []));
  const landed = landing_site ? new URL(landing_site, 'https://shop.invalid').searchParams.get(receiptParameter) : null;
  return [...new Set([...kept, ...(landed ? [landed] : [])])].filter((one) => one !== '' && one.length <= 1000).slice(-receiptsMax);
}

function amountOf(text: string, currency: string, field: string): number {
  const amount = parseAmount(text, currency);
  if (amount === undefined || amount < 0)
    fail('unprocessable', `${field} is not an amount of ${currency}: ${text.slice(0, 40)}.`, { field });
  return amount;
}
