/** What a schema.org Product and its offers tell, as our fields. */
import type { Thing } from './html-page.ts';
import { isThing, listOf } from './linked-data.ts';
import type { LooseProduct } from './product.ts';

/** What is told; what is not is left out. */
export function fieldsOf(thing: Thing): LooseProduct {
  const offer = offerOf(thing['offers']);
  const fields: LooseProduct = {
    sku: unprefixed(text(thing['sku'], thing['productID'], thing['productId'], offer['sku'])),
    title: text(thing['name']),
    maker: text(thing['brand'], thing['manufacturer']),
    description: text(thing['description']),
    url: text(thing['url'], offer['url']),
    imageUrl: text(thing['image']),
    price: text(offer['price']),
    currency: text(offer['priceCurrency']),
    availability: text(offer['availability']),
    gtin: unprefixed(text(...['gtin', 'gtin13', 'gtin14', 'gtin12', 'gtin8', 'isbn'].flatMap((key) => [thing[key], offer[key]]))),
    mpn: unprefixed(text(thing['mpn'], offer['mpn'])),
    category: text(thing['category']),
    language: text(thing['inLanguage']),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

const unprefixed = (id: string): string => id.replace(/^(?:sku|mpn|gtin\d*|isbn|ean|upc|asin)\s*:\s*/i, '');

/** The first offer with a price, in the page's own order; in stock if any is. */
function offerOf(value: unknown): Thing {
  const offers = listOf(value).filter(isThing).flatMap(flatOffer);
  const priced = offers.find((offer) => text(offer['price']) !== '') ?? offers[0] ?? {};
  const inStock = offers.find((offer) => /InStock$/i.test(text(offer['availability'])));
  return inStock ? { ...priced, availability: inStock['availability'] } : priced;
}

function flatOffer(offer: Thing): Thing[] {
  const inner = listOf(offer['offers']).filter(isThing);
  if (inner.length > 0) return inner.flatMap((one) => flatOffer({ priceCurrency: offer['priceCurrency'], ...one, offers: undefined }));
  const [specification] = listOf(offer['priceSpecification'])
    .filter(isThing)
    .filter((one) => !/(?:ListPrice|SRP|Strikethrough\w*|MSRP)$/.test(text(one['priceType'])));
  return [
    {
      ...offer,
      price: text(offer['price'], offer['lowPrice'], specification?.['price']),
      priceCurrency: text(offer['priceCurrency'], specification?.['priceCurrency']),
    },
  ];
}

/** The first of these that says something: a text, a number, or the name or address of a thing. */
function text(...values: unknown[]): string {
  for (const value of values.flatMap(listOf)) {
    const said = isThing(value) ? text(value['name'], value['url'], value['contentUrl'], value['@value'], value['@id']) : value;
    if (typeof said === 'number' || (typeof said === 'string' && said.trim() !== '')) return String(said).trim();
  }
  return '';
}
