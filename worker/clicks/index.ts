import type { Served } from '../base/serve.ts';
import type { BookMessage } from '../books/index.ts';
import type { Env } from '../env.ts';
export const clicks: readonly Served[] = [];
export async function onTermsSet(_env: Env, _message: BookMessage): Promise<void> {
  await Promise.resolve();
}
