import type { Touch } from '#shared/book/events.ts';
import { type followLink as followLinkEndpoint, receiptParameter } from '#shared/contracts/clicks.ts';
import type { In } from '#shared/contracts/endpoint.ts';
import type { Id } from '#shared/ids.ts';
import { getBrands } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import { recordTouch } from '../books/index.ts';
import { findProduct } from '../catalogue/index.ts';
import { classifyClick } from '../integrity/index.ts';
import { tokenKeys } from './keys.ts';
import { type Lost, lostPage } from './lost-page.ts';
import { quoteTtlMs } from './quote-links.ts';
import { openQuote, type Quote, type Receipt, signReceipt, unprovenProduct } from './token.ts';

interface Destination {
  url: URL;
  sku: string;
}

/** The destination is the product's own address on the brand's verified domains: nothing in the request can name another. */
export async function followLink(call: Call, { token }: In<typeof followLinkEndpoint>): Promise<Response> {
  const keys = await tokenKeys(call.env);
  const opened = await openQuote(keys, token);
  const productId = opened.ok ? opened.value.productId : productOfOldToken(opened.why, token);
  if (!productId) return lost(call, 'not_ours');
  const destination = await findDestination(call, productId);
  if (!destination) return lost(call, 'not_offered');
  if (!opened.ok || isExpired(call, opened.value)) return redirect(destination);
  const receipt: Receipt = { ...receiptTerms(opened.value), clickId: clickIdOf(opened.value), clickedAt: call.now };
  const traffic = await classifyClick(call, receipt);
  if (traffic === 'givt') return redirect(destination);
  await record(call, receipt, { sku: destination.sku, traffic });
  destination.url.searchParams.set(receiptParameter, await signReceipt(keys, receipt));
  return redirect(destination);
}

const productOfOldToken = (why: string, token: string): Id<'prd'> | undefined =>
  why === 'unknown_key' ? unprovenProduct(token) : undefined;

const lost = (call: Call, why: Lost): Response => lostPage(why, call.request.headers.get('accept-language'));

async function findDestination(call: Call, productId: Id<'prd'>): Promise<Destination | undefined> {
  const product = await findProduct(call, productId);
  if (!product) return undefined;
  const [brand] = await getBrands(call, [product.brandId]);
  const url = new URL(product.url);
  return brand?.hosts.includes(url.host) ? { url, sku: product.sku } : undefined;
}

const isExpired = (call: Call, quote: Quote): boolean => call.now >= quote.quotedAt + quoteTtlMs;

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
async function record(call: Call, receipt: Receipt, seen: Pick<Touch, 'sku' | 'traffic'>): Promise<void> {
  try {
    const { brandId, ...touch } = receipt;
    await recordTouch(call, brandId, { ...touch, ...seen });
  } catch (error) {
    log('click.touch_not_recorded', { requestId: call.requestId, brandId: receipt.brandId, error: errorKind(error) });
  }
}

function redirect({ url }: Destination): Response {
  return new Response(null, {
    status: 302,
    headers: { Location: url.href, 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' },
  });
}
