/** What is kept on this device: shown, and forgotten on demand. */
import type { Ask, Device } from '#extension/base/messages.ts';
import { items } from '#extension/base/storage.ts';
import type { Call } from './call.ts';
import { seedSites, syncPages } from './settings.ts';

export async function showDevice({ store }: Call): Promise<Device> {
  const visits = Object.values(await store.read(items.visits)).sort((a, b) => b.at - a.at);
  return {
    sent: await store.read(items.sent),
    kept: await store.read(items.kept),
    dismissed: await store.read(items.dismissed),
    prices: await store.read(items.prices),
    counts: await store.read(items.counts),
    observed: await store.read(items.observed),
    taste: await store.read(items.taste),
    visits,
    activations: await store.read(items.activations),
    arrivals: await store.read(items.arrivals),
  };
}

/** One entry by its product, a whole list, or everything, consent and sites included. */
export async function forgetDevice(call: Call, { what, productId }: Ask<'device.forget'>): Promise<Device> {
  const { store } = call;
  const isLeft = (entry: { productId: string }) => productId !== undefined && entry.productId !== productId;
  if (what === 'sent') await store.change(items.sent, () => []);
  if (what === 'kept') await store.change(items.kept, (kept) => kept.filter(isLeft));
  if (what === 'dismissed') await store.change(items.dismissed, (list) => list.filter(isLeft));
  if (what === 'taste') await store.change(items.taste, (signals) => signals.filter(isLeft));
  if (what === 'prices') await store.change(items.prices, (list) => list.filter(isLeft));
  if (what === 'observed') await store.change(items.observed, () => []);
  if (what === 'everything') {
    await store.clear();
    await seedSites(call);
    await syncPages(call);
  }
  return await showDevice(call);
}
