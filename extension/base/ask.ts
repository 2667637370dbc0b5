import { browser } from 'wxt/browser';
import type { Answers, Ask, Name, Reply } from './messages.ts';

export class AskRefused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'AskRefused';
    this.code = code;
  }
}

/** Asks the background. Throws AskRefused, also with code `gone` when the extension was updated or removed under this page. */
export async function ask<K extends Name>(name: K, data: Ask<K>): Promise<Answers[K]> {
  const reply = await browser.runtime.sendMessage({ name, data }).catch((error: unknown) => {
    throw new AskRefused('gone', String(error));
  });
  // Our own background answers by this very map; a missing answer means that it is not there any more.
  const known = reply as Reply<Answers[K]> | undefined;
  if (known?.ok) return known.value;
  throw new AskRefused(known?.code ?? 'gone', known?.message ?? 'no answer');
}
