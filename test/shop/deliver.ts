import type { Settings } from './settings.ts';
import type { Delivery, Store } from './store.ts';
import { outcomeOf, signedHeaders, waitMs } from './webhook.ts';

const timeoutMs = 15_000;
const idleMs = 1000;

/** Sends what waits, oldest first, until told to stop. What is not taken is kept and tried again with the same id. */
export function startDelivering(store: Store, settings: () => Settings): { nudge: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let busy = false;
  let stopped = false;

  const round = async (): Promise<void> => {
    if (busy || stopped) return;
    busy = true;
    clearTimeout(timer);
    for (const delivery of store.waiting()) {
      if (stopped) return;
      if (delivery.dueAt <= Date.now()) store.saveDelivery(await attempt(delivery, settings()));
    }
    busy = false;
    const next = store.waiting(1)[0];
    if (!stopped) timer = setTimeout(tick, next ? Math.max(0, next.dueAt - Date.now()) : idleMs);
  };
  const tick = (): void => {
    round().catch((error: unknown) => {
      busy = false;
      console.error('delivery stopped for a moment', error);
      timer = setTimeout(tick, idleMs);
    });
  };
  tick();
  return {
    nudge: tick,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

async function attempt(delivery: Delivery, { webhookUrl, webhookSecret }: Settings): Promise<Delivery> {
  const attempts = delivery.attempts + 1;
  const later: Delivery = { ...delivery, attempts, dueAt: Date.now() + waitMs(attempts) };
  if (!webhookUrl || !webhookSecret) return { ...later, said: 'The webhook is not set up yet.' };
  try {
    const answer = await fetch(webhookUrl, {
      method: 'POST',
      headers: signedHeaders(delivery, webhookSecret, Math.floor(Date.now() / 1000)),
      body: delivery.body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const said = `${answer.status} ${(await answer.text()).slice(0, 500)}`;
    const outcome = outcomeOf(answer.status);
    return outcome === 'again' ? { ...later, said } : { ...later, said, state: outcome };
  } catch (error) {
    return { ...later, said: error instanceof Error ? `no answer: ${error.message}` : 'no answer' };
  }
}
