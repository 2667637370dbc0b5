/** Messages from Gloss, believed as docs/WEBHOOKS.md says: signed with our secret, fresh, each taken once. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const toleranceSeconds = 300;

interface Heard {
  id: string | undefined;
  timestamp: string | undefined;
  signature: string | undefined;
  body: string;
}

export function isFromGloss({ id, timestamp, signature, body }: Heard, secret: string, nowSeconds: number): boolean {
  if (!id || !signature || !timestamp || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowSeconds - Number(timestamp)) > toleranceSeconds) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return signature.split(' ').some((one) => {
    const given = Buffer.from(one.replace(/^v1,/, ''), 'base64');
    return one.startsWith('v1,') && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
