import { type Product, pictureBytesMax, type showPicture as showPictureEndpoint } from '#shared/contracts/catalogue.ts';
import type { In } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { sha256Hex } from '#shared/sha256.ts';
import type { Call } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import { fetchOutbound } from '../base/outbound.ts';
import { findProduct } from './store.ts';

/** Where the extension finds the picture of a product that has one. */
export const pictureAddress = (call: Call, { id, imageUrl }: Product): string | undefined =>
  imageUrl && `${call.settings.PUBLIC_ORIGIN}/v1/catalogue/pictures/${id}`;

/** Fetched from the merchant once per address and kept: shoppers ask here, so a shop learns nothing of them. */
export async function showPicture(call: Call, { productId }: In<typeof showPictureEndpoint>): Promise<Response> {
  const product = await findProduct(call, productId);
  if (!product?.imageUrl) return fail('not_found', 'This product has no picture.');
  const place = `pictures/${product.id}/${sha256Hex(product.imageUrl).slice(0, 16)}`;
  const kept = await call.env.FILES.get(place);
  const bytes = kept ? new Uint8Array(await kept.arrayBuffer()) : await fetchPicture(call, product.id, product.imageUrl);
  const type = typeOf(bytes);
  if (!type) return fail('not_found', 'This product has no picture that can be shown: PNG, JPEG, WebP, AVIF or GIF.');
  if (!kept) await call.env.FILES.put(place, bytes);
  return new Response(bytes, { headers: { 'Content-Type': type, 'Cache-Control': 'public, max-age=86400' } });
}

async function fetchPicture(call: Call, productId: Id<'prd'>, address: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const { status, body } = await fetchOutbound(call.settings, { address, bytesMax: pictureBytesMax, mayFollow: () => true });
    return status === 200 ? new Uint8Array(body) : new Uint8Array();
  } catch (error) {
    log('catalogue.picture_not_fetched', { requestId: call.requestId, eventId: productId, error: errorKind(error) });
    return fail('not_found', "This product's picture cannot be fetched from its shop now.");
  }
}

/** What the bytes are, whatever the merchant's server calls them. SVG is left out: it can carry more than a picture. */
function typeOf(bytes: Uint8Array): string | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, 16));
  if (text.startsWith('\x89PNG\r\n')) return 'image/png';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('GIF8')) return 'image/gif';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  return /^....ftypavi[fs]/s.test(text) ? 'image/avif' : undefined;
}
