/** The provider that is called: its address, the secret of both directions, and sending by it. */
import type { In, Out } from '#shared/contracts/endpoint.ts';
import type * as contract from '#shared/contracts/payouts.ts';
import { fail } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { hourMs } from '#shared/time.ts';
import { providerKey } from '../accounts/index.ts';
import { assertFresh, brandOf, type Call } from '../base/call.ts';
import { outboundUrl } from '../base/outbound.ts';
import { secretText } from '../base/sign.ts';
import { type Env, settingsOf } from '../env.ts';
import { readyToSend, sendBy } from './send.ts';
import { findProvider, keepProvider, type ProviderRow } from './store.ts';

export const webhookWay = 'webhook';
const overlapMs = 24 * hourMs;
const none: ProviderRow = { url: null, version: 1, rotatedAt: null };

export async function getProvider(call: Call): Promise<Out<typeof contract.getProvider>> {
  return view(call, (await findProvider(call.env, brandOf(call))) ?? none);
}

/** Account numbers go there: so whoever sets it has just signed in. */
export async function setProvider(call: Call, { url, rotate }: In<typeof contract.setProvider>): Promise<Out<typeof contract.setProvider>> {
  assertFresh(call);
  if (url !== null) outboundUrl(call.settings, url);
  return view(call, await keepProvider(call.env, brandOf(call), { url, rotatedAt: rotate ? call.now : null }));
}

export async function sendPayouts(call: Call, { payoutIds }: In<typeof contract.sendPayouts>): Promise<Out<typeof contract.sendPayouts>> {
  const provider = await findProvider(call.env, brandOf(call));
  if (!provider?.url) fail('unprocessable', 'No provider is set: set its address first, or make a bank file.');
  const { instructions, refused } = await readyToSend(call, payoutIds, webhookWay);
  return { results: [...(await sendBy(call, webhookWay, instructions)), ...refused] };
}

/** Newest first; two for a day after a change. */
export async function providerKeys(env: Env, brandId: Id<'brd'>, now: number): Promise<Uint8Array[]> {
  const { version, rotatedAt } = (await findProvider(env, brandId)) ?? none;
  const versions = rotatedAt !== null && now < rotatedAt + overlapMs ? [version, version - 1] : [version];
  return Promise.all(versions.map((one) => providerKey(settingsOf(env), brandId, one)));
}

async function view(call: Call, { url, version }: ProviderRow): Promise<contract.Provider> {
  const brandId = brandOf(call);
  const secret = secretText(await providerKey(call.settings, brandId, version));
  return { url, secret, callbackUrl: `${call.settings.PUBLIC_ORIGIN}/v1/payouts/callback/${brandId}`, version };
}
