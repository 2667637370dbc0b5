/**
 * The only writer of the chain of addresses that stand-down judges by. It can reach the store and the clock, not the network: whatever the
 * worker answers cannot enter here but as the address that a card leads to.
 */
import { items } from '#extension/base/storage.ts';
import { countsOffers, trimmedStep, withStep } from '#extension/standdown/chain.ts';
import type { Step } from '#extension/standdown/evidence.ts';
import type { Call, PageCall } from './call.ts';

type Desk = Pick<Call, 'store' | 'now'>;

type Came = { referrer: string; loaded: string } | undefined;

/** @param came the page before and the page as it was loaded, before its own script shortened the address */
export async function rememberArrival({ store, now, address }: Pick<PageCall, 'store' | 'now' | 'address'>, came: Came): Promise<void> {
  await remember({ store, now }, { address, at: now, via: [came?.referrer ?? '', came?.loaded ?? ''] });
}

/** A card was opened: the merchant's session now belongs to whoever earns by that link. */
export async function rememberOpened(desk: Desk, { to, link }: { to: string; link: string }): Promise<void> {
  await remember(desk, { address: to, at: desk.now, via: [link], did: 'opened' });
}

/** Cards that earn are on a page; only merchants whose network counts such offers are written down. */
export async function rememberOffered(desk: Desk, { page, to }: { page: string; to: readonly string[] }): Promise<void> {
  for (const address of to) if (countsOffers(address)) await remember(desk, { address, at: desk.now, via: [page], did: 'offered' });
}

async function remember({ store }: Desk, step: Step): Promise<void> {
  await store.change(items.arrivals, (chain) => withStep(chain, trimmedStep(step)));
}
