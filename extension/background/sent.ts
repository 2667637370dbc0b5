import { items, type SentRequest, sentMax } from '#extension/base/storage.ts';
import type { Call } from './call.ts';

/** Whatever leaves is written down here, word for word. */
export async function rememberSent(call: Call, sent: SentRequest): Promise<void> {
  await call.store.change(items.sent, (list) => [sent, ...list].slice(0, sentMax));
}
