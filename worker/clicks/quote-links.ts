import type * as z from 'zod';
import { rateFor } from '#shared/book/terms.ts';
import type { Benefit, FrozenTerms } from '#shared/contracts/books.ts';
import type { Offer } from '#shared/contracts/recommend.ts';
import type { Id } from '#shared/ids.ts';
import { minuteMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { tokenKeys } from './keys.ts';
import type { TermsInForce } from './store.ts';
import { signQuote } from './token.ts';

/** From card to click. Long enough to read a page, short enough that terms on a card are the terms in force. */
export const quoteTtlMs = 30 * minuteMs;
const contentUrlLengthMax = 130;

export interface Quotable {
  cardId: Id<'car'>;
  productId: Id<'prd'>;
  brandId: Id<'brd'>;
  sku: string;
  category?: string | undefined;
  /** Of its price: a flat commission in another currency is not promised on its card. */
  currency: string | undefined;
}
interface Ask {
  creator: { id: Id<'crt'>; name: string } | undefined;
  contentUrl: string;
  products: readonly Quotable[];
  /** Of the products' brands, as `termsAsked` found them. */
  terms: readonly TermsInForce[];
}

/**
 * One signed paid link per card, or null where nobody may earn: no known creator, no programme, no benefit for the shopper, or an excluded product.
 * Called when the order of cards is already fixed.
 */
export async function quoteLinks(call: Call, { creator, contentUrl, products, terms }: Ask): Promise<(z.output<typeof Offer> | null)[]> {
  if (!creator) return products.map(() => null);
  const termsOf = new Map(terms.map((entry) => [entry.brandId, entry]));
  const keys = await tokenKeys(call.env);
  return Promise.all(
    products.map(async (product) => {
      const inForce = termsOf.get(product.brandId);
      const benefit = inForce?.terms.benefit;
      if (!inForce || !benefit || inForce.terms.excludedSkus.includes(product.sku)) return null;
      const frozen = frozenTerms(inForce, benefit, { ...product, creatorId: creator.id });
      const token = await signQuote(keys, {
        cardId: product.cardId,
        brandId: product.brandId,
        productId: product.productId,
        creatorId: creator.id,
        quotedAt: call.now,
        contentUrl: shortContentUrl(contentUrl),
        frozen,
      });
      return {
        benefit,
        earner: creator,
        rateBps: frozen.rateBps,
        ...(frozen.flat && { flat: frozen.flat }),
        clickUrl: `${call.settings.PUBLIC_ORIGIN}/c/${token}`,
        expiresAt: call.now + quoteTtlMs,
      };
    }),
  );
}

/** The rate of this product for this creator; where that is a flat amount, the share is what orders in other currencies get. */
function frozenTerms({ version, feeBps, terms }: TermsInForce, benefit: Benefit, goods: Quotable & { creatorId: Id<'crt'> }): FrozenTerms {
  const { windowDays, model, holdDays } = terms;
  const rate = rateFor(terms, { ...goods, currency: goods.currency ?? '' });
  const share = rate.kind === 'share' ? rate : rateFor(terms, { ...goods, currency: '' });
  return {
    version,
    rateBps: share.kind === 'share' ? share.bps : terms.rateBps,
    ...(rate.kind === 'flat' && { flat: { amountMinor: rate.amountMinor, currency: rate.currency, per: rate.per } }),
    windowDays,
    model,
    holdDays,
    feeBps,
    benefit: benefit.kind,
    benefitBps: benefit.bps,
  };
}

/** The address travels in the token; one that is too long is kept as its site, never cut to an address that does not exist. */
function shortContentUrl(url: string): string {
  return url.length <= contentUrlLengthMax ? url : new URL('/', url).href;
}
