import type { EmbeddedFacts } from './embedded.ts';
import { meta, type PageEvidence } from './evidence.ts';
import type { PrintedFacts } from './facts.ts';
import { metaPrices } from './own-price.ts';
import { isArticlePath } from './urls.ts';
import type { VisiblePrice } from './visible.ts';

/** Without declared data only a page that sells counts: it says that it does, and heading, price and codes agree. */
export function isProductPage(
  page: PageEvidence,
  visible: readonly VisiblePrice[],
  { facts, embedded }: { facts: PrintedFacts; embedded: () => EmbeddedFacts },
): boolean {
  const { heading } = page;
  if (page.isArticle || isArticlePath(page.url) || NO_THING.test(heading?.text ?? '')) return false;
  const saysProduct = /(?:^|[.:_])product(?:$|[.:_])/i.test(meta(page, 'og:type') ?? '');
  const hasPrice = metaPrices(page).length > 0;
  if (saysProduct && hasPrice) return true;
  const sells = [saysProduct || hasPrice, PRODUCT_BODY.test(page.survey.bodyNames), isSelling(page)].filter(Boolean).length;
  const best = visible[0]?.score ?? 0;
  if (sells === 0 || (best < 4 && !isSelling(page))) return false;
  const signs = [
    2 * sells,
    best >= 6 ? 2 : best >= 4 ? 1 : 0,
    PRODUCT_PATH.test(page.url.pathname) ? 1 : 0,
    facts.sku || facts.gtin || facts.mpn ? 1 : 0,
    heading ? 0 : -1,
  ];
  const sum = signs.reduce((all, sign) => all + sign, 0);
  return sum >= 4 || (sum === 3 && isSelling(page) && hasCodeAndPrice(embedded()));
}

const hasCodeAndPrice = ({ amount, sku, gtin }: EmbeddedFacts): boolean => amount !== undefined && (sku ?? gtin) !== undefined;

/** Headings of pages that ask for money and sell no thing. */
const NO_THING =
  /^(?:pricing|prices|plans?(?: and pricing)?|subscri\w+|donat\w+|spenden|membership|tickets?|checkout|(?:your )?(?:shopping )?(?:cart|bag|basket)|warenkorb|shop|store|(?:all )?products|sale|gift cards?|preise|tarife|abonn\w+|kasse|panier|carrito)$/i;

/** A cart control stands near the heading. */
export function isSelling({ survey, heading }: PageEvidence): boolean {
  const from = heading?.order ?? 0;
  return survey.buying.some((order) => order - from > -40 && order - from < 200);
}

const PRODUCT_BODY =
  /(?:^|[\s_-])(?:single-product|catalog-product-view|product-?(?:page|details?|template|view)|template-product|pdp|(?:page|type|controller)-product)(?:$|[\s_-])/i;
const PRODUCT_PATH = /\/(?:products?|p|dp|itm|item|pd|pdp|prod|shop|goods|deals?|produkt\w*|artikel|listing|detail)(?:\/|_|-)/i;
