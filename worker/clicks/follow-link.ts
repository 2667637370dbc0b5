import { type followLink as followLinkEndpoint, receiptParameter } from '#shared/contracts/clicks.ts';
import type { In } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { getBrands } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import { recordTouch } from '../books/index.ts';
import { findProduct } from '../catalogue/index.ts';
import { tokenKeys } from './keys.ts';
import { quoteTtlMs } from './quote-links.ts';
import { openQuote, type Quote, type Receipt, signReceipt, unprovenProduct } from './token.ts';
import { invalidTraffic } from './traffic.ts';

/** The destination is the product's own address on the brand's verified domains: nothing in the request can name another. */
export async function followLink(call: Call, { token }: In<typeof followLinkEndpoint>): Promise<Response> {
  const keys = await tokenKeys(call.env);
  const opened = await openQuote(keys, token);
  if (!opened.ok) {
    const productId = opened.why === 'unknown_key' ? unprovenProduct(token) : undefined;
    if (!productId) fail('not_found', 'This link is not one of ours, or it was changed.');
    return redirect(await destinationOf(call, productId));
  }
  const quote = opened.value;
  const destination = await destinationOf(call, quote.productId);
  if (!isCountable(call, quote)) return redirect(destination);
  const receipt: Receipt = { ...receiptTerms(quote), clickId: clickIdOf(quote), clickedAt: call.now };
  await record(call, receipt, destination.sku);
  destination.url.searchParams.set(receiptParameter, await signReceipt(keys, receipt));
  return redirect(destination);
}

async function destinationOf(call: Call, productId: Id<'prd'>): Promise<{ url: URL; sku: string }> {
  const product = await findProduct(call, productId);
  if (!product) fail('not_found', 'This product is no longer offered.');
  const [brand] = await getBrands(call, [product.brandId]);
  const url = new URL(product.url);
  if (!brand?.hosts.includes(url.host)) fail('not_found', "This product's shop is no longer verified.");
  return { url, sku: product.sku };
}

function isCountable(call: Call, quote: Quote): boolean {
  const { request } = call;
  if (call.now >= quote.quotedAt + quoteTtlMs) return false;
  return invalidTraffic({ method: request.method, header: (name) => request.headers.get(name) }) === undefined;
}

/** One card, one click: following the same link again is the same click, because its id is the card's. */
const clickIdOf = (quote: Quote): Id<'clk'> => `clk_${quote.cardId.slice('car_'.length)}`;

const receiptTerms = ({ brandId, productId, creatorId, contentUrl, frozen }: Quote): Omit<Receipt, 'clickId' | 'clickedAt'> => ({
  brandId,
  productId,
  creatorId,
  contentUrl,
  frozen,
});

/** The shopper goes on even when the book cannot be reached: the receipt alone proves the click. */
async function record(call: Call, receipt: Receipt, sku: string): Promise<void> {
  try {
    const { brandId, ...touch } = receipt;
    await recordTouch(call, brandId, { ...touch, sku, traffic: 'valid' });
  } catch (error) {
    log('click.touch_not_recorded', { requestId: call.requestId, brandId: receipt.brandId, error: errorKind(error) });
  }
}

function redirect({ url }: { url: URL }): Response {
  return new Response(null, {
    status: 302,
    headers: { Location: url.href, 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' },
  });
}
