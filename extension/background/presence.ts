/**
 * Asks whether a page has products that its creator tagged, and whether the creator is known, without saying which page: four digits of a hash
 * leave, and what was meant is looked for here. Asked where nothing else of the page is sent: what readers call no content. Never throws.
 */
import { items, type KnownBucket, knownBucketsMax, type Presence } from '#extension/base/storage.ts';
import { isNoContent } from '#extension/readers/article/urls.ts';
import { CallRefused } from '#shared/client.ts';
import { contentKey, creatorKey } from '#shared/content-key.ts';
import { lookUpPresence } from '#shared/contracts/tags.ts';
import type { PageSnapshot } from '#shared/page.ts';
import { isListed, keyHash, prefixOf } from '#shared/presence.ts';
import { minuteMs } from '#shared/time.ts';
import type { Call } from './call.ts';
import { rememberSent } from './sent.ts';

const keptMs = 30 * minuteMs;
const asksPerMinuteMax = 20;

/** Undefined for pages without a creator or a content of their own, and for carts, searches and sign-ins: nothing is asked about those. */
export async function presenceOf(call: Call, site: string, { address, snapshot }: Asked): Promise<Presence | undefined> {
  const key = contentKey(snapshot);
  const name = snapshot.creator && nameOf(snapshot.creator);
  const url = URL.parse(address);
  if (key === undefined || !name || !url || isNoContent(url)) return undefined;
  const [content, creator] = [await bucketWith(call, site, key), await bucketWith(call, site, name)];
  return { tagged: content !== undefined && isListed(content, key), creator: creator !== undefined && isListed(creator, name) };
}
interface Asked {
  address: string;
  snapshot: PageSnapshot;
}

function nameOf({ platform, handle, id }: NonNullable<PageSnapshot['creator']>): string | undefined {
  const named = handle ?? id;
  return named === undefined ? undefined : creatorKey(platform, named);
}

/** Kept by its prefix: pages that share one are asked about once. */
async function bucketWith(call: Call, site: string, key: string): Promise<KnownBucket | undefined> {
  const prefix = prefixOf(keyHash(key));
  const buckets = await call.store.read(items.buckets);
  const known = buckets.find((bucket) => bucket.prefix === prefix && call.now - bucket.at < keptMs);
  if (known) return known;
  if (buckets.filter(({ at }) => call.now - at < minuteMs).length >= asksPerMinuteMax) return undefined;
  try {
    const bucket = { prefix, at: call.now, ...(await call.api.call(lookUpPresence, { prefix })) };
    await rememberSent(call, { at: call.now, site, path: lookUpPresence.path, body: { prefix }, answer: 'ok' });
    await call.store.change(items.buckets, (all) => [bucket, ...all.filter((one) => one.prefix !== prefix)].slice(0, knownBucketsMax));
    return bucket;
  } catch (error) {
    const answer = error instanceof CallRefused ? error.code : 'bad_answer';
    await rememberSent(call, { at: call.now, site, path: lookUpPresence.path, body: { prefix }, answer });
    return undefined;
  }
}
