import type { Product } from '#shared/contracts/catalogue.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { recommendCards } from '#shared/contracts/recommend.ts';
import type { Id } from '#shared/ids.ts';
import type { PageFacts } from '#shared/page.ts';
import { pageWords } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import { makePace, takeTurn } from '../base/pace.ts';
import { findByIdentifiers } from '../catalogue/index.ts';
import { versionInForce } from '../learning/index.ts';
import { candidatesFor } from './candidates.ts';
import { hasWords } from './has-words.ts';
import { loadedIndex } from './loaded-index.ts';
import { makeCards } from './make-cards.ts';
import { namesOf } from './named.ts';
import type { ProductIndex } from './product-index.ts';
import { type Ranked, rank } from './rank.ts';
import { receiptOf } from './receipt.ts';

type Answer = Out<typeof recommendCards>;

const pace = makePace({ burst: 120, perSecond: 4, callersMax: 10_000 });

/** The order of cards is decided before any terms are read: `rank` sees words, `makeCards` gets what is already in order. */
export async function rankCards(call: Call, { page, cardsMax, explain }: In<typeof recommendCards>): Promise<Answer> {
  takeTurn(call, pace);
  const words = pageWords(page);
  const version = await versionInForce(call);
  if (!hasWords(words)) {
    return { cards: [], nothing: 'no_words', receipt: await receiptOf(call, { page, cardsMax, version, cards: new Map() }) };
  }
  const index = await loadedIndex(call);
  const identified = await identifiedOn(call, page, index);
  const ranking = rank(words, candidatesFor(words, index, identified), { cardsMax, model: version.model });
  const cardIds = new Map(ranking.ranked.map(({ id }) => [id, call.newId('car')] as const));
  const brandIds = brandsOf(ranking.ranked, index, identified);
  const cards = await makeCards(call, { page, ranked: ranking.ranked, cardIds, brandIds, explain });
  const made = new Map<Id<'prd'>, Id<'car'>>(cards.map(({ id, product }) => [product.id, id]));
  const receipt = await receiptOf(call, { page, cardsMax, version, ranking, cards: made });
  const why = index.size() === 0 ? 'empty_catalogue' : 'no_match';
  return { cards, nothing: cards.length === 0 ? why : null, receipt };
}

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
