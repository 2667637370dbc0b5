import { items, type Visit } from '#extension/base/storage.ts';
import type { Card } from '#shared/contracts/recommend.ts';
import { fail } from '#shared/errors.ts';
import type { Call, PageCall } from './call.ts';

const visitsMax = 40;

/** What was seen in the tab that asks, while it is still on that site. */
export async function visitOf(call: PageCall): Promise<Visit> {
  const visit = (await call.store.read(items.visits))[String(call.tabId)];
  const isHere = visit && URL.parse(visit.address)?.origin === URL.parse(call.address)?.origin;
  return isHere ? visit : fail('not_found', 'This page has no cards here any more.');
}

/** Only cards that this very page was given can be spoken of. */
export function cardOf(visit: Visit, cardId: string): Card {
  return visit.set?.cards.find((card) => card.id === cardId) ?? fail('not_found', 'This card is not one of this page.');
}

export async function rememberVisit(call: PageCall, visit: Visit): Promise<void> {
  await call.store.change(items.visits, (visits) => {
    const others = Object.entries(visits).filter(([tabId]) => tabId !== String(call.tabId));
    const latest = others.sort(([, a], [, b]) => b.at - a.at).slice(0, visitsMax - 1);
    return Object.fromEntries([...latest, [String(call.tabId), visit]]);
  });
}

export async function forgetVisit({ store }: Call, tabId: number): Promise<void> {
  await store.change(items.visits, (visits) => Object.fromEntries(Object.entries(visits).filter(([id]) => id !== String(tabId))));
}
