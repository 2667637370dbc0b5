/** A catalogue for the measurement: every labelled product of the saved pages, among some thousands of other real ones. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import Papa from 'papaparse';
import type { Product } from '#shared/contracts/catalogue.ts';
import { type Id, makeId } from '#shared/ids.ts';
import { hashOf } from '#worker/model/text.ts';

/** A product as the ranker knows it: price and stock play no part. */
export type CatalogueProduct = Pick<Product, 'id' | 'sku' | 'title' | 'url'> &
  Partial<Pick<Product, 'maker' | 'description' | 'category' | 'gtin' | 'mpn'>>;

export interface LabelledPage {
  /** `<kind>/<name>` */
  key: string;
  kind: string;
  url: string | null;
  /** The catalogue's products that the page is labelled with. */
  products: readonly CatalogueProduct[];
  /** false: the page names more than is labelled. */
  isComplete: boolean;
}

let made = 0;
/** Ids in order of making: the same files give the same ids. */
function product(fields: Omit<CatalogueProduct, 'id'>): CatalogueProduct {
  made += 1;
  const id: Id<'prd'> = makeId('prd', made, (length) => new Uint8Array(length));
  return {
    id,
    ...(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as typeof fields),
  };
}

interface Label {
  kind: string;
  url?: string | null;
  products: { name: string; brand?: string; sku?: string | string[]; gtin?: string | string[]; mpn?: string }[];
  productsComplete?: boolean;
}

/**
 * `labelled`: titles as people read them off the pages. `longer`: as feeds write them, with the maker in front and colour, size and promises behind.
 */
export type Titles = 'labelled' | 'longer';

export function labelledPages(folder: string, titles: Titles): LabelledPage[] {
  const known = new Map<string, CatalogueProduct>();
  const labelled = (label: Label['products'][number], key: string): CatalogueProduct => {
    const name = JSON.stringify([label.name, label.brand]);
    const entry =
      known.get(name) ??
      product({
        title: titles === 'labelled' ? label.name : asInFeeds(label),
        maker: label.brand,
        sku: first(label.sku) ?? `label-${key}`,
        gtin: first(label.gtin),
        mpn: label.mpn,
        url: `https://shop.test/${encodeURIComponent(name)}`,
      } as Omit<CatalogueProduct, 'id'>);
    known.set(name, entry);
    return entry;
  };
  return readdirSync(folder)
    .filter((kind) => existsSync(path.join(folder, kind, 'labels.json')))
    .sort()
    .flatMap((kind) => {
      const labels = JSON.parse(readFileSync(path.join(folder, kind, 'labels.json'), 'utf8')) as Record<string, Label>;
      return Object.entries(labels).map(([name, label]) => ({
        key: `${kind}/${name}`,
        kind: label.kind,
        url: label.url ?? null,
        products: label.products.map((one) => labelled(one, name)),
        isComplete: label.productsComplete !== false,
      }));
    });
}

function asInFeeds({ name, brand }: Label['products'][number]): string {
  const front = brand !== undefined && !name.toLowerCase().includes(brand.toLowerCase()) ? `${brand} ` : '';
  return `${front}${name}${tails[hashOf(name) % tails.length]}`;
}
const tails = [
  ' - Black',
  ', Silver, Pack of 2',
  ' (Latest Model) with Carrying Pouch - Midnight Blue',
  ' | Official Store | Free Shipping',
  ' for Men and Women, Size M, Water Resistant',
  ' – Set mit Zubehör, Schwarz',
  ', 2-Year Warranty, Renewed',
  ' 正品 顺丰包邮',
  ' - White - One Size',
  ' with Bluetooth 5.0, Rechargeable, Gift Box Included',
];

const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** `shops`: four real catalogues. `more`: with two product lists beside them, electronics and beauty, whose products nobody labelled. */
export type Others = 'shops' | 'more';

export function otherProducts(folder: string, others: Others): CatalogueProduct[] {
  const shops = [...adidas(folder), ...makeup(folder), ...shopify(folder), ...merchantFeed(folder)];
  return others === 'shops' ? shops : [...shops, ...lists(folder)];
}

const csv = (file: string): Record<string, string>[] =>
  Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), { header: true, skipEmptyLines: true }).data;

function adidas(folder: string): CatalogueProduct[] {
  return csv(path.join(folder, 'adidas-usa/adidas_usa.csv')).map((row) =>
    product({
      title: `${row['name']} ${row['color'] ?? ''}`.trim(),
      maker: row['brand'],
      sku: row['sku'],
      url: row['url'],
      category: row['breadcrumbs'],
      description: row['description'],
    } as Omit<CatalogueProduct, 'id'>),
  );
}

function makeup(folder: string): CatalogueProduct[] {
  const rows = JSON.parse(readFileSync(path.join(folder, 'makeup-api/makeup.json'), 'utf8')) as Record<string, string | number | null>[];
  return rows
    .filter((row) => row['name'])
    .map((row) =>
      product({
        title: String(row['name']).trim(),
        maker: row['brand'] ?? undefined,
        sku: `makeup-${row['id']}`,
        url: `https://makeup.test/${row['id']}`,
        category: row['product_type'] ?? undefined,
        description: row['description'] ?? undefined,
      } as Omit<CatalogueProduct, 'id'>),
    );
}

function shopify(folder: string): CatalogueProduct[] {
  return readdirSync(path.join(folder, 'shopify-product-csvs')).flatMap((file) =>
    csv(path.join(folder, 'shopify-product-csvs', file))
      .filter((row) => row['Title'])
      .map((row) =>
        product({
          title: row['Title'],
          maker: row['Vendor'],
          sku: `shopify-${row['Handle']}`,
          url: `https://shopify.test/${row['Handle']}`,
          category: row['Type'],
          description: row['Body (HTML)'],
        } as Omit<CatalogueProduct, 'id'>),
      ),
  );
}

function merchantFeed(folder: string): CatalogueProduct[] {
  const text = readFileSync(path.join(folder, 'merchant-feed-chitralhive/google-merchant-feed.xml'), 'utf8');
  const feed = new XMLParser().parse(text) as { rss: { channel: { item: Record<string, string | number>[] } } };
  return feed.rss.channel.item.map((item) =>
    product({
      title: String(item['title']),
      maker: item['g:brand'],
      sku: String(item['g:id']),
      mpn: item['g:mpn'],
      url: String(item['link']),
      category: item['g:product_type'],
      description: item['description'],
    } as Omit<CatalogueProduct, 'id'>),
  );
}

function lists(folder: string): CatalogueProduct[] {
  return ['abt-buy/Abt.csv', 'abt-buy/Buy.csv', 's3rec-beauty/beauty_items.csv'].flatMap((file) =>
    csv(path.join(folder, file))
      .filter((row) => row['name'] ?? row['title'])
      .map((row, at) =>
        product({
          title: row['name'] ?? row['title'],
          maker: row['manufacturer'],
          sku: `${file}-${at}`,
          url: `https://lists.test/${file}/${at}`,
          description: row['description'],
        } as Omit<CatalogueProduct, 'id'>),
      ),
  );
}
