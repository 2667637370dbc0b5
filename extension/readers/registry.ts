import type { PageSnapshot } from '#shared/page.ts';
import { articleReader } from './article/index.ts';
import { isNoContent } from './article/urls.ts';
import type { PageDocument, Reader } from './reader.ts';
import { youtubeReader } from './youtube/index.ts';

/** All readers in the order they are asked; the generic one is last. */
export const readers: readonly Reader[] = [youtubeReader, articleReader];

/**
 * Why a page shows no card: `unsupported` (no reader takes the address), `not_content` (search, cart, consent wall, entrance),
 * `empty` (nothing to read, or not yet), `no_product` (content that names nothing to buy), `failed` (a reader gave up).
 */
export const whyNoCard = ['unsupported', 'not_content', 'empty', 'no_product', 'failed'] as const;
export type WhyNoCard = (typeof whyNoCard)[number];

export type Reading =
  | { reader: string; snapshot: PageSnapshot; why?: WhyNoCard }
  | { reader?: string; snapshot?: undefined; why: WhyNoCard };

/** Reads a page with the first reader that takes its address; never throws. `state` is a recorded response in place of a document. */
export function readPage(document: PageDocument, url: URL, state?: unknown): Reading {
  const reader = readerOf(url);
  if (!reader) return { why: 'unsupported' };
  try {
    const snapshot = reader.read({ document, url, state });
    if (!snapshot) return { reader: reader.name, why: isNoContent(url) ? 'not_content' : 'empty' };
    const why = reasonOf(snapshot, url);
    return why ? { reader: reader.name, snapshot, why } : { reader: reader.name, snapshot };
  } catch {
    // A page can break any assumption; what it broke is of no use to anybody, that it did is.
    return { reader: reader.name, why: 'failed' };
  }
}

export function readerOf(url: URL): Reader | undefined {
  return readers.find((reader) => reader.matches(url));
}

function reasonOf({ kind, products, shopLinks, platform }: PageSnapshot, url: URL): WhyNoCard | undefined {
  if (kind === 'page' && (isNoContent(url) || platform === 'web'))
    return products.length + shopLinks.length > 0 ? undefined : 'not_content';
  return products.length + shopLinks.length > 0 ? undefined : 'no_product';
}
