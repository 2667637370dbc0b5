/** The log of opened cards: what was decided, by what, and for whom Gloss stands down now. It stays on this device. */
import type { ActivityShown, Answers, Ask, StandingNow } from '#extension/base/messages.ts';
import { type Activation, activationsMax, items, type Visit } from '#extension/base/storage.ts';
import { concerning } from '#extension/standdown/chain.ts';
import { standingEverywhere } from '#extension/standdown/earn.ts';
import { shippedPacks } from '#extension/standdown/packs/set.ts';
import type { Card } from '#shared/contracts/recommend.ts';
import type { Call } from './call.ts';
import { tongueOf } from './language.ts';
import type { Judged } from './link.ts';

export async function rememberActivation(call: Call, { visit, card, judged }: { visit: Visit; card: Card; judged: Judged }): Promise<void> {
  const { link, evidence, verdict } = judged;
  const { packs: _, ...held } = evidence;
  const entry: Activation = {
    at: call.now,
    cardId: card.id,
    productId: card.product.id,
    title: card.product.title.slice(0, 300),
    merchant: card.product.merchant.slice(0, 300),
    site: visit.site,
    way: link.way,
    why: link.way === 'plain' ? link.why : null,
    benefit: link.way === 'paid' ? link.benefit : null,
    earner: link.way === 'paid' ? link.earner.slice(0, 300) : null,
    receipt: visit.set?.receipt.seal.signature ?? null,
    packs: shippedPacks.version,
    evidence: { ...held, chain: concerning(held.chain, [held.from, held.to]).slice(-stepsKept) },
    verdict,
  };
  await call.store.change(items.activations, (list) => [entry, ...list].slice(0, activationsMax));
}
/** Visits to one merchant are thinned out as they are written down: a day of them is fewer than this. */
const stepsKept = 150;

export async function showActivity(call: Call): Promise<ActivityShown> {
  const choices = await call.store.read(items.choices);
  return {
    ...tongueOf(choices.language, call.platform.uiLanguage()),
    entries: await call.store.read(items.activations),
    standing: await standingNow(call),
    packs: shippedPacks.version,
  };
}

async function standingNow({ store, now }: Call): Promise<StandingNow[]> {
  const chain = await store.read(items.arrivals);
  return standingEverywhere({ chain, now }).map(({ address, network, since, until }) => ({
    site: new URL(address).hostname.replace(/^www\./, ''),
    network,
    since,
    until,
  }));
}

/** One entry, or all of them. */
export async function forgetActivity(call: Call, { entry }: Ask<'activity.forget'>): Promise<Answers['activity.forget']> {
  await call.store.change(items.activations, (list) => (entry ? list.filter((other) => !isSameEntry(other, entry)) : []));
  return null;
}

/** Puts a deleted entry back where it was. */
export async function restoreActivity(call: Call, { entry }: Ask<'activity.restore'>): Promise<Answers['activity.restore']> {
  await call.store.change(items.activations, (list) =>
    [entry, ...list.filter((other) => !isSameEntry(other, entry))].sort((a, b) => b.at - a.at).slice(0, activationsMax),
  );
  return null;
}

const isSameEntry = (one: Pick<Activation, 'at' | 'cardId'>, other: Pick<Activation, 'at' | 'cardId'>): boolean =>
  one.at === other.at && one.cardId === other.cardId;
