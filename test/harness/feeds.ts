/** Feeds in tests: text or bytes in, rows out, cut into chunks wherever a test wants. */
import type { FeedProduct } from '#shared/contracts/catalogue.ts';
import { type FeedEntry, type FeedOptions, feedFormats, isRefusal, readFeed } from '#worker/catalogue/feeds/registry.ts';

export interface FeedReading extends Partial<FeedOptions> {
  format?: string;
  /** Sizes of the chunks, used in turn; the rest comes in one. */
  sizes?: readonly number[];
}

export const testNow = Date.UTC(2026, 10, 1);

export async function readRows(feed: string | Uint8Array, { format, sizes, ...options }: FeedReading = {}): Promise<FeedEntry[]> {
  const bytes = typeof feed === 'string' ? new TextEncoder().encode(feed) : feed;
  const source = {
    bytes: cutUp(bytes, sizes ?? []),
    options: { now: testNow, ...options },
    format: feedFormats.find(({ name }) => name === format),
  };
  const entries: FeedEntry[] = [];
  for await (const entry of readFeed(source)) entries.push(entry);
  return entries;
}

/** Rows before the feed breaks off, and with what message it does. */
export async function readUntilBroken(feed: string | Uint8Array, options: FeedReading = {}): Promise<{ message: string; code: string }> {
  try {
    await readRows(feed, options);
  } catch (error) {
    const { message, code } = error as { message: string; code: string };
    return { message, code };
  }
  throw new Error('the feed was read to its end');
}

export const productsOf = (entries: readonly FeedEntry[]): FeedProduct[] =>
  entries.flatMap((entry) => (isRefusal(entry) ? [] : [entry.product]));

export const refusalsOf = (entries: readonly FeedEntry[]): { line: number; reason: string }[] =>
  entries.flatMap((entry) => (isRefusal(entry) ? [entry] : []));

export const notesOf = (entries: readonly FeedEntry[]): string[] => entries.flatMap((entry) => (isRefusal(entry) ? [] : entry.notes));

async function* cutUp(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const size of sizes) {
    if (at >= bytes.byteLength) return;
    yield bytes.slice(at, at + size);
    at += size;
  }
  if (at < bytes.byteLength) yield bytes.slice(at);
}
