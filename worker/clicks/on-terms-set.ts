import type { TermsSet } from '#shared/book/messages.ts';
import type { BookMessage } from '../books/index.ts';
import type { Env } from '../env.ts';
import { keepTerms } from './store.ts';

export async function onTermsSet(env: Env, message: BookMessage): Promise<void> {
  const { version, feeBps, setAt, from, terms } = message.body as TermsSet;
  await keepTerms(env, { ...message, version, feeBps, setAt, fromAt: from, terms });
}
