/** The receipt of a card, with what it takes to recompute it. The page that shows it does so by itself. */
import type { Answers, Ask } from '#extension/base/messages.ts';
import { items } from '#extension/base/storage.ts';
import { CallRefused } from '#shared/client.ts';
import { getVersion, listSealKeys } from '#shared/contracts/learning.ts';
import type { CardSet } from '#shared/contracts/recommend.ts';
import { type PageSnapshot, recommendable } from '#shared/page.ts';
import type { Call, PageCall } from './call.ts';
import { tongueOf } from './language.ts';
import { linkOf } from './link.ts';
import { rememberSent } from './sent.ts';
import { isAgreed } from './settings.ts';
import { cardOf, visitOf } from './visits.ts';

export async function openReceipt(call: PageCall, { cardId }: Ask<'page.receipt'>): Promise<null> {
  const { id } = cardOf(await visitOf(call), cardId);
  await call.platform.openTab({ url: call.platform.ownPage(`/receipt.html#${id}`), openerTabId: call.tabId, behind: false });
  return null;
}

interface Found {
  set: CardSet;
  page: PageSnapshot;
  site: string;
}

export async function showReceipt(call: Call, { cardId }: Ask<'receipt.show'>): Promise<Answers['receipt.show']> {
  const choices = await call.store.read(items.choices);
  const tongue = tongueOf(choices.language, call.platform.uiLanguage());
  const found = await findSet(call, cardId);
  const card = found?.set.cards.find(({ id }) => id === cardId);
  const decision = (await call.store.read(items.activations)).find((entry) => entry.cardId === cardId) ?? null;
  if (!found || !card) return { ...tongue, shown: null, decision };
  const { receipt } = found.set;
  const link = linkOf(card, {
    support: choices.support,
    authorLinks: found.page.shopLinks,
    page: found.page.url,
    chain: await call.store.read(items.arrivals),
    now: call.now,
    workerOrigin: call.workerOrigin,
    action: { kind: 'none' },
  });
  const { title, merchant } = card.product;
  return {
    ...tongue,
    decision,
    shown: { card: { id: card.id, title, merchant }, receipt, page: recommendable(found.page), link, ...(await proofOf(call, found)) },
  };
}

/** What a tab shows now, or what the worker answered in the last minutes. */
async function findSet(call: Call, cardId: string): Promise<Found | undefined> {
  const has = (set: CardSet | null): set is CardSet => set?.cards.some(({ id }) => id === cardId) ?? false;
  for (const { set, snapshot, site } of Object.values(await call.store.read(items.visits)))
    if (has(set) && snapshot) return { set, page: snapshot, site };
  const answer = (await call.store.read(items.answers)).find(({ set }) => has(set));
  if (!answer) return undefined;
  // The key of an answer is the page that was asked about.
  const page = JSON.parse(answer.key) as PageSnapshot;
  return { set: answer.set, page, site: new URL(page.url).hostname };
}

type Proof = Pick<NonNullable<Answers['receipt.show']['shown']>, 'model' | 'keys' | 'trouble'>;

/** The version is named by the hash of itself, so it need not be believed; the keys come from the worker that sealed. */
async function proofOf(call: Call, { set, site }: Found): Promise<Proof> {
  if (!(await isAgreed(call))) return { model: null, keys: null, trouble: 'not_agreed' };
  const version = set.receipt.model;
  try {
    const [{ model }, { keys }] = await Promise.all([call.api.call(getVersion, { version }), call.api.call(listSealKeys, {})]);
    await rememberSent(call, { at: call.now, site, path: getVersion.path, body: { version }, answer: 'ok' });
    await rememberSent(call, { at: call.now, site, path: listSealKeys.path, body: null, answer: 'ok' });
    return { model, keys, trouble: null };
  } catch (error) {
    const trouble = error instanceof CallRefused ? error.code : 'bad_answer';
    await rememberSent(call, { at: call.now, site, path: getVersion.path, body: { version }, answer: trouble });
    return { model: null, keys: null, trouble };
  }
}
