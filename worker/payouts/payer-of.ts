import type { PayoutSettled } from '#shared/book/messages.ts';
import type { Id } from '#shared/ids.ts';
import type { BookMessage } from '../books/index.ts';
import type { Env } from '../env.ts';
import type { Payer } from './payer.ts';
import { webhookWay } from './provider.ts';

type PayerStub = { take: (...values: Parameters<Payer['take']>) => Promise<void> };
/** The bindings do not know the class behind them, so the type is said here, once. */
const payerOf = (env: Env, brandId: string): PayerStub => env.PAYER.get(env.PAYER.idFromName(brandId)) as unknown as PayerStub;

/** A payout that was sent by the provider is handed to the one who calls it, who keeps it until it is at its end. */
export async function onPayoutSent(env: Env, { brandId, body }: BookMessage): Promise<void> {
  const { state, provider, payoutId } = body as PayoutSettled;
  if (state === 'sent' && provider === webhookWay) await payerOf(env, brandId).take(brandId as Id<'brd'>, payoutId);
}
