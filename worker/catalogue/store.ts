/** All SQL of the catalogue. */
import { addressKey } from '#shared/address.ts';
import type { FeedProduct, Product } from '#shared/contracts/catalogue.ts';
import { assert } from '#shared/errors.ts';
import { gtin14 } from '#shared/gtin.ts';
import type { Id } from '#shared/ids.ts';
import type { Call } from '../base/call.ts';
import { ask, type Question, question, row, rows } from '../base/sql.ts';

/** D1 takes parameters of up to 2 MB; rows travel in as many as they need. */
const parameterBytesMax = 1_000_000;
const productsMax = 1000;
const identifiersMax = 500;
/** A pair of brand and SKU takes 450 bytes at most, and a parameter 2 MB. */
const skusAtOnce = 4000;
/** An address that more products share (a shop that tells them apart by the query) names none of them. */
const productsPerAddressMax = 50;

interface ChangedProduct {
  product: Product;
  revision: number;
  /** No longer sold: forget it. */
  gone: boolean;
}

/** Writes what is new or different in one batch; told again without a difference, only `seenAt` moves. SKUs must differ. */
export async function keepProducts(
  call: Call,
  brandId: Id<'brd'>,
  products: readonly FeedProduct[],
): Promise<{ created: number; changed: number; unchanged: number }> {
  if (products.length === 0) return { created: 0, changed: 0, unchanged: 0 };
  const kept = await Promise.all(products.map(async (product) => keptForm(product, call.newId('prd'), await contentHash(product))));
  const parameters = inParameters(kept);
  const answers = await call.env.DB.batch<{ id: string; changed_by: string }>(
    parameters.flatMap((parameter) => [
      call.env.DB.prepare(upsert).bind(brandId, parameter, call.now, call.requestId),
      call.env.DB.prepare(rememberPrice).bind(brandId, parameter),
    ]),
  );
  const written = answers.flatMap((answer) => answer.results);
  assert(written.length === products.length, 'every row of a batch is created, changed or seen');
  const proposed = new Set<string>(kept.map(({ id }) => id));
  const created = written.filter(({ id }) => proposed.has(id)).length;
  const touched = written.filter(({ changed_by }) => changed_by === call.requestId).length;
  return { created, changed: touched - created, unchanged: written.length - touched };
}

/** In the order of SKUs, after the given one. */
export async function listBySku(
  call: Call,
  { brandId, afterSku, limit }: { brandId: Id<'brd'>; afterSku: string; limit: number },
): Promise<Product[]> {
  const statement = call.env.DB.prepare(
    `SELECT ${columns} FROM catalogue_product p WHERE p.brand_id = ?1 AND p.sku > ?2 ORDER BY p.sku LIMIT ?3`,
  );
  return (await rows<ProductRow>(statement.bind(brandId, afterSku, limit))).map(productOf);
}

/** What changed after a revision, oldest change first: ask again from the last one's `revision` until none comes. */
export async function listChangedProducts(
  call: Call,
  { afterRevision, limit }: { afterRevision: number; limit: number },
): Promise<ChangedProduct[]> {
  const statement = call.env.DB.prepare(
    `SELECT ${columns}, p.revision FROM catalogue_product p WHERE p.revision > ?1 ORDER BY p.revision LIMIT ?2`,
  );
  const found = await rows<ProductRow & { revision: number }>(statement.bind(afterRevision, Math.min(limit, productsMax)));
  return found.map((found) => ({ product: productOf(found), revision: found.revision, gone: found.availability === 'discontinued' }));
}

/** Of a product's last change; undefined when there is no such product. */
export async function findRevision(call: Call, id: Id<'prd'>): Promise<number | undefined> {
  return (await row<{ revision: number }>(call.env.DB.prepare('SELECT revision FROM catalogue_product WHERE id = ?1').bind(id)))?.revision;
}

export async function findProduct(call: Call, id: Id<'prd'>): Promise<Product | undefined> {
  const found = await row<ProductRow>(call.env.DB.prepare(`SELECT ${columns} FROM catalogue_product p WHERE p.id = ?1`).bind(id));
  return found && productOf(found);
}

/** In the order asked for; ids that are nothing are left out. */
export function productsAsked(call: Call, ids: readonly Id<'prd'>[]): Question<Product[]> {
  const statement = call.env.DB.prepare(`SELECT ${columns} FROM json_each(?1) k JOIN catalogue_product p ON p.id = k.value ORDER BY k.key`);
  return question(statement.bind(JSON.stringify(ids.slice(0, productsMax))), (found: readonly ProductRow[]) => found.map(productOf));
}

export const getProducts = (call: Call, ids: readonly Id<'prd'>[]): Promise<Product[]> => ask(productsAsked(call, ids));

export async function findBySkus(call: Call, brandId: Id<'brd'>, skus: readonly string[]): Promise<Product[]> {
  const statement = call.env.DB.prepare(
    `SELECT ${columns} FROM json_each(?2) k JOIN catalogue_product p ON p.brand_id = ?1 AND p.sku = k.value ORDER BY k.key`,
  );
  return (await rows<ProductRow>(statement.bind(brandId, JSON.stringify(skus.slice(0, productsMax))))).map(productOf);
}

/** Of many brands at once, in the order asked for; undefined for what is not in the catalogue. */
export async function idsOfSkus(call: Call, asked: readonly { brandId: Id<'brd'>; sku: string }[]): Promise<(Id<'prd'> | undefined)[]> {
  const ids: (Id<'prd'> | undefined)[] = asked.map(() => undefined);
  for (let from = 0; from < asked.length; from += skusAtOnce) {
    const statement = call.env.DB.prepare(
      `SELECT k.key AS at, p.id FROM json_each(?1) k
       JOIN catalogue_product p ON p.brand_id = k.value ->> 'brandId' AND p.sku = k.value ->> 'sku'`,
    );
    const pairs = asked.slice(from, from + skusAtOnce).map(({ brandId, sku }) => ({ brandId, sku }));
    for (const { at, id } of await rows<{ at: number; id: Id<'prd'> }>(statement.bind(JSON.stringify(pairs)))) ids[from + at] = id;
  }
  return ids;
}

/** Products of any brand that a page names by number or links to by address, in the order of the page. What is no longer sold is left out. */
export async function findByIdentifiers(
  call: Call,
  { gtins, urls }: { gtins: readonly string[]; urls: readonly string[] },
): Promise<{ byGtin: Product[]; byUrl: Product[] }> {
  const numbers = known(gtins.map(gtin14));
  const keys = known(urls.map(addressKey));
  const [byGtin, byUrl] = await Promise.all([
    numbers.length === 0 ? [] : rows<ProductRow>(call.env.DB.prepare(byGtin14).bind(JSON.stringify(numbers), productsMax)),
    keys.length === 0 ? [] : rows<ProductRow>(call.env.DB.prepare(byUrlKey).bind(JSON.stringify(keys), productsMax, productsPerAddressMax)),
  ]);
  return { byGtin: byGtin.map(productOf), byUrl: byUrl.map(productOf) };
}

export async function countProducts(call: Call): Promise<number> {
  return (await row<{ products: number }>(call.env.DB.prepare('SELECT count(*) AS products FROM catalogue_product')))?.products ?? 0;
}

interface ProductRow {
  id: Id<'prd'>;
  brand_id: Id<'brd'>;
  sku: string;
  title: string;
  maker: string | null;
  description: string | null;
  url: string;
  image_url: string | null;
  amount_minor: number | null;
  currency: string | null;
  availability: Product['availability'];
  gtin: string | null;
  mpn: string | null;
  category: string | null;
  language: string | null;
  changed_at: number;
  seen_at: number;
}

const columns = `p.id, p.brand_id, p.sku, p.title, p.maker, p.description, p.url, p.image_url, p.amount_minor, p.currency, p.availability,
  p.gtin, p.mpn, p.category, p.language, p.changed_at, p.seen_at`;

const upsert = `INSERT INTO catalogue_product (id, brand_id, sku, title, maker, description, url, url_key, image_url, amount_minor, currency,
    availability, gtin, gtin14, mpn, category, language, content_hash, revision, created_at, changed_at, changed_by, seen_at)
  SELECT value ->> 'id', ?1, value ->> 'sku', value ->> 'title', value ->> 'maker', value ->> 'description', value ->> 'url',
    value ->> 'urlKey', value ->> 'imageUrl', value ->> 'amountMinor', value ->> 'currency', value ->> 'availability', value ->> 'gtin',
    value ->> 'gtin14', value ->> 'mpn', value ->> 'category', value ->> 'language', value ->> 'contentHash',
    (SELECT coalesce(max(revision), 0) FROM catalogue_product) + 1 + key, ?3, ?3, ?4, ?3
  FROM json_each(?2) WHERE true
  ON CONFLICT (brand_id, sku) DO UPDATE SET
    title = excluded.title, maker = excluded.maker, description = excluded.description, url = excluded.url, url_key = excluded.url_key,
    image_url = excluded.image_url, amount_minor = excluded.amount_minor, currency = excluded.currency,
    availability = excluded.availability, gtin = excluded.gtin, gtin14 = excluded.gtin14, mpn = excluded.mpn,
    category = excluded.category, language = excluded.language, content_hash = excluded.content_hash,
    revision = iif(content_hash = excluded.content_hash, revision, excluded.revision),
    changed_at = iif(content_hash = excluded.content_hash, changed_at, excluded.changed_at),
    changed_by = iif(content_hash = excluded.content_hash, changed_by, excluded.changed_by),
    seen_at = max(seen_at, excluded.seen_at)
  RETURNING id, changed_by`;

const rememberPrice = `INSERT INTO catalogue_price (product_id, seen_at, amount_minor, currency)
  SELECT p.id, p.seen_at, p.amount_minor, p.currency
  FROM json_each(?2) k JOIN catalogue_product p ON p.brand_id = ?1 AND p.sku = k.value ->> 'sku'
  WHERE NOT EXISTS (
    SELECT 1 FROM catalogue_price last
    WHERE last.product_id = p.id AND last.amount_minor IS p.amount_minor AND last.currency IS p.currency
      AND last.seen_at = (SELECT max(seen_at) FROM catalogue_price WHERE product_id = p.id))
  ON CONFLICT (product_id, seen_at) DO UPDATE SET amount_minor = excluded.amount_minor, currency = excluded.currency`;

const byGtin14 = `SELECT ${columns} FROM json_each(?1) k JOIN catalogue_product p ON p.gtin14 = k.value
  WHERE p.availability <> 'discontinued' ORDER BY k.key, p.id LIMIT ?2`;

const byUrlKey = `SELECT ${columns} FROM json_each(?1) k JOIN catalogue_product p ON p.url_key = k.value
  WHERE p.availability <> 'discontinued' AND (SELECT count(*) FROM catalogue_product s WHERE s.url_key = k.value) <= ?3
  ORDER BY k.key, p.id LIMIT ?2`;

function productOf(found: ProductRow): Product {
  const { amount_minor: amountMinor, currency } = found;
  const optional = {
    maker: found.maker,
    description: found.description,
    imageUrl: found.image_url,
    gtin: found.gtin,
    mpn: found.mpn,
    category: found.category,
    language: found.language,
  };
  return {
    id: found.id,
    brandId: found.brand_id,
    sku: found.sku,
    title: found.title,
    url: found.url,
    price: amountMinor === null || currency === null ? null : { amountMinor, currency },
    availability: found.availability,
    changedAt: found.changed_at,
    seenAt: found.seen_at,
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)) as Partial<
      Record<keyof typeof optional, string>
    >),
  };
}

function keptForm(product: FeedProduct, id: Id<'prd'>, hash: string) {
  const { price, ...rest } = product;
  return { ...rest, ...price, id, urlKey: addressKey(product.url), gtin14: product.gtin && gtin14(product.gtin), contentHash: hash };
}

/** The same facts give the same hash, in whatever order the fields came. */
async function contentHash(product: FeedProduct): Promise<string> {
  const text = JSON.stringify(Object.entries(product).sort(([a], [b]) => (a < b ? -1 : 1)));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function inParameters(items: readonly unknown[]): string[] {
  const encoder = new TextEncoder();
  const parts: string[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const text of items.map((item) => JSON.stringify(item))) {
    const bytes = encoder.encode(text).byteLength + 1;
    if (size + bytes > parameterBytesMax) {
      parts.push([]);
      size = 2;
    }
    parts.at(-1)?.push(text);
    size += bytes;
  }
  return parts.map((part) => `[${part.join(',')}]`);
}

const known = (values: readonly (string | undefined)[]): string[] =>
  [...new Set(values.filter((value) => value !== undefined))].slice(0, identifiersMax);
