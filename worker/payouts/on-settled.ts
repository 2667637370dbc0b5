/** What books say of payouts and adjustments, kept to be read. */
import type { AdjustmentSettled, PayoutSettled } from '#shared/book/messages.ts';
import type { BookMessage } from '../books/index.ts';
import type { Env } from '../env.ts';
import { keepAdjustment, keepPayout } from './store.ts';

export const onPayoutSettled = (env: Env, message: BookMessage): Promise<void> => keepPayout(env, message, message.body as PayoutSettled);

export const onAdjustmentSettled = (env: Env, message: BookMessage): Promise<void> =>
  keepAdjustment(env, message, message.body as AdjustmentSettled);
