/** What a provider says, by call-back or in an answer. */
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { type hearProvider as contract, ProviderSaid } from '#shared/contracts/payouts.ts';
import { fail, Refusal } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import type { Call } from '../base/call.ts';
import { jsonOf, parse } from '../base/serve.ts';
import { signatureProblem } from '../base/signature.ts';
import { payoutsById, stepPayout } from '../books/index.ts';
import { providerKeys, webhookWay } from './provider.ts';
import { addMisfit } from './store.ts';

type Heard = Out<typeof contract>;

export async function hearProvider(call: Call, { brandId }: In<typeof contract>): Promise<Heard> {
  const { headers } = call.request;
  const message = {
    id: headers.get('webhook-id'),
    timestamp: headers.get('webhook-timestamp'),
    signature: headers.get('webhook-signature'),
    body: call.rawBody,
  };
  const problem = await signatureProblem(message, await providerKeys(call.env, brandId, call.now), call.now);
  if (problem) fail('invalid_signature', problem);
  return heard(call, brandId, parse(ProviderSaid, jsonOf(call), 'body') as ProviderSaid);
}

/** Told again it changes nothing. What does not fit, such as paid after failed, is money that somebody must look for: it is kept. */
export async function heard(call: Pick<Call, 'env' | 'now'>, brandId: Id<'brd'>, said: ProviderSaid): Promise<Heard> {
  const { payoutId } = said.data;
  const [payout] = await payoutsById(call, brandId, [payoutId]);
  if (payout?.provider !== webhookWay) return fail('not_found', 'This provider was not sent such a payout.');
  const by = 'provider';
  try {
    const { result } = await stepPayout(
      call,
      brandId,
      said.type === 'payout.paid'
        ? { type: 'payout.paid', payoutId, providerRef: said.data.ref, by }
        : { type: 'payout.failed', payoutId, why: said.data.why, by },
    );
    return { result: result === 'exists' ? 'exists' : 'recorded', why: null };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'conflict') throw error;
    await addMisfit(call.env, { payoutId, said: said.type, why: error.message, at: call.now });
    return { result: 'refused', why: error.message };
  }
}
