import type { PageCreator } from '#shared/page.ts';
import type { Page, PageElement } from '../reader.ts';
import { clip, fold } from '../words.ts';
import { handleIn, outsideOf } from './addresses.ts';

/** What the drawn page shows of a video when its scripts are those of another. */
export interface RenderedVideo {
  title?: string;
  text: string;
  creator?: PageCreator;
  publishedAt?: string;
  links: string[];
  isPaid: boolean;
}

// Desktop and mobile watch pages, last seen June 2026.
const WATCH = ['ytd-watch-flexy[video-id]', 'ytm-watch'];
const TITLE = ['ytd-watch-metadata #title h1', '#title h1', '.slim-video-information-title', 'ytd-reel-video-renderer[is-active] h2'];
const OWNER = [
  'ytd-video-owner-renderer a[href]',
  '#owner ytd-channel-name a[href]',
  'a.slim-owner-icon-and-title',
  'ytd-reel-video-renderer[is-active] ytd-channel-name a[href]',
];
const DESCRIPTION = ['#description-inline-expander', 'ytd-text-inline-expander', '.slim-video-metadata-section-description'];
const PAID = ['.ytp-paid-content-overlay-text', 'ytd-paid-content-overlay-renderer'];

/** Reads the drawn page; undefined until it has drawn the video that the address names. */
export function renderedVideo({ document }: Page, videoId: string): RenderedVideo | undefined {
  const first = (selectors: readonly string[]): PageElement | null => {
    for (const selector of selectors) {
      const found = document.querySelector(selector);
      if (found) return found;
    }
    return null;
  };
  const drawn = first(WATCH)?.getAttribute('video-id');
  const stated =
    document.querySelector('link[rel="canonical"]')?.getAttribute('href') ??
    document.querySelector('meta[property="og:url"]')?.getAttribute('content');
  if (drawn ? drawn !== videoId : !stated?.includes(videoId)) return undefined;
  const isHeadCurrent = stated?.includes(videoId) ?? false;
  const description = first(DESCRIPTION);
  const title =
    fold(first(TITLE)?.textContent) ||
    (isHeadCurrent ? fold(document.querySelector('meta[property="og:title"], meta[name="title"]')?.getAttribute('content')) : '');
  const text =
    description?.textContent ??
    (isHeadCurrent
      ? (document.querySelector('meta[property="og:description"], meta[name="description"]')?.getAttribute('content') ?? '')
      : '');
  const creator = ownerIn(first(OWNER)) ?? (isHeadCurrent ? statedOwner(document) : undefined);
  const publishedAt = isHeadCurrent ? document.querySelector('meta[itemprop="datePublished"]')?.getAttribute('content') : undefined;
  return {
    ...(title ? { title } : {}),
    text: clip(text.trim(), 20_000),
    ...(creator ? { creator } : {}),
    ...(publishedAt ? { publishedAt } : {}),
    links: description ? linksUnder(document.querySelectorAll(`${DESCRIPTION.map((selector) => `${selector} a[href]`).join(', ')}`)) : [],
    isPaid: first(PAID) !== null && fold(first(PAID)?.textContent) !== '',
  };
}

function ownerIn(link: PageElement | null): PageCreator | undefined {
  const href = link?.getAttribute('href') ?? '';
  const handle = handleIn(href);
  const id = /\/channel\/(UC[\w-]{22})/.exec(href)?.[1];
  const name = fold(link?.textContent);
  if (!handle && !id) return undefined;
  return { platform: 'youtube', ...(id ? { id } : {}), ...(handle ? { handle } : {}), ...(name ? { name: clip(name, 300) } : {}) };
}

/** The owner in the page's microdata. */
function statedOwner(document: Page['document']): PageCreator | undefined {
  const href = document.querySelector('[itemprop="author"] link[itemprop="url"]')?.getAttribute('href') ?? '';
  const name = fold(document.querySelector('[itemprop="author"] link[itemprop="name"]')?.getAttribute('content'));
  const handle = handleIn(href);
  return handle || name ? { platform: 'youtube', ...(handle ? { handle } : {}), ...(name ? { name: clip(name, 300) } : {}) } : undefined;
}

function linksUnder(links: ArrayLike<PageElement>): string[] {
  const found: string[] = [];
  for (let index = 0; index < links.length && index < 200; index += 1) {
    const outside = outsideOf(links[index]?.getAttribute('href') ?? '');
    if (outside) found.push(outside);
  }
  return found;
}
