import type * as z from 'zod';
import type { Benefit, FrozenTerms, Terms } from '#shared/contracts/books.ts';
import type { Offer } from '#shared/contracts/recommend.ts';
import type { Id } from '#shared/ids.ts';
import { minuteMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { tokenKeys } from './keys.ts';
import { findTerms, type TermsInForce } from './store.ts';
import { signQuote } from './token.ts';

/** From card to click. Long enough to read a page, short enough that terms on a card are the terms in force. */
export const quoteTtlMs = 30 * minuteMs;
const contentUrlLengthMax = 130;

export interface Quotable {
  cardId: Id<'car'>;
  productId: Id<'prd'>;
  brandId: Id<'brd'>;
  sku: string;
}
interface Ask {
  creator: { id: Id<'crt'>; name: string } | undefined;
  contentUrl: string;
  products: readonly Quotable[];
}

/**
 * One signed paid link per card, or null where nobody may earn: no known creator, no programme, no benefit for the shopper, or an excluded product.
 * Called when the order of cards is already fixed.
 */
export async function quoteLinks(call: Call, { creator, contentUrl, products }: Ask): Promise<(z.output<typeof Offer> | null)[]> {
  if (!creator) return products.map(() => null);
  const terms = new Map(
    (await findTerms(call.env, [...new Set(products.map((product) => product.brandId))])).map((entry) => [entry.brandId, entry]),
  );
  const keys = await tokenKeys(call.env);
  return Promise.all(
    products.map(async (product) => {
      const inForce = terms.get(product.brandId);
      const benefit = inForce?.terms.benefit;
      if (!inForce || !benefit || inForce.terms.excludedSkus.includes(product.sku)) return null;
      const token = await signQuote(keys, {
        cardId: product.cardId,
        brandId: product.brandId,
        productId: product.productId,
        creatorId: creator.id,
        quotedAt: call.now,
        contentUrl: shortContentUrl(contentUrl),
        frozen: frozenTerms(inForce, benefit),
      });
      return {
        benefit,
        earner: creator,
        rateBps: inForce.terms.rateBps,
        clickUrl: `${call.settings.PUBLIC_ORIGIN}/c/${token}`,
        expiresAt: call.now + quoteTtlMs,
      };
    }),
  );
}

function frozenTerms({ version, feeBps, terms }: TermsInForce, benefit: Benefit): FrozenTerms {
  const { rateBps, windowDays, model, holdDays }: Terms = terms;
  return { version, rateBps, windowDays, model, holdDays, feeBps, benefit: benefit.kind, benefitBps: benefit.bps };
}

/** The address travels in the token; one that is too long is kept as its site, never cut to an address that does not exist. */
function shortContentUrl(url: string): string {
  return url.length <= contentUrlLengthMax ? url : new URL('/', url).href;
}
