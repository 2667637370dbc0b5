/** An indexed product as text, for storing: base64 of 32-bit words and the vector's 64 bytes. */
import { toBase64 } from '#shared/base64.ts';
import type { Id } from '#shared/ids.ts';
import { dimensions } from '#worker/model/index.ts';
import type { IndexedProduct } from './product-index.ts';

const headBytes = 8;

export function packedProduct({ fingerprint, terms: { title, maker, codes }, vector }: IndexedProduct): string {
  const words = Uint32Array.of(fingerprint, lengthsOf(title.length, maker.length, codes.length), ...title, ...maker, ...codes);
  const bytes = new Uint8Array(words.byteLength + dimensions);
  const view = new DataView(bytes.buffer);
  for (const [at, word] of words.entries()) view.setUint32(at * 4, word, true);
  bytes.set(new Uint8Array(vector.buffer, vector.byteOffset, dimensions), words.byteLength);
  return toBase64(bytes);
}

/** Undefined when the text is not one that `packedProduct` makes. */
export function unpackedProduct(id: Id<'prd'>, packed: string): IndexedProduct | undefined {
  const bytes = bytesOf(packed);
  if (!bytes || bytes.length < headBytes + dimensions || bytes.length % 4 !== 0) return undefined;
  const view = new DataView(bytes.buffer);
  const lengths = view.getUint32(4, true);
  const [title, maker, codes] = [lengths & 255, (lengths >>> 8) & 255, lengths >>> 16];
  if (headBytes + (title + maker + codes) * 4 + dimensions !== bytes.length) return undefined;
  const part = (from: number, count: number): number[] =>
    Array.from({ length: count }, (_, at) => view.getUint32(headBytes + (from + at) * 4, true));
  return {
    id,
    fingerprint: view.getUint32(0, true),
    terms: { title: part(0, title), maker: part(title, maker), codes: part(title + maker, codes) },
    vector: new Int8Array(bytes.buffer, bytes.length - dimensions, dimensions),
  };
}

const lengthsOf = (title: number, maker: number, codes: number): number => title | (maker << 8) | (codes << 16);

/** The runtime's own decoder: a hundred thousand rows are read at a start. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
    return bytes;
  } catch {
    return undefined;
  }
}
