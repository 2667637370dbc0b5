/** Standard Webhooks 1.0, receiving side: HMAC-SHA256 over `id.timestamp.body`, 300 s tolerance both ways, any of several signatures. */
import { fromBase64 } from '#shared/base64.ts';
import { hmac } from './hmac.ts';

export const toleranceSeconds = 300;

export interface SignedMessage {
  id: string | null;
  timestamp: string | null;
  signature: string | null;
  body: Uint8Array;
}
/** Why a message is not believed, in words for the person who integrates, or nothing. */
export async function signatureProblem(message: SignedMessage, secrets: readonly Uint8Array[], nowMs: number): Promise<string | undefined> {
  const { id, timestamp, signature, body } = message;
  if (!id || !timestamp || !signature) return 'The headers webhook-id, webhook-timestamp and webhook-signature are needed.';
  if (id.length > 255 || !/^\d{1,12}$/.test(timestamp))
    return 'webhook-timestamp is seconds since 1970; webhook-id has at most 255 characters.';
  const ageSeconds = Math.floor(nowMs / 1000) - Number(timestamp);
  if (Math.abs(ageSeconds) > toleranceSeconds)
    return `webhook-timestamp is ${Math.abs(ageSeconds)} s ${ageSeconds > 0 ? 'old' : 'ahead'}; ${toleranceSeconds} s are tolerated. Check the clock, and sign anew at each retry.`;
  const signed = concat(new TextEncoder().encode(`${id}.${timestamp}.`), body);
  const given = signature
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .slice(0, 10)
    .map((part) => fromBase64(part.slice(3)));
  for (const secret of secrets) {
    const expected = await hmac(secret, signed);
    if (given.some((mac) => mac?.length === expected.length && crypto.subtle.timingSafeEqual(mac, expected))) return undefined;
  }
  return 'No signature matches. Sign the raw body with the secret shown under Integration.';
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
