/** What is derived from the seed instead of being kept. */
import { toBase64Url } from '#shared/base64.ts';
import type { Settings } from '../env.ts';
import { hmac } from './hmac.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** 32 bytes that only this seed gives for this label. */
export const derived = (settings: Settings, label: string): Promise<Uint8Array<ArrayBuffer>> =>
  hmac(bytesOf(settings.SECRET_SEED), bytesOf(label));

/** A name for something personal (an address, a network) that cannot be turned back without the seed. */
export const aliasOf = async (settings: Settings, what: string, value: string): Promise<string> =>
  toBase64Url(await derived(settings, `alias:${what}:${value}`));

/** The same as 64 hex digits, for what is hashed further. */
export const derivedHex = async (settings: Settings, label: string): Promise<string> =>
  [...(await derived(settings, label))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
