/**
 * Shopify's product export. Rows of one handle are one product: the first names it, each row with a price is a variant, the others add images.
 * A variant is what is sold and counted (it has the SKU, price, barcode and stock), so each becomes one row; all lead to the product's page.
 */
import { fail } from '#shared/errors.ts';
import type { FeedEntry, FeedFormat, FeedOptions } from './feed.ts';
import { type LooseProduct, productReader } from './product.ts';
import { headerOf, type TableRecord, tableRecords } from './table.ts';

export const shopifyCsv: FeedFormat = {
  name: 'shopify-csv',
  title: "Shopify's product export (CSV)",
  recognises: (head) => {
    const header = headerOf(head).map(columnName);
    return header.includes('handle') && (header.includes('title') || header.includes('variant_price'));
  },
  needs: ({ shop, currency }) => {
    const missing = [shop ? '' : '--shop https://your-shop.example', currency ? '' : '--currency USD'].filter((option) => option !== '');
    if (missing.length > 0) fail('invalid_request', `A Shopify export holds neither addresses nor a currency. Add: ${missing.join(' ')}`);
  },
  async *read(text, options) {
    const handlesDone = new Set<string>();
    let group: TableRecord[] = [];
    for await (const found of tableRecords(text, { columnName, required: ['handle'] })) {
      if ('reason' in found) {
        yield found;
        continue;
      }
      const handle = found.get('handle').trim();
      const current = group[0]?.get('handle').trim();
      if (handle !== current) {
        yield* variantsOf(group, options);
        if (current !== undefined) handlesDone.add(current);
        group = [];
      }
      if (handle === '') yield { line: found.line, reason: 'it has no handle, so it belongs to no product' };
      else if (handlesDone.has(handle))
        yield { line: found.line, reason: `handle ${handle} stood further up: keep the rows of a product together` };
      else if (group.length >= rowsPerProductMax) yield { line: found.line, reason: `a product has ${rowsPerProductMax} rows at most` };
      else group.push(found);
    }
    yield* variantsOf(group, options);
  },
};

/** Shopify allows 2,048 variants and 250 images. */
const rowsPerProductMax = 2400;

/** Both of Shopify's spellings of its columns, old and new, in one. */
function columnName(header: string): string {
  const name = header
    .trim()
    .toLowerCase()
    .replaceAll(/[\s()/-]+/g, '_')
    .replace(/_$/, '');
  return newNames[name] ?? name;
}
const newNames: Readonly<Record<string, string>> = {
  url_handle: 'handle',
  description: 'body_html',
  sku: 'variant_sku',
  barcode: 'variant_barcode',
  price: 'variant_price',
  compare_at_price: 'variant_compare_at_price',
  inventory_tracker: 'variant_inventory_tracker',
  inventory_quantity: 'variant_inventory_qty',
  continue_selling_when_out_of_stock: 'variant_inventory_policy',
  product_image_url: 'image_src',
  variant_image_url: 'variant_image',
  published_on_online_store: 'published',
  product_category: 'google_shopping_google_product_category',
};

function* variantsOf(group: readonly TableRecord[], options: FeedOptions): Generator<FeedEntry> {
  const [first] = group;
  if (!first) return;
  const isVariant = (row: TableRecord): boolean =>
    ['variant_price', 'variant_sku', 'option1_value'].some((column) => row.get(column).trim() !== '');
  const variants = group.filter((row) => row === first || isVariant(row));
  const problem = unpublished(first);
  const read = productReader(options);
  for (const variant of variants) {
    if (problem) yield { line: variant.line, reason: problem };
    else yield { line: variant.line, ...read(variantFields({ first, variant, group, isOnly: variants.length === 1 })) };
  }
}

function unpublished(first: TableRecord): string | undefined {
  const status = first.get('status').trim().toLowerCase();
  if (status === 'draft' || status === 'archived') return `it is ${status} in the shop: only active products can be sold`;
  return first.get('published').trim().toLowerCase() === 'false' ? 'it is not published in the shop' : undefined;
}

interface Variant {
  first: TableRecord;
  variant: TableRecord;
  group: readonly TableRecord[];
  isOnly: boolean;
}

function variantFields({ first, variant, group, isOnly }: Variant): LooseProduct {
  const handle = first.get('handle').trim();
  const options = [1, 2, 3]
    .map((at) => variant.get(`option${at}_value`).trim())
    .filter((value) => value !== '' && value !== 'Default Title');
  const title = first.get('title').trim();
  return {
    sku: variant.get('variant_sku').trim() || (isOnly ? handle : options.length > 0 ? `${handle}/${options.map(slug).join('-')}` : ''),
    title: title === '' || isOnly || options.length === 0 ? title : `${title}, ${options.join(', ')}`,
    maker: first.get('vendor'),
    description: first.get('body_html'),
    url: `/products/${encodeURIComponent(handle)}`,
    imageUrl: variant.get('variant_image').trim() || firstOf(group, 'image_src'),
    price: variant.get('variant_price'),
    availability: stockOf(variant),
    gtin: variant.get('variant_barcode'),
    mpn: variant.get('google_shopping_mpn'),
    category: first.get('type').trim() || first.get('google_shopping_google_product_category'),
  };
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');

const firstOf = (group: readonly TableRecord[], column: string): string =>
  group.map((row) => row.get(column).trim()).find((value) => value !== '') ?? '';

/** Stock that nobody counts is always there. */
function stockOf(variant: TableRecord): string {
  const quantity = variant.get('variant_inventory_qty').trim();
  if (variant.get('variant_inventory_tracker').trim() === '') return 'in_stock';
  if (!/^-?\d+$/.test(quantity)) return 'unknown';
  if (Number(quantity) > 0) return 'in_stock';
  return /^(?:continue|true)$/i.test(variant.get('variant_inventory_policy').trim()) ? 'backorder' : 'out_of_stock';
}
