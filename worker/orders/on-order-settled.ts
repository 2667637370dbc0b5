import type { OrderSettled } from '#shared/book/messages.ts';
import type { BookMessage } from '../books/index.ts';
import type { Env } from '../env.ts';
import { keepOrder } from './store.ts';

export async function onOrderSettled(env: Env, message: BookMessage): Promise<void> {
  await keepOrder(env, message, message.body as OrderSettled);
}
