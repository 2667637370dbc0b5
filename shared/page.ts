/**
 * What a reader saw on one page. Evidence, not truth: it may pick a product from the catalogue, it never makes a product or a price.
 * A snapshot stays on the device; of it, the facts alone may leave (see `recommendable`). Unknown fields are left out.
 * Web pages import these types only; the schemas run in the background and the worker.
 */
import * as z from 'zod';
import { pageLimits } from './page-limits.ts';
import { contentForms, contentKinds, platforms } from './platforms.ts';

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

/** What may leave the device: only public facts of the page, nothing about the person who looks. The worker refuses any other key. */
export const PageFacts = z.strictObject({
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
export type PageFacts = z.infer<typeof PageFacts>;

/** A number as the platform prints it (`1.4万`, `475.8m`, `4,69 millones`) and as a number; null where it cannot be told for certain. */
export const PublicCount = z.strictObject({ printed: text(40), value: z.int().min(0).nullable() });
export type PublicCount = z.infer<typeof PublicCount>;

/** Public numbers of the content and of its creator, as far as the page shows them. */
export const PublicCounts = z.strictObject({
  views: PublicCount.optional(),
  likes: PublicCount.optional(),
  comments: PublicCount.optional(),
  shares: PublicCount.optional(),
  /** Collected, bookmarked, favourited. */
  saves: PublicCount.optional(),
  /** Who watch a live page now. */
  watching: PublicCount.optional(),
  /** Of the creator: followers, subscribers, fans. */
  followers: PublicCount.optional(),
  /** Of the creator: how many they follow. */
  following: PublicCount.optional(),
  /** Of the creator: videos, notes, posts. */
  posts: PublicCount.optional(),
});
export type PublicCounts = z.infer<typeof PublicCounts>;

/** A moment of a video (chapter, time stamp) or a part of a text, in the order of the page. */
export const PageSection = z.strictObject({
  /** Seconds into the video; left out for what is read. */
  atSeconds: z.int().min(0).max(1_000_000).optional(),
  /** Chapter name, or the heading above, as printed. */
  heading: text(pageLimits.nameLength).optional(),
  /** Its words, cut at the limit. */
  text: text(pageLimits.sectionLength).optional(),
  /** Those of `shopLinks` that stand in it, byte for byte. */
  links: z.array(z.string().max(pageLimits.urlLength)).max(pageLimits.sectionLinks),
});
export type PageSection = z.infer<typeof PageSection>;

export const PageComment = z.strictObject({
  id: text(100).optional(),
  author: text(pageLimits.nameLength).optional(),
  text: text(pageLimits.commentLength),
  /** As printed. */
  at: text(40).optional(),
  likes: PublicCount.optional(),
});
export type PageComment = z.infer<typeof PageComment>;

/** Everything a reader saw. */
export const PageSnapshot = PageFacts.extend({
  /** What the content is in the trade's words, where its own words say so. */
  form: z.enum(contentForms).optional(),
  /** On air at this moment; left out where the platform does not say. */
  isLive: z.boolean().optional(),
  counts: PublicCounts.optional(),
  sections: z.array(PageSection).max(pageLimits.sections).optional(),
  /** Those of `shopLinks` that earn for the author, byte for byte. */
  affiliateLinks: z.array(z.string().max(pageLimits.urlLength)).max(pageLimits.shopLinks).optional(),
  /** As visible on the page. Shown to the content's own author only, and never sent. */
  comments: z.array(PageComment).max(pageLimits.comments).optional(),
});
export type PageSnapshot = z.infer<typeof PageSnapshot>;

const factKeys = Object.keys(PageFacts.shape);

/** What may leave the device for a recommendation: the facts, with every query string and fragment gone from links. */
export function recommendable(page: PageSnapshot): PageFacts {
  const facts = Object.fromEntries(Object.entries(page).filter(([key]) => factKeys.includes(key))) as PageFacts;
  return {
    ...facts,
    ...(page.title === undefined ? {} : { title: withoutQueries(page.title) }),
    ...(page.text === undefined ? {} : { text: withoutQueries(page.text) }),
    products: page.products.map((product) => (product.url ? { ...product, url: withoutQuery(product.url) } : product)),
    shopLinks: [...new Set(page.shopLinks.map(withoutQuery))].slice(0, pageLimits.shopLinksSent),
  };
}

/** The addresses that a text prints lose theirs too. */
function withoutQueries(text: string): string {
  return text.replace(/(\bhttps?:\/\/[^\s?#"'<>)\]]+)[?#][^\s"'<>)\]]*/gi, '$1');
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}
