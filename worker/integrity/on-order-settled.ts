import type { OrderSettled } from '#shared/book/messages.ts';
import type { BookMessage } from '../books/index.ts';
import type { Env } from '../env.ts';
import { keepCredits } from './store.ts';

export async function onCreditsSettled(env: Env, message: BookMessage): Promise<void> {
  await keepCredits(env, message, message.body as OrderSettled);
}
