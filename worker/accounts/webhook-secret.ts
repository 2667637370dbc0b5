/** The secret by which a brand's order webhooks are signed: derived from the seed and a version, so that none is stored. */

import { toBase64 } from '#shared/base64.ts';
import type { getWebhookSecret as contract } from '#shared/contracts/accounts.ts';
import type { Out } from '#shared/contracts/endpoint.ts';
import { assert } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { hourMs } from '#shared/time.ts';
import { brandOf, type Call } from '../base/call.ts';
import { webhookKey } from './secrets.ts';
import { findWebhookVersion, rotateWebhookVersion } from './store.ts';

const overlapMs = 24 * hourMs;

export async function getWebhookSecret(call: Call): Promise<Out<typeof contract>> {
  const found = await findWebhookVersion(call, brandOf(call));
  assert(found, 'a brand that calls exists');
  return secretView(call, found.version);
}

/** Rotating twice within a day leaves two secrets valid, not three: the last two. */
export async function rotateWebhookSecret(call: Call): Promise<Out<typeof contract>> {
  return secretView(call, await rotateWebhookVersion(call, brandOf(call)));
}

/** Keys that may sign this brand's webhooks now, newest first: one, or two for 24 h after a rotation; none for an unknown brand. */
export async function webhookSecrets(call: Call, brandId: Id<'brd'>): Promise<Uint8Array[]> {
  const found = await findWebhookVersion(call, brandId);
  if (!found) return [];
  const overlaps = found.rotatedAt !== null && call.now < found.rotatedAt + overlapMs;
  const versions = overlaps ? [found.version, found.version - 1] : [found.version];
  return Promise.all(versions.map((version) => webhookKey(call.settings, brandId, version)));
}

async function secretView(call: Call, version: number): Promise<Out<typeof contract>> {
  const brandId = brandOf(call);
  const secret = `whsec_${toBase64(await webhookKey(call.settings, brandId, version))}`;
  return { secret, url: `${call.settings.PUBLIC_ORIGIN}/v1/orders/webhook/${brandId}`, version };
}
