import type { PageSnapshot } from '#shared/page.ts';
import { isNoContent } from './article/urls.ts';
import type { Page, Reader } from './reader.ts';

/**
 * Why a page shows no card: `unsupported` (no reader takes the address), `not_content` (search, cart, consent wall, entrance),
 * `empty` (nothing to read, or not yet), `no_product` (content that names nothing to buy), `failed` (a reader gave up).
 */
type WhyNoCard = 'unsupported' | 'not_content' | 'empty' | 'no_product' | 'failed';

/** What was read. With a snapshot, `why` says that the page itself names nothing to buy. */
export type Reading =
  | { reader: string; snapshot: PageSnapshot; why?: WhyNoCard }
  | { reader?: string; snapshot?: undefined; why: WhyNoCard };

/** Reads with the first of these readers that takes the address; never throws. For content scripts that carry one reader only. */
export function readWith(readers: readonly Reader[], page: Page): Reading {
  const reader = readers.find((one) => one.matches(page.url));
  return reader ? readingOf(reader.name, page.url, () => reader.read(page)) : { why: 'unsupported' };
}

/** What one reader makes of a page, and why there is no card; never throws. */
export function readingOf(reader: string, url: URL, read: () => PageSnapshot | undefined): Reading {
  try {
    const snapshot = read();
    if (!snapshot) return { reader, why: isNoContent(url) ? 'not_content' : 'empty' };
    const why = reasonOf(snapshot, url);
    return why ? { reader, snapshot, why } : { reader, snapshot };
  } catch {
    // A page can break any assumption; what it broke is of no use to anybody, that it did is.
    return { reader, why: 'failed' };
  }
}

function reasonOf({ kind, products, shopLinks }: PageSnapshot, url: URL): WhyNoCard | undefined {
  if (products.length + shopLinks.length > 0) return undefined;
  return isNoContent(url) || kind === 'page' ? 'not_content' : 'no_product';
}
