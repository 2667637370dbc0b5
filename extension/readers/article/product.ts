import { declaredCurrency } from '../currency.ts';
import { isNode, isOfType, type LinkedData, type LinkedNode, listed, nodesOf, words } from '../linked-data.ts';
import { type Price, plainAmount, pricesIn } from '../price.ts';
import { region } from '../region.ts';
import { fold } from '../words.ts';
import { type PrintedFacts, takeFact } from './facts.ts';
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
  const variant = chosenVariant(nodesOf(node['hasVariant'], data), data, page.url);
  const offers = offersOf(node, variant, data);
  const named = namedValues([variant, node], data);
  const found: DeclaredProduct = {
    prices: [],
    hasOffer: offers.length > 0,
    region: typeof node['@region'] === 'number' ? node['@region'] : 0,
  };
  const first = (name: string) => words(variant?.[name], data) ?? words(node[name], data);
  assign(found, 'name', words(node['name'], data) ?? words(variant?.['name'], data));
  assign(found, 'brand', brandOf(node, data) ?? (variant && brandOf(variant, data)) ?? named.brand);
  assign(
    found,
    'sku',
    first('sku') ?? offers.map((offer) => words(offer['sku'], data)).find(Boolean) ?? named.sku ?? words(node['productGroupID'], data),
  );
  assign(found, 'mpn', first('mpn') ?? offers.map((offer) => words(offer['mpn'], data)).find(Boolean) ?? named.mpn);
  assign(found, 'gtin', [variant, node, ...offers].map((one) => one && declaredGtin(one, data)).find(Boolean) ?? named.gtin);
  assign(found, 'url', words(variant?.['url'] ?? node['url'] ?? node['@id'], data));
  if (!found.sku) assign(found, 'sku', productId(first('productID')) ?? productId(plainWords(node['identifier'])));
  for (const offer of offers) addPrice(found, offer, data, page.expected);
  return found;
}

const plainWords = (value: unknown): string | undefined => listed(value).filter((one) => typeof one === 'string')[0];

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

/** Codes and the brand where they stand as named values: `{ propertyID: 'gtin13', value: '…' }`. */
function namedValues(nodes: readonly (LinkedNode | undefined)[], data: LinkedData): PrintedFacts {
  const facts: PrintedFacts = {};
  for (const node of nodes)
    for (const one of [...nodesOf(node?.['identifier'], data), ...nodesOf(node?.['additionalProperty'], data)]) {
      const label = words(one['propertyID'], data) ?? words(one['name'], data);
      const value = words(one['value'], data);
      if (label && value) takeFact(facts, label, value);
    }
  return facts;
}

function productId(value: string | undefined): string | undefined {
  return value && /^(?:sku|mpn|id|item)?:?\s*[\w./-]{3,40}$/i.test(value) && !/^https?:/i.test(value)
    ? value.replace(/^(?:sku|mpn|id|item):\s*/i, '')
    : undefined;
}

/** Of several variants, the one the address names; else the first. */
function chosenVariant(variants: LinkedNode[], data: LinkedData, url: URL): LinkedNode | undefined {
  const here = url.href;
  const addresses = (variant: LinkedNode) => [variant, ...nodesOf(variant['offers'], data)].map((one) => one['url'] ?? one['@id']);
  const isHere = (variant: LinkedNode, isExact: boolean) =>
    addresses(variant).some((address) => typeof address === 'string' && sameAddress(address, url) && (!isExact || address.includes('?')));
  return (
    variants.find((variant) => isHere(variant, true)) ??
    variants.find((variant) => isHere(variant, false)) ??
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
  const all = (own.length > 0 ? own : nodesOf(node['offers'] ?? node['offer'], data)).flatMap(unfolded);
  const inner = all.flatMap((offer) =>
    isOfType(offer, /^AggregateOffer$/) ? [offer, ...nodesOf(offer['offers'], data).slice(0, 5)] : [offer],
  );
  if (inner.length === 0 && (node['price'] !== undefined || node['lowPrice'] !== undefined)) return [node];
  return inner;
}

/** Some shops write a map of offers where a list belongs. */
function unfolded(offer: LinkedNode): LinkedNode[] {
  const values = Object.values(offer);
  return values.length > 0 && values.every((value) => isNode(value)) && offer['priceSpecification'] === undefined
    ? values.filter(isNode).slice(0, 20)
    : [offer];
}

function brandOf(node: LinkedNode, data: LinkedData): string | undefined {
  const named = words(node['brand'], data) ?? words(node['manufacturer'], data);
  const brand = named?.replace(/^.*[:：]\s*(?=\S)/, '');
  return brand && !/^https?:|^(?:unbranded|no brand|generic|does not apply|brand)$/i.test(brand) ? brand : undefined;
}

function declaredGtin(node: LinkedNode, data: LinkedData): string | undefined {
  for (const name of ['gtin', 'gtin13', 'gtin12', 'gtin14', 'gtin8', 'ean', 'upc', 'isbn', 'productID', 'sku', 'mpn']) {
    const value = (words(node[name], data) ?? '').replace(/^(?:urn:)?(?:isbn|gtin\d*|ean|upc):\s?/i, '');
    const gtin = gtinOf(value, name.startsWith('g') || name === 'ean' || name === 'upc' || name === 'isbn');
    if (gtin) return gtin;
  }
  return undefined;
}

function addPrice(found: DeclaredProduct, offer: LinkedNode, data: LinkedData, expected: readonly string[]): void {
  const details = nodesOf(offer['priceSpecification'], data);
  const asked = details.filter((one) => !/ListPrice|Strikethrough|SRP|MSRP|RegularPrice/i.test(words(one['priceType'], data) ?? ''));
  const sale = asked.find((one) => one['referenceQuantity'] === undefined) ?? asked[0];
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
  const offering = [...data.nodes, ...microdata].filter((node) => node['itemOffered'] !== undefined);
  return nodes.slice(0, 100).map((node) => {
    const offers = node['offers'] === undefined ? offering.filter((one) => nodesOf(one['itemOffered'], data).includes(node)) : [];
    return declaredProduct(offers.length > 0 ? { ...node, offers } : node, data, page);
  });
}

/** Whether the data stands in the frame or in a list of other things. */
export function isElsewhere(product: DeclaredProduct): boolean {
  return (product.region & (region.other | region.firmFrame)) !== 0;
}
