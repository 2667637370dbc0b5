/** Turns what was ranked into cards: full products, merchants' names and, last, the paid links. The order is fixed when this begins. */
import type { Product } from '#shared/contracts/catalogue.ts';
import type { Card } from '#shared/contracts/recommend.ts';
import type { Id } from '#shared/ids.ts';
import type { PageSnapshot } from '#shared/page.ts';
import { findCreator, getBrands } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { getProducts, pictureAddress } from '../catalogue/index.ts';
import { quoteLinks } from '../clicks/index.ts';
import { isPlainOnly } from './plain-only.ts';
import type { Ranked } from './rank.ts';

interface Making {
  page: PageSnapshot;
  ranked: readonly Ranked[];
  cardIds: ReadonlyMap<Id<'prd'>, Id<'car'>>;
  explain: boolean;
}

export async function makeCards(call: Call, { page, ranked, cardIds, explain }: Making): Promise<Card[]> {
  if (ranked.length === 0) return [];
  const kept = await withProducts(call, ranked, cardIds);
  const brandIds = [...new Set(kept.map(({ product }) => product.brandId))];
  const [brands, offers] = await Promise.all([getBrands(call, brandIds), offersFor(call, page, kept)]);
  const names = new Map(brands.map((brand) => [brand.id, brand.name]));
  return kept.map(({ cardId, product, score, reasons, features }) => ({
    id: cardId,
    product: onCard(call, product, names.get(product.brandId) ?? ''),
    score,
    reasons,
    offer: offers.get(cardId) ?? null,
    ...(explain ? { features } : {}),
  }));
}

type Kept = Ranked & { product: Product; cardId: Id<'car'> };

/** A product that went a moment ago has no card. */
async function withProducts(call: Call, ranked: readonly Ranked[], cardIds: Making['cardIds']): Promise<Kept[]> {
  const ids = ranked.map(({ id }) => id);
  const products = new Map((await getProducts(call, ids)).map((product) => [product.id, product]));
  return ranked.flatMap((entry) => {
    const product = products.get(entry.id);
    const cardId = cardIds.get(entry.id);
    return product && cardId ? [{ ...entry, product, cardId }] : [];
  });
}

async function offersFor(call: Call, page: PageSnapshot, kept: readonly Kept[]): Promise<Map<Id<'car'>, Card['offer']>> {
  const creator = page.creator ? await findCreator(call, page.creator) : undefined;
  const quotable = kept
    .filter(({ product }) => !isPlainOnly(product.url))
    .map(({ cardId, product }) => ({
      cardId,
      productId: product.id,
      brandId: product.brandId,
      sku: product.sku,
      category: product.category,
      currency: product.price?.currency,
    }));
  const offers = await quoteLinks(call, { creator, contentUrl: page.url, products: quotable });
  return new Map(quotable.map(({ cardId }, at) => [cardId, offers[at] ?? null]));
}

function onCard(call: Call, product: Product, merchant: string): Card['product'] {
  const { id, title, maker, price, availability, url, seenAt } = product;
  const imageUrl = pictureAddress(call, product);
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
