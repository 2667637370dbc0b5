import type { Product } from '#shared/contracts/catalogue.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { Card, recommendCards } from '#shared/contracts/recommend.ts';
import type { Id } from '#shared/ids.ts';
import type { PageFacts } from '#shared/page.ts';
import { pageWords, servingOf } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { makePace, takeTurn } from '../base/pace.ts';
import { findByIdentifiers } from '../catalogue/index.ts';
import { goingAlong } from '../companions/index.ts';
import { versionInForce } from '../learning/index.ts';
import { type Tagged, taggedOn } from '../tags/index.ts';
import { candidatesFor, identifiedCandidate } from './candidates.ts';
import { companionCard, companionHistory, companionPlaces, companionsAmong, companionsMax } from './companions.ts';
import { hasWords } from './has-words.ts';
import { loadedIndex } from './loaded-index.ts';
import { makeCards } from './make-cards.ts';
import { namesOf } from './named.ts';
import type { ProductIndex } from './product-index.ts';
import { type Ranked, type Ranking, rank } from './rank.ts';
import { type Accompanied, receiptOf } from './receipt.ts';
import { vectorOf } from './vector-of.ts';

type Answer = Out<typeof recommendCards>;

const pace = makePace({ burst: 120, perSecond: 4, callersMax: 10_000 });

/**
 * The order of cards is decided before anything that is paid is read: `rank` sees words, `makeCards` gets what is already in order. What the
 * creator tagged comes first in the creator's own order; of terms that list has only that there are some. What is often bought with these products
 * comes last, in places they leave.
 */
export async function rankCards(call: Call, { page, cardsMax, explain }: In<typeof recommendCards>): Promise<Answer> {
  takeTurn(call, pace);
  const words = pageWords(page);
  const version = await versionInForce(call);
  const tagged = (await taggedOn(call, page)).slice(0, cardsMax);
  const isRanked = hasWords(words);
  if (!isRanked && tagged.length === 0) {
    return { cards: [], nothing: 'no_words', receipt: await receiptOf(call, { page, cardsMax, version, cards: new Map() }) };
  }
  const index = await loadedIndex(call);
  const identified = isRanked ? await identifiedOn(call, page, index) : [];
  const ranking = rank(words, isRanked ? candidatesFor(words, index, identified) : [], {
    cardsMax,
    model: version.model,
    score: (await servingOf(version.model)).score,
    tagged: tagged.map(({ product }) => identifiedCandidate(words, product, index.rarity)),
  });
  const accompanied = await companionsTo(call, ranking, index, cardsMax);
  const ranked = [...ranking.ranked, ...(accompanied?.companions ?? []).map(companionCard)];
  const cardIds = new Map(ranked.map(({ id }) => [id, call.newId('car')] as const));
  const brandIds = brandsOf(ranked, index, [...identified, ...tagged.map(({ product }) => product)]);
  const tags = new Map(tagged.map(({ product, ...tag }) => [product.id, tagOn(tag)]));
  const { cards, creatorId } = await makeCards(call, {
    ...{ page, ranked, tags, cardIds, brandIds, explain },
    vectorOf: (product) => vectorOf(product, index),
  });
  const made = new Map<Id<'prd'>, Id<'car'>>(cards.map(({ id, product }) => [product.id, id]));
  const receipt = await receiptOf(call, { page, cardsMax, version, ranking, accompanied, cards: made, creatorId });
  const why = index.size() === 0 ? 'empty_catalogue' : 'no_match';
  return { cards, nothing: cards.length === 0 ? why : null, receipt };
}

/** Asked after the ranking, about its products alone. */
async function companionsTo(call: Call, ranking: Ranking, index: ProductIndex, cardsMax: number): Promise<Accompanied | undefined> {
  const places = companionPlaces(ranking, cardsMax);
  if (places === 0) return undefined;
  const going = await goingAlong(call, companionHistory(ranking), foundMax);
  const companions = going ? companionsAmong(going.found, ranking, index, places) : [];
  return going && companions.length > 0 ? { artefact: going.artefact, history: going.history, companions } : undefined;
}
/** Some of what goes along is on the page already, or gone. */
const foundMax = 4 * companionsMax;

const tagOn = ({ atSeconds, note }: Omit<Tagged, 'product'>): NonNullable<Card['tag']> => ({
  ...(atSeconds !== null && { atSeconds }),
  ...(note !== null && { note }),
});

/** Only names that some product has are asked about: most pages have none of them. */
async function identifiedOn(call: Call, page: PageFacts, index: ProductIndex): Promise<Product[]> {
  const gtins = page.products.flatMap(({ gtin }) => gtin ?? []).filter((gtin) => isKnown(index, { gtins: [gtin], urls: [] }));
  const urls = [page.url, ...page.products.flatMap(({ url }) => url ?? []), ...page.shopLinks].filter((url) =>
    isKnown(index, { gtins: [], urls: [url] }),
  );
  if (gtins.length + urls.length === 0) return [];
  const { byGtin, byUrl } = await findByIdentifiers(call, { gtins, urls });
  return [...new Map([...byGtin, ...byUrl].map((product) => [product.id, product])).values()];
}

const isKnown = (index: ProductIndex, names: Parameters<typeof namesOf>[0]): boolean => namesOf(names).some(index.isName);

function brandsOf(ranked: readonly Ranked[], index: ProductIndex, identified: readonly Product[]): Id<'brd'>[] {
  const known = new Map(identified.map(({ id, brandId }) => [id, brandId]));
  return [
    ...new Set(
      ranked.flatMap(({ id }) => {
        const slot = index.find(id);
        return known.get(id) ?? (slot === undefined ? [] : index.brandAt(slot));
      }),
    ),
  ];
}
