/** Secrets of others that must be kept to be used (AES-256-GCM): the key is derived from the seed, and what is sealed fits only its own place. */
import { fromBase64Url, toBase64Url } from '#shared/base64.ts';
import type { RandomBytes } from '#shared/ids.ts';
import type { Settings } from '../env.ts';
import { hmac } from './hmac.ts';

const ivBytes = 12;
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** @param place what it is for and whose, such as `order-source:brd_…:stripe` */
export async function seal(settings: Settings, place: string, { text, random }: { text: string; random: RandomBytes }): Promise<string> {
  const iv = new Uint8Array(random(ivBytes));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytesOf(place) }, await keyOf(settings), bytesOf(text));
  return `${toBase64Url(iv)}.${toBase64Url(new Uint8Array(sealed))}`;
}

/** Undefined for what was sealed elsewhere, with another seed, or changed since. */
export async function unseal(settings: Settings, place: string, sealed: string): Promise<string | undefined> {
  const [iv, bytes] = sealed.split('.').map((part) => fromBase64Url(part));
  if (!iv || !bytes) return undefined;
  try {
    const way = { name: 'AES-GCM', iv: new Uint8Array(iv), additionalData: bytesOf(place) };
    return new TextDecoder().decode(await crypto.subtle.decrypt(way, await keyOf(settings), new Uint8Array(bytes)));
  } catch {
    // A wrong tag says nothing more than that.
    return undefined;
  }
}

const keyOf = async (settings: Settings): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', await hmac(bytesOf(settings.SECRET_SEED), bytesOf('seal')), 'AES-GCM', false, ['encrypt', 'decrypt']);
