import type { PageProduct } from '#shared/page.ts';
import { pageLimits } from '#shared/page-limits.ts';
import { isOfType } from '../linked-data.ts';
import type { Price } from '../price.ts';
import { clip, letters, overlap, plain } from '../words.ts';
import { ARTICLE_TYPES } from './creator.ts';
import { type EmbeddedFacts, embeddedFacts } from './embedded.ts';
import { meta, metaText, type PageEvidence } from './evidence.ts';
import { printedFacts } from './facts.ts';
import { withoutSite } from './heading.ts';
import { gtinOf, idInAddress } from './identifiers.ts';
import { ownBrand } from './own-brand.ts';
import { chosenPrice, metaPrices } from './own-price.ts';
import { type DeclaredProduct, declaredProducts, isElsewhere, sameAddress } from './product.ts';
import { isProductPage, isSelling } from './selling.ts';
import { visiblePrices } from './visible.ts';

/** The one product that the page is about, and whether the page itself sells it. */
export interface OwnProduct {
  product: PageProduct;
  isSoldHere: boolean;
}

/** The page's own product, or undefined. Every field is one that the page declares or prints. */
export function ownProduct(page: PageEvidence): OwnProduct | undefined {
  const { survey, heading } = page;
  const declared = declaredProducts(page.data, survey.microdata, page);
  const names = [
    heading?.text ?? '',
    withoutSite(plain(meta(page, 'og:title') ?? ''), page.siteNames),
    withoutSite(survey.title, page.siteNames),
  ].filter(Boolean);
  const main = mainDeclared(declared, names, page);
  const visible = visiblePrices(survey, heading?.order, page.expected);
  const facts = printedFacts(survey, heading?.order ?? 0);
  const same = main ? [main, ...declared.filter((other) => other !== main && isSame(main, other))] : [];
  const name = productName(main, same, names);
  if (!name) return undefined;
  const embedded = once(() => embeddedFacts(page.around(name)));
  if (!main && !isProductPage(page, visible, { facts, embedded })) return undefined;
  const from = <K extends 'brand' | 'gtin' | 'sku' | 'mpn'>(key: K) => same.map((one) => one[key]).find(Boolean);
  const sku =
    ownSku(facts.sku, from('sku')) ?? metaText(page, ['product:retailer_item_id', 'product:sku', 'sku', 'og:sku']) ?? embedded().sku;
  const mpn = from('mpn');
  const product = compact({
    name,
    brand: ownBrand(page, { declared: from('brand'), facts, name, names, embedded: () => embedded().brand }),
    price: chosenPrice(same, metaPrices(page), visible, page.expected) ?? embeddedPrice(embedded()),
    gtin: from('gtin') ?? facts.gtin ?? metaGtin(page) ?? embedded().gtin,
    sku: sku ?? idInAddress(page.url),
    mpn: (mpn === sku || mpn === from('sku') ? facts.mpn : undefined) ?? mpn ?? facts.mpn ?? metaText(page, ['product:mfr_part_no', 'mpn']),
    url: page.address,
  });
  return { product, isSoldHere: isSelling(page) || !page.data.nodes.some((node) => isOfType(node, ARTICLE_TYPES)) };
}

/** The printed number, unless it is only the declared one with what stands behind it. */
function ownSku(printed: string | undefined, declared: string | undefined): string | undefined {
  return printed && declared && printed.startsWith(declared) ? declared : (printed ?? declared);
}

/** The scripts are asked only for what nothing else says: to ask them takes another turn with the page. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function embeddedPrice({ amount, currency }: EmbeddedFacts): Price | undefined {
  return amount && currency ? { amount, currency } : undefined;
}

/** The declared product that the page's heading, title or address names. */
function mainDeclared(declared: readonly DeclaredProduct[], names: readonly string[], page: PageEvidence): DeclaredProduct | undefined {
  let best: { product: DeclaredProduct; score: number } | undefined;
  for (const product of declared) {
    const named = product.name ? Math.max(0, ...names.map((name) => overlap(product.name ?? '', name))) : 0;
    const here = product.url !== undefined && sameAddress(product.url, page.url) ? 1 : 0;
    const score =
      named * 4 + here * 2 + (product.prices.length > 0 ? 1 : 0) + (product.hasOffer ? 0.5 : 0) - (isElsewhere(product) ? 4 : 0);
    const isNamed = named >= 0.6 || here > 0 || (declared.length === 1 && product.hasOffer);
    if (isNamed && score > (best?.score ?? 0)) best = { product, score };
  }
  if (best && !isCommercial(best.product) && page.survey.buying.length === 0) return undefined;
  if (best && page.isArticle && !(best.product.hasOffer && best.product.prices.length > 0)) return undefined;
  return best?.product;
}

/** Rating widgets declare any page a product; a thing that is sold has more than a name. */
function isCommercial({ hasOffer, brand, gtin, sku, mpn }: DeclaredProduct): boolean {
  return hasOffer || [brand, gtin, sku, mpn].some((fact) => fact !== undefined);
}

function isSame(main: DeclaredProduct, other: DeclaredProduct): boolean {
  if (isElsewhere(other) && !isElsewhere(main)) return false;
  if (!other.name || !main.name) return true;
  return letters(other.name) === letters(main.name) || overlap(other.name, main.name) >= 0.9;
}

function productName(main: DeclaredProduct | undefined, same: readonly DeclaredProduct[], names: readonly string[]): string | undefined {
  const declared = main?.name ?? same.map((one) => one.name).find(Boolean);
  const name = declared ?? names[0];
  if (!name || letters(name).length < 2) return undefined;
  const shorter = names
    .slice(1)
    .find(
      (one) =>
        one.length < name.length && name.length - one.length <= 20 && letters(name).endsWith(letters(one)) && letters(one).length > 8,
    );
  return clip(shorter ?? name, pageLimits.nameLength);
}

function metaGtin(page: PageEvidence): string | undefined {
  for (const name of ['product:ean', 'product:gtin', 'product:upc', 'product:isbn', 'books:isbn', 'og:upc', 'gtin13', 'gtin', 'isbn']) {
    const gtin = gtinOf(meta(page, name) ?? '', true);
    if (gtin) return gtin;
  }
  return undefined;
}

function compact(product: { [K in keyof PageProduct]: PageProduct[K] | undefined } & { name: string }): PageProduct {
  const limits = {
    name: pageLimits.nameLength,
    brand: pageLimits.nameLength,
    gtin: 14,
    sku: 100,
    mpn: 100,
    url: pageLimits.urlLength,
  } as const;
  const kept: PageProduct = { name: clip(product.name, limits.name) };
  if (product.price) kept.price = product.price;
  for (const key of ['brand', 'gtin', 'sku', 'mpn', 'url'] as const) {
    const value = product[key];
    if (value && value.length <= limits[key]) kept[key] = value;
  }
  return kept;
}
