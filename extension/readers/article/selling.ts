import { meta, type PageEvidence } from './evidence.ts';
import type { PrintedFacts } from './facts.ts';
import { metaPrices } from './own-price.ts';
import { isArticlePath } from './urls.ts';
import type { VisiblePrice } from './visible.ts';

/** Without declared data only a page that sells counts: several signs must agree, and one must be a cart control or a price. */
export function isProductPage(page: PageEvidence, visible: readonly VisiblePrice[], facts: PrintedFacts): boolean {
  const { heading } = page;
  if (page.isArticle || isArticlePath(page.url)) return false;
  const hasControl = isSelling(page);
  const best = visible[0]?.score ?? 0;
  if (!hasControl && best < 4) return false;
  const signs = [
    /(?:^|[.:_])product(?:$|[.:_])/i.test(meta(page, 'og:type') ?? '') || metaPrices(page).length > 0 ? 2 : 0,
    PRODUCT_BODY.test(page.survey.bodyNames) ? 2 : 0,
    hasControl ? 2 : 0,
    best >= 6 ? 2 : best >= 4 ? 1 : 0,
    PRODUCT_PATH.test(page.url.pathname) ? 1 : 0,
    facts.sku || facts.gtin || facts.mpn ? 1 : 0,
    heading ? 0 : -1,
  ];
  return signs.reduce((sum, sign) => sum + sign, 0) >= 4;
}

/** A cart control stands near the heading. */
export function isSelling({ survey, heading }: PageEvidence): boolean {
  const from = heading?.order ?? 0;
  return survey.buying.some((order) => order - from > -40 && order - from < 200);
}

const PRODUCT_BODY =
  /(?:^|[\s_-])(?:single-product|catalog-product-view|product-?(?:page|details?|template|view)|template-product|pdp|(?:page|type|controller)-product)(?:$|[\s_-])/i;
const PRODUCT_PATH = /\/(?:products?|p|dp|itm|item|pd|pdp|prod|shop|goods|deals?|produkt\w*|artikel|listing|detail)(?:\/|_|-)/i;
