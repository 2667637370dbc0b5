import type { Product } from '#shared/contracts/catalogue.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { Card, recommendCards } from '#shared/contracts/recommend.ts';
import type { Id } from '#shared/ids.ts';
import type { PageSnapshot } from '#shared/page.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { modelId, pageWords, threshold } from '#worker/model/index.ts';
import { findCreator, getBrands } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { findByIdentifiers, getProducts } from '../catalogue/index.ts';
import { quoteLinks } from '../clicks/index.ts';
import { type Candidate, candidatesFor } from './candidates.ts';
import { hasWords } from './has-words.ts';
import { loadedIndex } from './loaded-index.ts';
import { type Ranked, rank } from './rank.ts';

type Answer = Out<typeof recommendCards>;

/** The order of cards is decided before any terms are read: `rank` sees words, `quoteLinks` sees what is already in order. */
export async function rankCards(call: Call, { page, cardsMax, explain }: In<typeof recommendCards>): Promise<Answer> {
  const words = pageWords(page);
  if (!hasWords(words)) return answer([], [], 'no_words');
  const [index, identified] = await Promise.all([loadedIndex(call), identifiedOn(call, page)]);
  if (index.size() === 0) return answer([], [], 'empty_catalogue');
  const candidates = candidatesFor(words, index, identified);
  const ranked = rank(words, candidates, cardsMax);
  return answer(await cardsOf(call, page, ranked, explain), candidates, ranked.length === 0 ? 'no_match' : null);
}

async function identifiedOn(call: Call, page: PageSnapshot): Promise<Product[]> {
  const gtins = page.products.flatMap(({ gtin }) => gtin ?? []);
  const urls = [page.url, ...page.products.flatMap(({ url }) => url ?? []), ...page.shopLinks];
  const { byGtin, byUrl } = await findByIdentifiers(call, { gtins, urls });
  return [...new Map([...byGtin, ...byUrl].map((product) => [product.id, product])).values()];
}

async function cardsOf(call: Call, page: PageSnapshot, ranked: readonly Ranked[], explain: boolean): Promise<Card[]> {
  const products = new Map(
    (
      await getProducts(
        call,
        ranked.map(({ id }) => id),
      )
    ).map((product) => [product.id, product]),
  );
  const kept = ranked.flatMap((entry) => {
    const product = products.get(entry.id);
    return product ? [{ ...entry, product, cardId: call.newId('car') }] : [];
  });
  const brandIds = [...new Set(kept.map(({ product }) => product.brandId))];
  const [brands, creator] = await Promise.all([getBrands(call, brandIds), page.creator ? findCreator(call, page.creator) : undefined]);
  const names = new Map(brands.map((brand) => [brand.id, brand.name]));
  const quotable = kept.map(({ cardId, product }) => ({ cardId, productId: product.id, brandId: product.brandId, sku: product.sku }));
  const offers = await quoteLinks(call, { creator, contentUrl: page.url, products: quotable });
  return kept.map(({ cardId, product, score, reasons, features }, at) => ({
    id: cardId,
    product: onCard(product, names.get(product.brandId) ?? ''),
    score,
    reasons,
    offer: offers[at] ?? null,
    ...(explain ? { features } : {}),
  }));
}

function onCard(product: Product, merchant: string): Card['product'] {
  const { id, title, maker, imageUrl, price, availability, url, seenAt } = product;
  return {
    id,
    title,
    ...(maker ? { maker } : {}),
    merchant,
    ...(imageUrl ? { imageUrl } : {}),
    price: price ? { ...price, asOf: seenAt } : null,
    availability,
    url,
  };
}

function answer(cards: Card[], candidates: readonly Candidate[], nothing: Answer['nothing']): Answer {
  const ids: Id<'prd'>[] = candidates.map(({ id }) => id).sort();
  return { cards, nothing, receipt: { model: modelId, candidatesHash: sha256Hex(ids.join('\n')), candidates: ids.length, threshold } };
}
