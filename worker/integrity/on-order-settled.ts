import type { OrderSettled } from '#shared/book/messages.ts';
import type { BookMessage } from '../books/index.ts';
import type { Env } from '../env.ts';
import { endBooked } from './review-store.ts';
import { keepCredits } from './store.ts';

export async function onCreditsSettled(env: Env, message: BookMessage): Promise<void> {
  const order = message.body as OrderSettled;
  await keepCredits(env, message, order);
  await endBooked(env, order.ref, { messageId: message.id, at: message.at });
}
