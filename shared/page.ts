/**
 * What a reader saw on one page. Evidence, not truth: it may pick a product from the catalogue, it never makes a product or a price.
 * Only public facts of the page: no query string, nothing about the person who looks. Unknown fields are left out.
 * Web pages import these types only; the schemas run in the background and the worker.
 */
import * as z from 'zod';
import { pageLimits } from './page-limits.ts';
import { contentKinds, platforms } from './platforms.ts';

const text = (max: number) => z.string().max(max);
const webAddress = z
  .string()
  .max(pageLimits.urlLength)
  .regex(/^https?:\/\//);

export const PageCreator = z.strictObject({
  platform: z.enum(platforms),
  id: text(100).optional(),
  handle: text(100).optional(),
  name: text(pageLimits.nameLength).optional(),
});
export type PageCreator = z.infer<typeof PageCreator>;

export const PageProduct = z.strictObject({
  name: text(pageLimits.nameLength),
  brand: text(pageLimits.nameLength).optional(),
  /** As the page prints it: plain decimal and ISO 4217 code. */
  price: z
    .strictObject({ amount: z.string().regex(/^\d{1,15}(\.\d{1,4})?$/), currency: z.string().regex(/^[A-Z]{3}$/) })
    .nullable()
    .optional(),
  gtin: text(14).optional(),
  sku: text(100).optional(),
  mpn: text(100).optional(),
  url: webAddress.optional(),
});
export type PageProduct = z.infer<typeof PageProduct>;

export const PageSnapshot = z.strictObject({
  platform: z.enum(platforms),
  kind: z.enum(contentKinds),
  /** Canonical address, without query string unless the content is named by it (YouTube's `v`). */
  url: webAddress,
  contentId: text(200).optional(),
  /** BCP 47, as the page says. */
  language: text(35).optional(),
  title: text(pageLimits.titleLength).optional(),
  /** The words of the content (description, article body), white space folded, cut at the limit. */
  text: text(pageLimits.textLength).optional(),
  /** ISO 8601, as the page says. */
  publishedAt: text(40).optional(),
  /** null: the page has none; left out: not known. */
  creator: PageCreator.nullable().optional(),
  products: z.array(PageProduct).max(pageLimits.products),
  /** Outbound shop and affiliate links, byte for byte as in the page. They stay on the device: see `recommendable`. */
  shopLinks: z.array(z.string().max(pageLimits.urlLength)).max(pageLimits.shopLinks),
  /** true: an advertising or affiliate disclosure was found; false: none; null: not decided. */
  disclosure: z.boolean().nullable().optional(),
});
export type PageSnapshot = z.infer<typeof PageSnapshot>;

/** What may leave the device for a recommendation: the same facts with every query string and fragment gone from links. */
export function recommendable(page: PageSnapshot): PageSnapshot {
  return {
    ...page,
    products: page.products.map((product) => (product.url ? { ...product, url: withoutQuery(product.url) } : product)),
    shopLinks: [...new Set(page.shopLinks.map(withoutQuery))].slice(0, pageLimits.shopLinksSent),
  };
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}
