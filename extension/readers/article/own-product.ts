import type { PageProduct } from '#shared/page.ts';
import { pageLimits } from '#shared/page-limits.ts';
import { declaredCurrency } from '../currency.ts';
import { isOfType, type LinkedData } from '../linked-data.ts';
import { type Price, plainAmount, samePrice } from '../price.ts';
import type { PageSurvey, TextBlock } from '../survey.ts';
import { clip, letters, overlap, plain } from '../words.ts';
import { ARTICLE_TYPES } from './creator.ts';
import { embeddedFacts } from './embedded.ts';
import { type PrintedFacts, printedFacts } from './facts.ts';
import { withoutSite } from './heading.ts';
import { gtinOf } from './identifiers.ts';
import { type DeclaredProduct, declaredProducts, isElsewhere, sameAddress } from './product.ts';
import { isArticlePath } from './urls.ts';
import { type VisiblePrice, visiblePrices } from './visible.ts';

/** What is known of a page before its product is sought. */
export interface PageEvidence {
  url: URL;
  survey: PageSurvey;
  data: LinkedData;
  expected: readonly string[];
  heading: TextBlock | undefined;
  siteNames: readonly string[];
  isArticle: boolean;
}

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
  if (!main && !isProductPage(page, visible, facts)) return undefined;
  const same = main ? declared.filter((other) => other === main || isSame(main, other)) : [];
  const name = productName(main, same, names);
  if (!name) return undefined;
  const from = <K extends 'brand' | 'gtin' | 'sku' | 'mpn'>(key: K) => same.map((one) => one[key]).find(Boolean);
  const embedded = embeddedFacts(survey.scripts, name);
  const sku = facts.sku ?? from('sku') ?? metaText(page, ['product:retailer_item_id', 'product:sku', 'sku', 'og:sku']) ?? embedded.sku;
  const mpn = from('mpn');
  const product = compact({
    name,
    brand:
      declaredBrand(page, from('brand'), facts) ??
      metaText(page, ['product:brand', 'og:brand', 'brand']) ??
      facts.brand ??
      brandBefore(name, names) ??
      embedded.brand ??
      siteBrand(page),
    price: chosenPrice(same, metaPrices(page), visible, page.expected),
    gtin: from('gtin') ?? facts.gtin ?? metaGtin(page) ?? embedded.gtin,
    sku: sku ?? idInAddress(page.url),
    mpn: (mpn === sku || mpn === from('sku') ? facts.mpn : undefined) ?? mpn ?? facts.mpn ?? metaText(page, ['product:mfr_part_no', 'mpn']),
    url: page.url.href,
  });
  return { product, isSoldHere: isSelling(page) || !page.data.nodes.some((node) => isOfType(node, ARTICLE_TYPES)) };
}

function meta({ survey }: PageEvidence, name: string): string | undefined {
  return survey.meta.get(name)?.find((value) => value.trim());
}

function metaText(page: PageEvidence, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = plain(meta(page, name) ?? '');
    if (text && text.length <= 80) return text;
  }
  return undefined;
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
  if (best && page.isArticle && !(best.product.hasOffer && best.product.prices.length > 0)) return undefined;
  return best?.product;
}

function isSame(main: DeclaredProduct, other: DeclaredProduct): boolean {
  if (isElsewhere(other) && !isElsewhere(main)) return false;
  if (!other.name || !main.name) return true;
  return letters(other.name) === letters(main.name) || overlap(other.name, main.name) >= 0.9;
}

/** Without declared data only a page that sells counts: several signs must agree, and one must be a cart control or a price. */
function isProductPage(page: PageEvidence, visible: readonly VisiblePrice[], facts: PrintedFacts): boolean {
  const { heading } = page;
  if (page.isArticle || isArticlePath(page.url)) return false;
  const hasControl = isSelling(page);
  const best = visible[0]?.score ?? 0;
  if (!hasControl && best < 4) return false;
  const signs = [
    /(?:^|[.:_])product(?:$|[.:_])/i.test(meta(page, 'og:type') ?? '') || metaPrices(page).length > 0 ? 2 : 0,
    hasControl ? 2 : 0,
    best >= 6 ? 2 : best >= 4 ? 1 : 0,
    PRODUCT_PATH.test(page.url.pathname) ? 1 : 0,
    facts.sku || facts.gtin || facts.mpn ? 1 : 0,
    heading ? 0 : -1,
  ];
  return signs.reduce((sum, sign) => sum + sign, 0) >= 4;
}

/** A cart control stands near the heading. */
function isSelling({ survey, heading }: PageEvidence): boolean {
  const from = heading?.order ?? 0;
  return survey.buying.some((order) => order - from > -40 && order - from < 200);
}

const PRODUCT_PATH = /\/(?:products?|p|dp|itm|item|pd|pdp|prod|shop|goods|deals?|produkt\w*|artikel|listing|detail)(?:\/|_|-)/i;

/** The number or code under which the shop keeps the page's product, as its address prints it. */
function idInAddress(url: URL): string | undefined {
  const segments = url.pathname.split('/').filter(Boolean);
  const asin = segments.find((segment, at) => /^[A-Z0-9]{10}$/.test(segment) && /^(?:dp|product)$/.test(segments[at - 1] ?? ''));
  if (asin) return asin;
  for (const segment of segments.slice(-2).reverse()) {
    const codes = segment
      .replace(/\.\w{2,5}$/, '')
      .match(/(?<![\w])[A-Z]{0,3}\d{5,14}(?!\w)|(?<=[-_](?:p|x|id|a))\d{5,14}$|(?<=^(?:p|x|id|a))\d{5,14}$/g);
    if (codes) return codes.at(-1);
  }
  return undefined;
}

/** The site is the brand where its title says so: "Official Store", "by" the site, or its name as a registered mark. */
function siteBrand({ survey, siteNames }: PageEvidence): string | undefined {
  for (const part of survey.title.split(/\s*[|｜–—]\s*|\s-\s/).slice(1)) {
    const name =
      /^(?:by\s+)(\S.{1,30})$/i.exec(part)?.[1] ??
      /^(\S.{1,30}?)[®™]?\s+official\b/i.exec(part)?.[1] ??
      /^(\S.{1,30})[®™]$/.exec(part)?.[1];
    if (name && siteNames.some((site) => overlap(site, name) === 1)) return name.replace(/[®™]$/, '');
  }
  return undefined;
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

function metaPrices(page: PageEvidence): Price[] {
  const found: Price[] = [];
  for (const [amountName, currencyName] of [
    ['product:sale_price:amount', 'product:sale_price:currency'],
    ['product:price:amount', 'product:price:currency'],
    ['og:price:amount', 'og:price:currency'],
    ['price', 'pricecurrency'],
  ] as const) {
    const printed = meta(page, amountName);
    const declared = meta(page, currencyName) ?? meta(page, 'product:price:currency') ?? meta(page, 'og:price:currency');
    const currency = declared ? declaredCurrency(declared, page.expected) : undefined;
    const amount = printed ? plainAmount(printed, currency) : undefined;
    if (amount && currency) found.push({ amount, currency });
  }
  return found;
}

/** The declared price, unless only another declared one, or none, is to be seen where the price stands. */
function chosenPrice(
  same: readonly DeclaredProduct[],
  metas: readonly Price[],
  visible: readonly VisiblePrice[],
  expected: readonly string[],
): Price | undefined {
  const bare = same.find((one) => one.bareAmount)?.bareAmount;
  const declared = [...same.flatMap((one) => one.prices.slice(0, 3)), ...metas];
  const likely = visible.filter(({ score }) => score >= 3);
  const seen = declared.find((price) => likely.some((one) => samePrice(one, price)));
  if (seen) return plainPrice(seen);
  const shown = likely[0];
  if (shown && declared[0] && shown.score >= 8 && isNearby(shown, declared[0])) return plainPrice(shown);
  if (declared[0]) return plainPrice(declared[0]);
  const matching = bare ? visible.find((one) => Number(one.amount) === Number(bare)) : undefined;
  if (matching) return plainPrice(matching);
  if (bare && expected[0]) return { amount: bare, currency: expected[0] };
  return likely[0] && likely[0].score >= 4 ? plainPrice(likely[0]) : undefined;
}

/** Tax or a sale may lie between two prices of one thing, a misread decimal mark may not. */
function isNearby(one: Price, other: Price): boolean {
  const ratio = Number(one.amount) / Number(other.amount);
  return one.currency === other.currency && ratio > 0.4 && ratio < 2.5;
}

function plainPrice({ amount, currency }: Price): Price {
  return { amount, currency };
}

function metaGtin(page: PageEvidence): string | undefined {
  for (const name of ['product:ean', 'product:gtin', 'product:upc', 'product:isbn', 'books:isbn', 'og:upc', 'gtin13', 'gtin', 'isbn']) {
    const gtin = gtinOf(meta(page, name) ?? '', true);
    if (gtin) return gtin;
  }
  return undefined;
}

/** The declared brand, unless it is only (a piece of) the site's own name and the page prints another. */
function declaredBrand({ siteNames }: PageEvidence, brand: string | undefined, facts: PrintedFacts): string | undefined {
  const isSite = brand !== undefined && facts.brand !== undefined && siteNames.some((site) => overlap(site, brand) === 1);
  return isSite ? facts.brand : brand;
}

/** Heading and title that put the same one to three words before the declared name put the brand there. */
function brandBefore(name: string, names: readonly string[]): string | undefined {
  const before = names
    .filter((one) => one.length > name.length && one.endsWith(name))
    .map((one) =>
      one
        .slice(0, -name.length)
        .replace(/[\s–-]+$/, '')
        .trim(),
    );
  return before.find((brand) => brand.split(' ').length <= 3 && brand.length >= 2 && before.filter((one) => one === brand).length >= 2);
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
