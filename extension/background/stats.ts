/** The numbers of the page in front: as it prints them, and what this device can compute from them. Nothing of them is sent. */
import { items, type Visit } from '#extension/base/storage.ts';
import { engagementOf, velocityOf, withLook } from '#extension/stats/numbers.ts';
import type { PageNumbers } from '#extension/stats/stats.tsx';
import { contentKey } from '#shared/content-key.ts';
import type { Call } from './call.ts';
import { ownFiguresOf } from './own-figures.ts';

/** Null where the person did not ask for numbers, or the page shows none. Remembers the look. */
export async function numbersOf(call: Call, { snapshot, site }: Visit): Promise<PageNumbers | null> {
  if (!snapshot || !(await call.store.read(items.choices)).stats) return null;
  const counts = snapshot.counts ?? {};
  const own = await ownFiguresOf(call, site, snapshot);
  if (!own && Object.keys(counts).length === 0) return null;
  const key = contentKey(snapshot);
  const look = { at: call.now, counts };
  if (key !== undefined) await call.store.change(items.observed, (observed) => withLook(observed, key, look));
  const observed = key === undefined ? [] : await call.store.read(items.observed);
  const looks = observed.find((entry) => entry.key === key)?.looks ?? [look];
  return {
    platform: snapshot.platform,
    counts,
    at: call.now,
    velocity: velocityOf(looks) ?? null,
    engagement: engagementOf(counts) ?? null,
    own,
  };
}
