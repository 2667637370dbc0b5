/** Standard Webhooks 1.0, sending side: `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, one for each secret that is in force. */
import { toBase64 } from '#shared/base64.ts';
import { hmac } from './hmac.ts';

export interface Signing {
  id: string;
  /** Seconds since 1970, of this attempt. */
  timestamp: number;
  body: string;
}

export async function signedHeaders({ id, timestamp, body }: Signing, keys: readonly Uint8Array[]): Promise<Record<string, string>> {
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const macs = await Promise.all(keys.map((key) => hmac(key, signed)));
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': macs.map((mac) => `v1,${toBase64(mac)}`).join(' '),
  };
}

export const secretText = (key: Uint8Array): string => `whsec_${toBase64(key)}`;
