import type { In, Out } from '#shared/contracts/endpoint.ts';
import { OrderMessage, type receiveOrder as receiveOrderEndpoint } from '#shared/contracts/orders.ts';
import { fail } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { sumMinor } from '#shared/money.ts';
import { hourMs } from '#shared/time.ts';
import { webhookSecrets } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { jsonOf, parse } from '../base/serve.ts';
import { recordOrder, recordRefund } from '../books/index.ts';
import { findBySkus, getProducts } from '../catalogue/index.ts';
import { findTerms, readReceipts } from '../clicks/index.ts';
import { judgeOrder } from '../integrity/index.ts';
import { noteOrders } from '../learning/index.ts';
import { signatureProblem } from './signature.ts';

/** Named in event ids: the same order number of another source is another order. */
const source = 'webhook';
/** Shops' clocks differ a little; an order from tomorrow is a mistake. */
const futureToleranceMs = hourMs;

type Answer = Out<typeof receiveOrderEndpoint>;
type Created = Extract<OrderMessage, { type: 'order.created' }>['data'];
type Refunded = Extract<OrderMessage, { type: 'order.refunded' }>['data'];

/** Answers only after the book has committed: a merchant that hears nothing sends again, and the book knows it. */
export async function receiveOrder(call: Call, { brandId }: In<typeof receiveOrderEndpoint>): Promise<Answer> {
  await proveSender(call, brandId);
  const message = parse(OrderMessage, jsonOf(call), 'body') as OrderMessage;
  return message.type === 'order.created' ? created(call, brandId, message.data) : refunded(call, brandId, message.data);
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

async function created(call: Call, brandId: Id<'brd'>, data: Created): Promise<Answer> {
  const placedAt = pastTime(call, data.placedAt, 'placedAt');
  refuseRepeats(data.lines.map((line) => line.lineId));
  boundedSum(data.lines.map((line) => line.netMinor));
  const { receipts, notes } = await readReceipts(call, brandId, data.receipts);
  const skus = [...new Set(data.lines.map((line) => line.sku))];
  const knownSkus = new Set((await findBySkus(call, brandId, skus)).map((product) => product.sku));
  const clicked = await getProducts(call, [...new Set(receipts.map((receipt) => receipt.productId))]);
  const skuOf = new Map(clicked.map((product) => [product.id, product.sku]));
  const unknown = skus
    .filter((sku) => !knownSkus.has(sku))
    .map((sku) => `sku ${sku} is not in the catalogue; the order counts all the same`);
  const told = {
    source,
    orderId: data.orderId,
    placedAt,
    currency: data.currency,
    lines: data.lines,
    touches: receipts.map(({ brandId: _, ...touch }) => ({ ...touch, sku: skuOf.get(touch.productId) ?? '', traffic: 'valid' as const })),
    ...(data.codes.length > 0 && { codes: data.codes }),
  };
  const [terms] = await findTerms(call.env, [brandId], placedAt);
  const order = await judgeOrder(call, brandId, told, {
    emailSha256: data.customer?.emailSha256,
    emailDomain: data.customer?.emailDomain,
    landingUrl: data.landingUrl,
    paidTraffic: terms?.terms.paidTraffic ?? 'allowed',
  });
  const { result } = await recordOrder(call, brandId, order);
  if (result === 'recorded')
    noteOrders(
      call,
      receipts.map((receipt) => receipt.clickId),
    );
  return { result, notes: [...notes, ...unknown].slice(0, 50) };
}

async function refunded(call: Call, brandId: Id<'brd'>, data: Refunded): Promise<Answer> {
  refuseRepeats(data.lines.map((line) => line.lineId));
  boundedSum(data.lines.map((line) => line.netMinor));
  const refundedAt = pastTime(call, data.refundedAt, 'refundedAt');
  const { result } = await recordRefund(call, brandId, { ...data, source, refundedAt });
  return { result, notes: [] };
}

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
