/** One call to a provider: the payout, or a question how it ended. The body of a payout is the same at every try. */
import type { PayoutState } from '#shared/book/state.ts';
import { ProviderSaid, payoutId as payoutIdSchema } from '#shared/contracts/payouts.ts';
import { Refusal } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { secondMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { type Posted, postOutbound } from '../base/outbound.ts';
import { signedHeaders } from '../base/sign.ts';
import { payoutsById } from '../books/index.ts';
import { settingsOf } from '../env.ts';
import { opened } from './details.ts';
import { heard } from './hear-provider.ts';
import { providerKeys, webhookWay } from './provider.ts';
import { findProvider, findWritten } from './store.ts';

const timeoutMs = 20 * secondMs;
const answerBytesMax = 4096;

export interface Called {
  /** `settled`: nothing is left to do; `taken`: it will say how it ended; `silent`: nobody knows whether it heard. */
  end: 'settled' | 'taken' | 'silent';
  said: string;
}
interface Asked {
  brandId: Id<'brd'>;
  payoutId: string;
  isTaken: boolean;
}

export async function callProvider(call: Pick<Call, 'env' | 'now'>, { brandId, payoutId, isTaken }: Asked): Promise<Called> {
  const [[payout], provider] = await Promise.all([payoutsById(call, brandId, [payoutId]), findProvider(call.env, brandId)]);
  if (payout?.state !== 'sent' || payout.provider !== webhookWay) return { end: 'settled', said: payout?.state ?? 'gone' };
  if (!provider?.url) return { end: 'silent', said: 'no provider is set' };
  const body = JSON.stringify(isTaken ? { type: 'payout.asked', data: { payoutId } } : await requestOf(call, payout));
  const id = isTaken ? `${payoutId}.asked` : payoutId;
  const signed = await signedHeaders(
    { id, timestamp: Math.floor(call.now / secondMs), body },
    await providerKeys(call.env, brandId, call.now),
  );
  const headers = { ...signed, 'idempotency-key': id };
  const posted = await posting(() =>
    postOutbound(settingsOf(call.env), { address: provider.url ?? '', headers, body, timeoutMs, startBytes: answerBytesMax }),
  );
  if ('silent' in posted) return { end: 'silent', said: posted.silent };
  if (posted.status < 200 || posted.status > 299) return { end: 'silent', said: `status ${posted.status}` };
  const said = saidIn(posted.start);
  if (said?.data.payoutId !== payoutId) return { end: 'taken', said: 'taken' };
  await heard(call, brandId, said);
  return { end: 'settled', said: said.type };
}

/** An address that may no longer be reached is silence too: the payout waits until it is set right. */
async function posting(post: () => Promise<Posted>): Promise<Posted | { silent: string }> {
  try {
    return await post();
  } catch (error) {
    if (error instanceof Refusal) return { silent: error.message };
    throw error;
  }
}

/** `null` and anything that is no word of a provider: it has taken the payout and will say later. */
function saidIn(text: string): ProviderSaid | undefined {
  try {
    const said = ProviderSaid.safeParse(JSON.parse(text));
    return said.success ? said.data : undefined;
  } catch {
    return undefined;
  }
}

async function requestOf({ env }: Pick<Call, 'env'>, { payoutId, creatorId, amountMinor, currency }: PayoutState): Promise<object> {
  const written = await findWritten(env, payoutIdSchema.parse(payoutId), webhookWay);
  if (!written) throw new Error('broken promise: what was sent was written down first');
  return { type: 'payout.requested', data: { payoutId, creatorId, amountMinor, currency, to: await opened(env, written) } };
}
