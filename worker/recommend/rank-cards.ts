import type { Product } from '#shared/contracts/catalogue.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { recommendCards } from '#shared/contracts/recommend.ts';
import { fail } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import type { PageSnapshot } from '#shared/page.ts';
import { modelId, pageWords, threshold } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { findByIdentifiers } from '../catalogue/index.ts';
import { type Candidate, candidatesFor } from './candidates.ts';
import { hasWords } from './has-words.ts';
import { loadedIndex } from './loaded-index.ts';
import { makeCards } from './make-cards.ts';
import { makePace } from './pace.ts';
import { rank } from './rank.ts';

type Answer = Out<typeof recommendCards>;

/** The order of cards is decided before any terms are read: `rank` sees words, `makeCards` gets what is already in order. */
export async function rankCards(call: Call, { page, cardsMax, explain }: In<typeof recommendCards>): Promise<Answer> {
  atPace(call);
  const words = pageWords(page);
  if (!hasWords(words)) return { cards: [], nothing: 'no_words', receipt: await receiptOf(page, []) };
  const [index, identified] = await Promise.all([loadedIndex(call), identifiedOn(call, page)]);
  const candidates = candidatesFor(words, index, identified);
  const ranked = rank(words, candidates, cardsMax);
  const [cards, receipt] = await Promise.all([makeCards(call, { page, ranked, explain }), receiptOf(page, candidates)]);
  const why = index.size() === 0 ? 'empty_catalogue' : 'no_match';
  return { cards, nothing: cards.length === 0 ? why : null, receipt };
}

/** On one machine there is nobody to keep in check. */
function atPace({ settings, request, now }: Call): void {
  const address = request.headers.get('cf-connecting-ip');
  if (address === null || settings.ENVIRONMENT === 'local') return;
  const retryAfterSeconds = pace.take(address, now);
  if (retryAfterSeconds > 0) fail('rate_limited', `Too often. Try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
}
const pace = makePace({ burst: 120, perSecond: 4, callersMax: 10_000 });

async function identifiedOn(call: Call, page: PageSnapshot): Promise<Product[]> {
  const gtins = page.products.flatMap(({ gtin }) => gtin ?? []);
  const urls = [page.url, ...page.products.flatMap(({ url }) => url ?? []), ...page.shopLinks];
  const { byGtin, byUrl } = await findByIdentifiers(call, { gtins, urls });
  return [...new Map([...byGtin, ...byUrl].map((product) => [product.id, product])).values()];
}

async function receiptOf({ title, text, products }: PageSnapshot, candidates: readonly Candidate[]): Promise<Answer['receipt']> {
  const ids: Id<'prd'>[] = candidates.map(({ id }) => id).sort();
  const facts = new TextEncoder().encode(JSON.stringify([title ?? null, text ?? null, products, ids]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', facts));
  const candidatesHash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { model: modelId, candidatesHash, candidates: ids.length, threshold };
}
