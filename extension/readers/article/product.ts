import { declaredCurrency } from '../currency.ts';
import { isNode, isOfType, type LinkedData, type LinkedNode, listed, nodesOf, words } from '../linked-data.ts';
import { type Price, plainAmount, pricesIn } from '../price.ts';
import { region } from '../region.ts';
import { fold } from '../words.ts';
import { gtinOf } from './identifiers.ts';

/** A product as one source on the page declares it. */
export interface DeclaredProduct {
  name?: string;
  brand?: string;
  prices: Price[];
  /** Amount without a currency that the source itself names. */
  bareAmount?: string;
  gtin?: string;
  sku?: string;
  mpn?: string;
  url?: string;
  hasOffer: boolean;
  region: number;
}

const PRODUCT_TYPES = /^(?:Product|ProductGroup|ProductModel|IndividualProduct|SomeProducts|Vehicle|Car|product)$/;
const SOLD_THING = /^(?:Book|MusicAlbum|Game|VideoGame)$/;

/** What a product node says: variants and offers are folded in, entities decoded, impossible values left out. */
function declaredProduct(node: LinkedNode, data: LinkedData, page: { url: URL; expected: readonly string[] }): DeclaredProduct {
  const variant = chosenVariant(nodesOf(node['hasVariant'], data), page.url);
  const offers = offersOf(node, variant, data);
  const found: DeclaredProduct = {
    prices: [],
    hasOffer: offers.length > 0,
    region: typeof node['@region'] === 'number' ? node['@region'] : 0,
  };
  const first = (name: string) => words(variant?.[name], data) ?? words(node[name], data);
  assign(found, 'name', words(node['name'], data) ?? words(variant?.['name'], data));
  assign(found, 'brand', brandOf(node, data) ?? (variant && brandOf(variant, data)));
  assign(
    found,
    'sku',
    first('sku') ?? offers.map((offer) => words(offer['sku'], data)).find(Boolean) ?? words(node['productGroupID'], data),
  );
  assign(found, 'mpn', first('mpn') ?? offers.map((offer) => words(offer['mpn'], data)).find(Boolean));
  assign(found, 'gtin', [variant, node, ...offers].map((one) => one && declaredGtin(one, data)).find(Boolean));
  assign(found, 'url', words(variant?.['url'] ?? node['url'] ?? node['@id'], data));
  if (!found.sku) assign(found, 'sku', productId(first('productID')) ?? productId(first('identifier')));
  for (const offer of offers) addPrice(found, offer, data, page.expected);
  return found;
}

function assign<K extends 'name' | 'brand' | 'gtin' | 'sku' | 'mpn' | 'url'>(
  found: DeclaredProduct,
  key: K,
  value: string | undefined,
): void {
  if (
    value &&
    !/^(?:null|undefined|n\/a|none|false|-+|does not apply|nicht zutreffend|non applicabile|ne s'applique pas|\$\w+|\{.*\})$/i.test(value)
  )
    found[key] = value;
}

function productId(value: string | undefined): string | undefined {
  return value && /^(?:sku|mpn|id|item)?:?\s*[\w./-]{3,40}$/i.test(value) && !/^https?:/i.test(value)
    ? value.replace(/^(?:sku|mpn|id|item):\s*/i, '')
    : undefined;
}

/** Of several variants, the one the address names; else the first. */
function chosenVariant(variants: LinkedNode[], url: URL): LinkedNode | undefined {
  const here = url.href;
  const scored = variants.find((variant) => typeof variant['url'] === 'string' && sameAddress(variant['url'], url));
  return (
    scored ??
    variants.find((variant) => typeof variant['sku'] === 'string' && variant['sku'].length > 3 && here.includes(variant['sku'])) ??
    variants[0]
  );
}

export function sameAddress(href: string, url: URL): boolean {
  try {
    const other = new URL(href, url);
    return other.pathname.replace(/\/$/, '') === url.pathname.replace(/\/$/, '') && (!other.search || other.search === url.search);
  } catch {
    return false;
  }
}

function offersOf(node: LinkedNode, variant: LinkedNode | undefined, data: LinkedData): LinkedNode[] {
  const own = nodesOf(variant?.['offers'], data);
  const all = own.length > 0 ? own : nodesOf(node['offers'] ?? node['offer'], data);
  const inner = all.flatMap((offer) =>
    isOfType(offer, /^AggregateOffer$/) ? [offer, ...nodesOf(offer['offers'], data).slice(0, 5)] : [offer],
  );
  if (inner.length === 0 && (node['price'] !== undefined || node['lowPrice'] !== undefined)) return [node];
  return inner;
}

function brandOf(node: LinkedNode, data: LinkedData): string | undefined {
  const named = words(node['brand'], data) ?? words(node['manufacturer'], data);
  const brand = named?.replace(/^.*[:：]\s*(?=\S)/, '');
  return brand && !/^https?:|^(?:unbranded|no brand|generic|does not apply|brand)$/i.test(brand) ? brand : undefined;
}

function declaredGtin(node: LinkedNode, data: LinkedData): string | undefined {
  for (const name of ['gtin', 'gtin13', 'gtin12', 'gtin14', 'gtin8', 'ean', 'upc', 'isbn', 'productID', 'sku', 'mpn']) {
    const gtin = gtinOf(words(node[name], data) ?? '', name.startsWith('g') || name === 'ean' || name === 'upc' || name === 'isbn');
    if (gtin) return gtin;
  }
  return undefined;
}

function addPrice(found: DeclaredProduct, offer: LinkedNode, data: LinkedData, expected: readonly string[]): void {
  const details = nodesOf(offer['priceSpecification'], data);
  const sale = details.find((one) => !/ListPrice|StrikethroughPrice|SRP|MSRP/i.test(words(one['priceType'], data) ?? ''));
  for (const source of [offer, sale]) {
    if (!source) continue;
    const printed = priceValue(source);
    if (printed === undefined) continue;
    const declared = words(source['priceCurrency'] ?? offer['priceCurrency'] ?? source['hasCurrency'], data);
    const currency =
      (declared && declaredCurrency(declared, expected)) || (typeof printed === 'string' ? symbolOf(printed, expected) : undefined);
    const several =
      typeof printed === 'string' ? pricesIn(fold(printed), expected).sort((one, other) => Number(one.amount) - Number(other.amount)) : [];
    if (several[0] && several.length > 1) {
      found.prices.push({ amount: several[0].amount, currency: several[0].currency });
      return;
    }
    const amount = plainAmount(typeof printed === 'string' ? fold(printed) : printed, currency);
    if (!amount) continue;
    if (currency) found.prices.push({ amount, currency });
    else found.bareAmount ??= amount;
    return;
  }
}

function priceValue(source: LinkedNode): unknown {
  for (const name of ['price', 'lowPrice', 'minPrice', 'hasCurrencyValue']) {
    for (const value of listed(source[name])) {
      const one = isNode(value) ? value['@value'] : value;
      if ((typeof one === 'string' && /\d/.test(one)) || typeof one === 'number') return one;
    }
  }
  return undefined;
}

function symbolOf(printed: string, expected: readonly string[]): string | undefined {
  const symbol = printed.replace(/[\d.,'\s-]+/g, ' ').trim();
  return symbol ? declaredCurrency(symbol, expected) : undefined;
}

/** News sites mark what a subscription opens as a product with an id of the form `site:plan`. */
function isSubscription(node: LinkedNode): boolean {
  return (
    isOfType(node, /^(?:CreativeWork|WebSite|NewsMediaOrganization)$/) ||
    (typeof node['productID'] === 'string' && /\w\.\w+:/.test(node['productID']))
  );
}

/** The page's own products in its data, those of the frame and of lists of other things behind. */
export function declaredProducts(
  data: LinkedData,
  microdata: readonly LinkedNode[],
  page: { url: URL; expected: readonly string[] },
): DeclaredProduct[] {
  const isProduct = (node: LinkedNode) =>
    (isOfType(node, PRODUCT_TYPES) && !isSubscription(node)) || (isOfType(node, SOLD_THING) && node['offers'] !== undefined);
  const variants = new Set(data.nodes.flatMap((node) => nodesOf(node['hasVariant'], data)));
  const nodes = [...data.nodes.filter((node) => isProduct(node) && !variants.has(node)), ...microdata.filter(isProduct)];
  return nodes.slice(0, 100).map((node) => declaredProduct(node, data, page));
}

/** Whether the data stands in the frame or in a list of other things. */
export function isElsewhere(product: DeclaredProduct): boolean {
  return (product.region & (region.other | region.firmFrame)) !== 0;
}
