/** Turns what was ranked into cards: full products, merchants' names and, last, the paid links. The order is fixed when this begins. */

import { toBase64 } from '#shared/base64.ts';
import type { Product } from '#shared/contracts/catalogue.ts';
import type { Card } from '#shared/contracts/recommend.ts';
import type { Id } from '#shared/ids.ts';
import type { PageFacts } from '#shared/page.ts';
import { brandsAsked, creatorAsked } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { askAll } from '../base/sql.ts';
import { pictureAddress, productsAsked } from '../catalogue/index.ts';
import { isPlainOnly, quoteLinks, type TermsInForce, termsAsked } from '../clicks/index.ts';
import { encoderId } from '../model/index.ts';
import type { Ranked } from './rank.ts';

interface Making {
  page: PageFacts;
  ranked: readonly Ranked[];
  /** What their creator said of tagged products. */
  tags: ReadonlyMap<Id<'prd'>, NonNullable<Card['tag']>>;
  cardIds: ReadonlyMap<Id<'prd'>, Id<'car'>>;
  /** Of the ranked products. */
  brandIds: readonly Id<'brd'>[];
  explain: boolean;
  /** Where a product stands in the encoder's space. */
  vectorOf: (product: Product) => Int8Array;
}

interface Made {
  cards: Card[];
  /** Who made the content, where that is known here. */
  creatorId: Id<'crt'> | undefined;
}

export async function makeCards(call: Call, making: Making): Promise<Made> {
  if (making.ranked.length === 0) return { cards: [], creatorId: undefined };
  const facts = await factsFor(call, making);
  const kept = withProducts(making, facts.products);
  const offers = await offersFor(call, { ...facts, contentUrl: making.page.url, kept });
  const names = new Map(facts.brands.map((brand) => [brand.id, brand.name]));
  const cards = kept.map(({ cardId, product, score, reasons, features }) => ({
    id: cardId,
    product: onCard(call, product, { merchant: names.get(product.brandId) ?? '', vector: making.vectorOf(product) }),
    score,
    reasons,
    ...tagOf(making, product.id),
    offer: offers.get(cardId) ?? null,
    ...(making.explain ? { features } : {}),
  }));
  return { cards, creatorId: facts.creator?.id };
}

function tagOf({ tags }: Making, product: Id<'prd'>): Pick<Card, 'tag'> {
  const tag = tags.get(product);
  return tag ? { tag } : {};
}

interface Facts {
  products: Product[];
  brands: { id: Id<'brd'>; name: string }[];
  creator: { id: Id<'crt'>; name: string } | undefined;
  terms: TermsInForce[];
}

/** In one round trip: it is most of what a page with cards waits for. */
async function factsFor(call: Call, { page, ranked, brandIds }: Making): Promise<Facts> {
  const ids = ranked.map(({ id }) => id);
  const goods = [productsAsked(call, ids), brandsAsked(call, brandIds)] as const;
  if (!page.creator) {
    const [products, brands] = await askAll(call.env.DB, goods);
    return { products, brands, creator: undefined, terms: [] };
  }
  const earning = [creatorAsked(call, page.creator), termsAsked(call.env, brandIds, call.now)] as const;
  const [products, brands, creator, terms] = await askAll(call.env.DB, [...goods, ...earning] as const);
  return { products, brands, creator, terms };
}

type Kept = Ranked & { product: Product; cardId: Id<'car'> };

/** A product that went a moment ago has no card. */
function withProducts({ ranked, cardIds }: Making, found: readonly Product[]): Kept[] {
  const products = new Map(found.map((product) => [product.id, product]));
  return ranked.flatMap((entry) => {
    const product = products.get(entry.id);
    const cardId = cardIds.get(entry.id);
    return product && cardId ? [{ ...entry, product, cardId }] : [];
  });
}

interface Offering extends Pick<Facts, 'creator' | 'terms'> {
  contentUrl: string;
  kept: readonly Kept[];
}

async function offersFor(call: Call, { kept, ...earning }: Offering): Promise<Map<Id<'car'>, Card['offer']>> {
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
  const offers = await quoteLinks(call, { ...earning, products: quotable });
  return new Map(quotable.map(({ cardId }, at) => [cardId, offers[at] ?? null]));
}

function onCard(call: Call, product: Product, { merchant, vector }: { merchant: string; vector: Int8Array }): Card['product'] {
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
    place: { space: encoderId, bytes: toBase64(Uint8Array.from(vector)) },
    url,
  };
}
