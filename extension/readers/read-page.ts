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
  if (!reader) return { why: 'unsupported' };
  try {
    const snapshot = reader.read(page);
    if (!snapshot) return { reader: reader.name, why: isNoContent(page.url) ? 'not_content' : 'empty' };
    const why = reasonOf(snapshot, page.url);
    return why ? { reader: reader.name, snapshot, why } : { reader: reader.name, snapshot };
  } catch {
    // A page can break any assumption; what it broke is of no use to anybody, that it did is.
    return { reader: reader.name, why: 'failed' };
  }
}

function reasonOf({ kind, products, shopLinks }: PageSnapshot, url: URL): WhyNoCard | undefined {
  if (products.length + shopLinks.length > 0) return undefined;
  return isNoContent(url) || kind === 'page' ? 'not_content' : 'no_product';
}
