import { codeOwnerOf } from '#shared/book/attribute.ts';
import type { OrderedLine } from '#shared/book/events.ts';
import type { Product } from '#shared/contracts/catalogue.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { OrderMessage, type receiveOrder as receiveOrderEndpoint } from '#shared/contracts/orders.ts';
import { fail } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { sumMinor } from '#shared/money.ts';
import { hourMs } from '#shared/time.ts';
import { webhookSecrets } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { jsonOf, parse } from '../base/serve.ts';
import { signatureProblem } from '../base/signature.ts';
import { recordCancellation, recordEdit, recordOrder, recordRefund } from '../books/index.ts';
import { findBySkus, getProducts } from '../catalogue/index.ts';
import { findTerms, readReceipts } from '../clicks/index.ts';
import { judgeOrder } from '../integrity/index.ts';
import { noteOrders } from '../learning/index.ts';

/** Shops' clocks differ a little; an order from tomorrow is a mistake. */
const futureToleranceMs = hourMs;

type Answer = Out<typeof receiveOrderEndpoint>;
type Data<Type extends OrderMessage['type']> = Extract<OrderMessage, { type: Type }>['data'];
/** Whose message: the source is named in event ids, so that the same order number of another source is another order. */
export interface From {
  brandId: Id<'brd'>;
  source: string;
}

/** Answers only after the book has committed: a merchant that hears nothing sends again, and the book knows it. */
export async function receiveOrder(call: Call, { brandId }: In<typeof receiveOrderEndpoint>): Promise<Answer> {
  await proveSender(call, brandId);
  return takeMessage(call, { brandId, source: 'webhook' }, parse(OrderMessage, jsonOf(call), 'body') as OrderMessage);
}

/** What any source says, in our words: into the book. */
export function takeMessage(call: Call, from: From, message: OrderMessage): Promise<Answer> {
  switch (message.type) {
    case 'order.created':
      return created(call, from, message.data);
    case 'order.refunded':
      return refunded(call, from, message.data);
    case 'order.edited':
      return edited(call, from, message.data);
    case 'order.cancelled':
      return cancelled(call, from, message.data);
  }
}

async function proveSender(call: Call, brandId: Id<'brd'>): Promise<void> {
  const { headers } = call.request;
  const message = {
    id: headers.get('webhook-id'),
    timestamp: headers.get('webhook-timestamp'),
    signature: headers.get('webhook-signature'),
    body: call.rawBody,
  };
  // An unknown brand has no secret, so it cannot be told from a wrong signature.
  const problem = await signatureProblem(message, await webhookSecrets(call, brandId), call.now);
  if (problem) fail('invalid_signature', problem);
}

async function created(call: Call, { brandId, source }: From, data: Data<'order.created'>): Promise<Answer> {
  const placedAt = pastTime(call, data.placedAt, 'placedAt');
  refuseRepeats(data.lines.map((line) => line.lineId));
  boundedSum(data.lines.map((line) => line.netMinor));
  const { receipts, notes } = await readReceipts(call, brandId, data.receipts);
  const skus = [...new Set(data.lines.map((line) => line.sku))];
  const known = new Map((await findBySkus(call, brandId, skus)).map((product) => [product.sku, product]));
  const clicked = await getProducts(call, [...new Set(receipts.map((receipt) => receipt.productId))]);
  const skuOf = new Map(clicked.map((product) => [product.id, product.sku]));
  const unknown = skus.filter((sku) => !known.has(sku)).map((sku) => `sku ${sku} is not in the catalogue; the order counts all the same`);
  const told = {
    source,
    orderId: data.orderId,
    placedAt,
    currency: data.currency,
    lines: inCategories(data.lines, known),
    touches: receipts.map(({ brandId: _, ...touch }) => ({ ...touch, sku: skuOf.get(touch.productId) ?? '', traffic: 'valid' as const })),
    ...(data.codes.length > 0 && { codes: data.codes }),
  };
  const [terms] = await findTerms(call.env, [brandId], placedAt);
  const order = await judgeOrder(call, brandId, told, {
    emailSha256: data.customer?.emailSha256,
    emailDomain: data.customer?.emailDomain,
    landingUrl: data.landingUrl,
    paidTraffic: terms?.terms.paidTraffic ?? 'allowed',
    codeOwner: terms && codeOwnerOf(terms, data.codes),
  });
  const { result } = await recordOrder(call, brandId, order);
  if (result === 'recorded')
    noteOrders(
      call,
      receipts.map((receipt) => receipt.clickId),
    );
  return { result, notes: [...notes, ...unknown].slice(0, 50) };
}

async function refunded(call: Call, { brandId, source }: From, data: Data<'order.refunded'>): Promise<Answer> {
  refuseRepeats(data.lines.map((line) => line.lineId));
  boundedSum(data.lines.map((line) => line.netMinor));
  const refundedAt = pastTime(call, data.refundedAt, 'refundedAt');
  const isOfShopSystem = source !== 'webhook';
  const { result } = await recordRefund(call, brandId, { ...data, source, refundedAt, ...(isOfShopSystem && { isCapped: true }) });
  return { result, notes: [] };
}

async function edited(call: Call, { brandId, source }: From, data: Data<'order.edited'>): Promise<Answer> {
  refuseRepeats(data.lines.map((line) => line.lineId));
  boundedSum(data.lines.map((line) => line.netMinor));
  const editedAt = pastTime(call, data.editedAt, 'editedAt');
  const skus = [...new Set(data.lines.map((line) => line.sku))];
  const known = new Map((await findBySkus(call, brandId, skus)).map((product) => [product.sku, product]));
  const { result } = await recordEdit(call, brandId, { ...data, source, editedAt, lines: inCategories(data.lines, known) });
  return { result, notes: [] };
}

async function cancelled(call: Call, { brandId, source }: From, data: Data<'order.cancelled'>): Promise<Answer> {
  const cancelledAt = pastTime(call, data.cancelledAt, 'cancelledAt');
  const { result } = await recordCancellation(call, brandId, { source, orderId: data.orderId, cancelledAt });
  return { result, notes: [] };
}

/** Rates may go by category: it is the catalogue's at this moment, kept with the line for ever. */
const inCategories = (lines: readonly OrderedLine[], known: ReadonlyMap<string, Product>): OrderedLine[] =>
  lines.map((line) => {
    const category = known.get(line.sku)?.category;
    return category === undefined ? line : { ...line, category };
  });

function pastTime(call: Call, iso: string, field: string): number {
  const time = Date.parse(iso);
  if (time > call.now + futureToleranceMs) fail('unprocessable', `${field} is in the future: ${iso}.`);
  return time;
}

function refuseRepeats(lineIds: readonly string[]): void {
  const repeated = lineIds.find((id, at) => lineIds.indexOf(id) !== at);
  if (repeated !== undefined) fail('unprocessable', `The line ${repeated} stands twice: give each line its own lineId.`);
}

function boundedSum(amounts: readonly number[]): void {
  try {
    sumMinor(amounts);
  } catch {
    fail('unprocessable', 'The lines together are more than 2^53 - 1 minor units, which cannot be kept exactly.');
  }
}
