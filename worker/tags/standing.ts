/** How a product stands for a creator under the terms in force, and what is told of it before it is tagged. */
import { rateFor } from '#shared/book/terms.ts';
import type { Product } from '#shared/contracts/catalogue.ts';
import type { ProgrammeState, TaggableProduct } from '#shared/contracts/tags.ts';
import type { Id } from '#shared/ids.ts';
import { brandsAsked } from '../accounts/index.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { askAll } from '../base/sql.ts';
import { type Market, marketAsked, pictureAddress } from '../catalogue/index.ts';
import { isPlainOnly, type TermsInForce, termsAsked } from '../clicks/index.ts';

export function programmeOf(product: Product, inForce: TermsInForce | undefined): ProgrammeState {
  if (product.availability === 'discontinued') return 'discontinued';
  if (!inForce) return 'no_programme';
  if (inForce.terms.excludedSkus.includes(product.sku)) return 'excluded';
  if (isPlainOnly(product.url)) return 'plain_only';
  return inForce.terms.benefit === null ? 'no_benefit' : 'open';
}

/** In a programme: its card may be shown as the creator's own pick. What it earns has no part in this. */
export const isInProgramme = (state: ProgrammeState): boolean => state === 'open' || state === 'no_benefit' || state === 'plain_only';

/** In the order given. */
export async function taggable(call: Call, products: readonly Product[]): Promise<TaggableProduct[]> {
  if (products.length === 0) return [];
  const creatorId = creatorOf(call);
  const brandIds = [...new Set(products.map(({ brandId }) => brandId))];
  const questions = [
    brandsAsked(call, brandIds),
    termsAsked(call.env, brandIds, call.now),
    marketAsked(
      call,
      products.map(({ id }) => id),
    ),
  ] as const;
  const [brands, terms, markets] = await askAll(call.env.DB, questions);
  const nameOf = new Map(brands.map(({ id, name }) => [id, name]));
  const termsOf = new Map(terms.map((one) => [one.brandId, one]));
  const marketOf = new Map(markets.map((market) => [market.id, market]));
  return products.map((product) => {
    const inForce = termsOf.get(product.brandId);
    const { id, title, maker, price, availability, url, seenAt, brandId } = product;
    const imageUrl = pictureAddress(call, product);
    return {
      id,
      title,
      ...(maker ? { maker } : {}),
      merchant: nameOf.get(brandId) ?? '',
      ...(imageUrl ? { imageUrl } : {}),
      url,
      price: price ? { ...price, asOf: seenAt } : null,
      availability,
      programme: programmeOf(product, inForce),
      terms: inForce ? termsNow(inForce, product, creatorId) : null,
      market: marketTold(marketOf.get(id)),
    };
  });
}

function termsNow({ version, terms }: TermsInForce, product: Product, creatorId: Id<'crt'>): TaggableProduct['terms'] {
  const { benefit, windowDays, holdDays, model } = terms;
  const { sku, category, price } = product;
  return {
    version,
    rate: rateFor(terms, { sku, category, creatorId, currency: price?.currency ?? '' }),
    benefit,
    windowDays,
    holdDays,
    model,
  };
}

const marketTold = (market: Market | undefined): TaggableProduct['market'] => ({
  lowestMinor: market?.lowestMinor ?? null,
  knownSince: market?.knownSince ?? null,
  otherShops: market?.otherShops ?? 0,
  lowestElsewhereMinor: market?.lowestElsewhereMinor ?? null,
});
