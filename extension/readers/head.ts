import type { PageSnapshot } from '#shared/page.ts';
import { pageLimits } from '#shared/page-limits.ts';
import type { Platform } from '#shared/platforms.ts';
import type { Page, PageDocument } from './reader.ts';
import { snapshotOf } from './snapshot.ts';
import { clip, fold } from './words.ts';

/** A meta tag's value as it stands there, line breaks too; the first that is not empty, by `property` or `name`. */
export function metaOf(document: PageDocument, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const meta = document.querySelector(`meta[property="${name}"], meta[name="${name}"]`);
    const value = (meta?.getAttribute('content') ?? meta?.getAttribute('value') ?? '').slice(0, 20_000);
    if (value.trim()) return value;
  }
  return undefined;
}

/** Whether the head is about the content with this id: after navigation inside the page it often still speaks of another. */
export function isHeadOf(document: PageDocument, id: string): boolean {
  const named = id.toLowerCase();
  return headPaths(document).some((path) => path.some((part) => part === named || part.endsWith(`--${named}`)));
}

/** The same of a profile, whose handle also stands in the addresses of its contents. */
export function isHeadOfProfile(document: PageDocument, handle: string): boolean {
  return headPaths(document).some((path) => path.length === 1 && path[0] === handle.toLowerCase());
}

function headPaths(document: PageDocument): string[][] {
  const addresses = [document.querySelector('link[rel="canonical"]')?.getAttribute('href'), metaOf(document, 'og:url')];
  return addresses.map((address) =>
    pathOf(address ?? '')
      .toLowerCase()
      .split('/')
      .filter(Boolean),
  );
}

function pathOf(address: string): string {
  return address
    .slice(0, 2000)
    .replace(/^https?:\/\/[^/]*/i, '')
    .replace(/[?#].*$/s, '')
    .replace(/%40/g, '@');
}

/** The document's title without the site's name at its end. */
export function documentTitle(document: PageDocument, site: RegExp): string | undefined {
  const title = fold(document.querySelector('title')?.textContent?.slice(0, 4000));
  return title.replace(site, '').trim() || undefined;
}

/** The first line of a text, cut to a length at a word. */
export function firstLine(text: string | undefined, lengthMax = 120): string | undefined {
  const line = fold(/\S[^\n]*/.exec(text ?? '')?.[0]);
  if (line.length <= lengthMax) return line || undefined;
  const cut = clip(line, lengthMax);
  return `${cut.replace(/(?<=.{20})\s+\S*$/, '')}…`;
}

/** What there is to say where a content is gone or hidden: the page's title, unless the head still speaks of another content. */
export function unreadOf(platform: Platform, page: Page, id: string): PageSnapshot | undefined {
  const isOther = headPaths(page.document).some((path) => path.length > 0) && !isHeadOf(page.document, id);
  return isOther ? undefined : sitePage(page, platform);
}

/** What there is to say of a page of a platform that is no content: its title. */
export function sitePage(page: Page, platform: Platform): PageSnapshot | undefined {
  // After navigation inside the page the title is the first to change.
  const title = fold(page.document.querySelector('title')?.textContent?.slice(0, 4000)) || fold(metaOf(page.document, 'og:title'));
  const url = clip(page.url.href.replace(/[?#].*$/s, ''), pageLimits.urlLength);
  return title ? snapshotOf({ platform, kind: 'page', url, title }, page.url) : undefined;
}
