/** What is kept of secrets (SHA-256), what is derived instead of kept (HMAC of the seed), and how new ones look. */
import { toBase64Url } from '#shared/base64.ts';
import type { Id, RandomBytes } from '#shared/ids.ts';
import { derived } from '../base/derived.ts';
import type { Settings } from '../env.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** 256 bits in base64url: codes of links, sessions, browsers. */
export const newSecret = (random: RandomBytes): string => toBase64Url(random(32));
export const secretPattern = /^[A-Za-z0-9_-]{43}$/;

/** Enough for secrets of 256 bits: nothing that could be guessed is ever hashed with it. */
export const hashOf = async (secret: string): Promise<string> =>
  toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(secret))));

/** Takes the same time wherever two hashes differ. */
export function sameHash(a: string, b: string): boolean {
  return a.length === b.length && crypto.subtle.timingSafeEqual(bytesOf(a), bytesOf(b));
}

export const webhookKey = (settings: Settings, brandId: Id<'brd'>, version: number): Promise<Uint8Array<ArrayBuffer>> =>
  derived(settings, `webhook:${brandId}:${version}`);

/** Signs what this endpoint is told. */
export const endpointKey = (settings: Settings, endpointId: Id<'hok'>, version: number): Promise<Uint8Array<ArrayBuffer>> =>
  derived(settings, `endpoint:${endpointId}:${version}`);

/** Signs what a brand's payout provider is told and says. */
export const providerKey = (settings: Settings, brandId: Id<'brd'>, version: number): Promise<Uint8Array<ArrayBuffer>> =>
  derived(settings, `payout-provider:${brandId}:${version}`);

/** Seals where creators want their money. */
export const detailsKey = (settings: Settings): Promise<Uint8Array<ArrayBuffer>> => derived(settings, 'payout-details');

export interface NewKey {
  /** `mk_live_` and eight characters: to find and to recognise it by. */
  start: string;
  secret: string;
}
const keyPattern = /^(mk_live_[0-9A-Za-z]{8})_[0-9A-Za-z]{43}$/;

export function newApiKey(random: RandomBytes): NewKey {
  const start = `mk_live_${base62(random(8)).slice(-8)}`;
  return { start, secret: `${start}_${base62(random(32))}` };
}

/** The part of an API key by which it is found; undefined for what cannot be one. */
export const startOf = (apiKey: string): string | undefined => keyPattern.exec(apiKey)?.[1];

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function base62(bytes: Uint8Array): string {
  let rest = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = '';
  for (let length = Math.ceil((bytes.length * 8) / Math.log2(62)); length > 0; length--) {
    text = digits.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  return text;
}
