/** Sends rows to the worker in batches, again where it is busy or down. Sending a row twice changes nothing, so every retry is safe. */
import { CallRefused, type Client } from '#shared/client.ts';
import { type FeedProduct, importBatchMax, importProducts } from '#shared/contracts/catalogue.ts';

export interface RowPlace {
  file: string;
  line: number;
}
export interface SentTotals {
  created: number;
  changed: number;
  unchanged: number;
}
export interface SenderOptions {
  client: Client;
  onRefused: (place: RowPlace, reason: string) => void;
  onRetry: (why: string, waitMs: number) => void;
  sleep: (ms: number) => Promise<void>;
}
export interface Sender {
  totals: SentTotals;
  add: (place: RowPlace, product: FeedProduct) => Promise<void>;
  /** Sends what is waiting. */
  flush: () => Promise<void>;
}

/** Below the 4 MiB that the endpoint takes, with room for the frame around the rows. */
const batchBytesMax = 3 * 1024 * 1024;
const triesMax = 7;
const firstWaitMs = 250;

export function makeSender({ client, onRefused, onRetry, sleep }: SenderOptions): Sender {
  const totals: SentTotals = { created: 0, changed: 0, unchanged: 0 };
  let waiting: { place: RowPlace; product: FeedProduct }[] = [];
  let waitingBytes = 0;

  const flush = async (): Promise<void> => {
    const batch = waiting;
    if (batch.length === 0) return;
    const rows = batch.map(({ product }) => product);
    const answer = await patiently(() => client(importProducts, { rows }), { onRetry, sleep });
    waiting = [];
    waitingBytes = 0;
    totals.created += answer.created;
    totals.changed += answer.changed;
    totals.unchanged += answer.unchanged;
    for (const { row, reason } of answer.refused) {
      const place = batch[row]?.place;
      if (place) onRefused(place, reason);
    }
  };
  const add = async (place: RowPlace, product: FeedProduct): Promise<void> => {
    const bytes = Buffer.byteLength(JSON.stringify(product));
    if (waiting.length >= importBatchMax || waitingBytes + bytes > batchBytesMax) await flush();
    waiting.push({ place, product });
    waitingBytes += bytes;
  };
  return { totals, add, flush };
}

async function patiently<T>(send: () => Promise<T>, { onRetry, sleep }: Pick<SenderOptions, 'onRetry' | 'sleep'>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      if (tries >= triesMax || !(error instanceof CallRefused) || !isPassing(error)) throw error;
      const told = Number(error.facts['retryAfterSeconds']);
      const waitMs = told > 0 && told <= 60 ? told * 1000 : firstWaitMs * 2 ** (tries - 1);
      onRetry(error.code === 'offline' ? 'no answer' : error.message, waitMs);
      await sleep(waitMs);
    }
  }
}

const isPassing = ({ code, status }: CallRefused): boolean => code === 'offline' || status === 429 || status >= 500;
