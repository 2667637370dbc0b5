/** A click on a card. The paid link leaves the background only here, and only after the same judgement as when the card was shown. */
import type { Answers, Ask } from '#extension/base/messages.ts';
import { items, type Visit } from '#extension/base/storage.ts';
import type { Card } from '#shared/contracts/recommend.ts';
import { fail } from '#shared/errors.ts';
import { rememberActivation } from './activity.ts';
import { rememberOpened } from './arrivals.ts';
import type { PageCall } from './call.ts';
import { countToday } from './counts.ts';
import { noteCard, tellGathered } from './learning.ts';
import { judged } from './link.ts';
import { cardsFor } from './recommend.ts';
import { noteTaste } from './taste.ts';
import { cardOf, visitOf } from './visits.ts';

export async function openCard(call: PageCall, ask: Ask<'page.open'>): Promise<Answers['page.open']> {
  const visit = await visitOf(call);
  const shown = cardOf(visit, ask.cardId);
  const action = { kind: 'click' as const, trusted: ask.trusted, clearMs: ask.clearMs, clearNow: ask.clearNow };
  const circumstances = {
    support: (await call.store.read(items.choices)).support,
    authorLinks: visit.snapshot?.shopLinks ?? [],
    earningLinks: visit.snapshot?.affiliateLinks,
    page: visit.address,
    chain: await call.store.read(items.arrivals),
    now: call.now,
    workerOrigin: call.workerOrigin,
    action,
  };
  const card = judged(shown, circumstances).link.way === 'plain' ? ((await renewed(call, visit, shown)) ?? shown) : shown;
  const decided = judged(card, circumstances);
  const { link } = decided;
  const url = link.way === 'paid' && card.offer ? card.offer.clickUrl : link.url;
  if (!/^https?:\/\//.test(url)) fail('unprocessable', 'This card leads to no web address.');
  await call.platform.openTab({ url, openerTabId: call.tabId, behind: ask.behind });
  await rememberOpened(call, { to: card.product.url, link: link.way === 'own' ? url : '' });
  await rememberActivation(call, { visit, card, judged: decided });
  await countToday(call, 'opened');
  await noteTaste(call, shown.product, 'opened');
  await noteCard(call, visit, shown.id, 'opened');
  await tellGathered(call);
  return { way: link.way, why: link.way === 'plain' ? link.why : null };
}

/** An offer that ran out while the page stood open is asked for again, and taken only if it promises the same. */
async function renewed(call: PageCall, visit: Visit, card: Card): Promise<Card | undefined> {
  if (!card.offer || card.offer.expiresAt > call.now || !visit.snapshot) return undefined;
  const { set } = await cardsFor(call, visit.site, visit.snapshot, { fresh: true });
  const again = set?.cards.find((other) => other.product.id === card.product.id);
  const isSame = JSON.stringify([again?.offer?.benefit, again?.offer?.earner]) === JSON.stringify([card.offer.benefit, card.offer.earner]);
  return isSame && again?.product.url === card.product.url ? again : undefined;
}
