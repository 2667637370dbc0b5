/** Google Merchant's attributes, the same in XML and in tables, as our fields. */
import type { LooseProduct } from './product.ts';

/** @param get an attribute's value by its name without prefix, '' where there is none. */
export function googleFields(get: (attribute: string) => string): LooseProduct {
  return {
    sku: get('id'),
    title: get('title'),
    maker: get('brand'),
    description: get('description') || get('summary') || get('content'),
    url: get('link'),
    imageUrl: get('image_link'),
    price: get('price'),
    salePrice: get('sale_price'),
    salePriceDates: get('sale_price_effective_date'),
    availability: get('availability'),
    gtin: get('gtin'),
    mpn: get('mpn'),
    category: get('product_type') || wordy(get('google_product_category')),
    language: get('content_language'),
  };
}

/** Google also takes a bare number of its taxonomy, which says nothing to a reader. */
const wordy = (category: string): string => (/^\d+$/.test(category) ? '' : category);
