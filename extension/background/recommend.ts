/** From what a page says to its notes: asked for only after consent, on sites that are on, with every query string gone. */
import type { Ask, PageAnswer } from '#extension/base/messages.ts';
import { isOn, siteOf } from '#extension/base/sites.ts';
import { type Answered, answersMax, items, type Visit } from '#extension/base/storage.ts';
import { withForm } from '#extension/readers/form.ts';
import { CallRefused } from '#shared/client.ts';
import { type CardSet, cardsMax, recommendCards } from '#shared/contracts/recommend.ts';
import { fail } from '#shared/errors.ts';
import { type PageSnapshot, recommendable } from '#shared/page.ts';
import { minuteMs } from '#shared/time.ts';
import { rememberArrival, rememberOffered } from './arrivals.ts';
import type { Call, PageCall } from './call.ts';
import { tongueOf } from './language.ts';
import { tellGathered } from './learning.ts';
import { notesOf } from './notes-of.ts';
import { presenceOf } from './presence.ts';
import { withPrices } from './prices.ts';
import { rememberSent } from './sent.ts';
import { isAgreed } from './settings.ts';
import { numbersOf } from './stats.ts';
import { rememberVisit } from './visits.ts';

const answerKeptMs = 5 * minuteMs;
const asksPerMinuteMax = 20;
const cardsAsked = cardsMax;

export async function readPage(call: PageCall, seen: Ask<'page.read'>): Promise<PageAnswer> {
  const site = siteOf(call.address);
  if (!site || URL.parse(seen.address)?.origin !== new URL(call.address).origin) fail('forbidden', 'The page speaks of another address.');
  const choices = await call.store.read(items.choices);
  if (!(await isAgreed(call)) || !(choices.notes || choices.stats) || !isOn(await call.store.read(items.sites), site))
    return { kind: 'leave' };

  await rememberArrival(call, seen.came);
  const visit: Visit = {
    at: call.now,
    address: seen.address,
    site,
    reader: seen.reader,
    snapshot: seen.snapshot && ownless(withForm(seen.snapshot)),
    why: seen.snapshot && seen.why !== 'not_content' ? null : (seen.why ?? 'empty'),
    set: null,
    askedAt: 0,
  };
  const known = choices.notes ? await withCards(call, visit) : visit;
  await rememberVisit(call, known);
  await rememberPrices(call, known.set);
  const answer = await answerOf(call, known);
  await tellGathered(call, { all: true });
  const isDrawn = answer.kind !== 'notes' || seen.canDraw || (await call.platform.drawIn(call.tabId));
  return isDrawn ? answer : { kind: 'none', why: 'failed' };
}

/** Content is asked about. Of what readers call none only four digits leave, unless its creator tagged something on it. */
async function withCards(call: PageCall, visit: Visit): Promise<Visit> {
  const { site, address, snapshot } = visit;
  if (!snapshot) return visit;
  if (visit.why === null) return { ...visit, ...(await cardsFor(call, site, snapshot)) };
  const presence = await presenceOf(call, site, { address, snapshot });
  if (!presence) return visit;
  return { ...visit, presence, ...(presence.tagged && (await cardsFor(call, site, snapshot))) };
}

/** The notes of a visit as they stand now. */
async function answerOf(call: PageCall, visit: Visit): Promise<PageAnswer> {
  const choices = await call.store.read(items.choices);
  const tongue = tongueOf(choices.language, call.platform.uiLanguage());
  const drawn = notesOf(visit, {
    choices,
    language: tongue.language,
    dismissed: await call.store.read(items.dismissed),
    kept: await call.store.read(items.kept),
    prices: await call.store.read(items.prices),
    chain: await call.store.read(items.arrivals),
    now: call.now,
    workerOrigin: call.workerOrigin,
    taste: { isOn: choices.personal, signals: await call.store.read(items.taste) },
  });
  const earning = drawn.notes.filter(({ link }) => link.way === 'paid').map(({ link }) => link.url);
  await rememberOffered(call, { page: visit.address, to: earning });
  const count = drawn.notes.length;
  await call.platform.badge(call.tabId, count > 0 ? String(count) : '');
  const numbers = await numbersOf(call, visit);
  if (count === 0 && !numbers) return { kind: 'none', why: visit.why ?? 'all_hidden' };
  const dock = await call.store.read(items.dock);
  return { kind: 'notes', ...drawn, numbers, ...tongue, model: visit.set?.receipt.model.slice(0, 8) ?? '', dock };
}

/** Comments are for the content's own author; of anybody else's page they are forgotten as soon as it is read. */
function ownless({ comments: _comments, ...page }: PageSnapshot): PageSnapshot {
  return page;
}

async function rememberPrices(call: Call, set: CardSet | null): Promise<void> {
  const products = set?.cards.map(({ product }) => product) ?? [];
  if (products.length > 0) await call.store.change(items.prices, (list) => withPrices(list, products, call.now));
}

type Answer = Pick<Visit, 'set' | 'why' | 'askedAt'>;

/** Asks the worker, or takes its answer of the last minutes. Never throws: a refusal is a reason. */
export async function cardsFor(call: Call, site: string, snapshot: PageSnapshot, { fresh = false } = {}): Promise<Answer> {
  const page = recommendable(snapshot);
  const key = JSON.stringify(page);
  const answers = await call.store.read(items.answers);
  const known = answers.find((answer) => answer.key === key && call.now - answer.at < answerKeptMs);
  if (known && !fresh) return answered(known.set, known.at);
  if (answers.filter((answer) => call.now - answer.at < minuteMs).length >= asksPerMinuteMax) return refused('busy');
  try {
    const set = await call.api.call(recommendCards, { page, cardsMax: cardsAsked });
    await rememberSent(call, {
      at: call.now,
      site,
      path: recommendCards.path,
      body: { page, cardsMax: cardsAsked },
      answer: `${set.cards.length}`,
    });
    await rememberAnswer(call, { key, at: call.now, set });
    return answered(set, call.now);
  } catch (error) {
    const code = error instanceof CallRefused ? error.code : 'bad_answer';
    await rememberSent(call, { at: call.now, site, path: recommendCards.path, body: { page, cardsMax: cardsAsked }, answer: code });
    return refused(code);
  }
}

const answered = (set: CardSet, at: number): Answer => ({ set, why: set.nothing, askedAt: at });
const refused = (why: string): Answer => ({ set: null, why, askedAt: 0 });

async function rememberAnswer(call: Call, answer: Answered): Promise<void> {
  await call.store.change(items.answers, (list) => [answer, ...list.filter(({ key }) => key !== answer.key)].slice(0, answersMax));
}
