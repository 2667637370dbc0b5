import { allOf, attributeOf, firstOf, linkedText, textOf } from '../elements.ts';
import { hasPaidLabel } from '../paid-label.ts';
import type { Page, PageElement } from '../reader.ts';
import { shortText } from '../short-text.ts';
import { isHandle } from './urls.ts';

/** What the drawn page shows of a post. */
export interface DrawnPost {
  handle?: string | undefined;
  caption?: string | undefined;
  published?: string | undefined;
  likes?: string | undefined;
  isPaid: boolean;
}

// Page of one post, feed and dialog over a profile; last seen 2025. The time of a post is the link to it.
const PLACES = ['[role="dialog"] article', '[role="dialog"]', 'main article', 'article', 'main'];

/** Reads the post that the address names, wherever it is drawn; undefined while only others are. */
export function drawnPost({ document }: Page, code: string): DrawnPost | undefined {
  const isOf = (element: PageElement) => element.querySelector(`a[href$="/${code}/"] time`) !== null;
  const post = PLACES.flatMap((place) => allOf(document, place, 30)).find(isOf);
  if (!post) return undefined;
  const caption = firstOf(post, ['h1[dir]', 'h1']);
  const header = firstOf(post, ['header']) ?? post;
  return {
    handle: firstHandle(header) ?? firstHandle(post),
    caption: caption ? linkedText(caption, outsideOf) : undefined,
    published: attributeOf(post, `a[href$="/${code}/"] time[datetime]`, 'datetime'),
    likes: textOf(post, [`a[href*="/${code}/liked_by/"] span`, `a[href*="/${code}/liked_by/"]`]),
    isPaid: hasPaidLabel(header),
  };
}

/** What the drawn page shows of a profile; of its numbers, posts come first there. */
export function drawnProfile(
  { document }: Page,
  handle: string,
): { text?: string | undefined; links: string[]; counts: string[] } | undefined {
  const header = firstOf(document, ['main header']);
  if (!header || textOf(header, ['h2', 'h1'])?.toLowerCase() !== handle.toLowerCase()) return undefined;
  const bio = firstOf(header, ['h1[dir]', 'section > div > span[dir]']);
  const [posts, followers, following] = allOf(header, 'ul > li', 3).map((item) => shortText(item));
  return {
    text: bio ? linkedText(bio, outsideOf) : undefined,
    links: allOf(header, 'a[href]', 40).flatMap((link) => outsideOf(link.getAttribute('href') ?? '') ?? []),
    counts: posts && followers && following ? [followers, following, posts] : [],
  };
}

function firstHandle(within: PageElement): string | undefined {
  for (const link of allOf(within, 'a[href^="/"]', 20)) {
    const handle = /^\/([\w.]+)\/(?:reels\/)?$/.exec(link.getAttribute('href') ?? '')?.[1];
    if (isHandle(handle)) return handle;
  }
  return undefined;
}

/** Where a link on Instagram leads, when that is outside: they go through a page of its own. */
export function outsideOf(href: string): string | undefined {
  if (!/^https?:\/\//.test(href) || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  if (/^l\.(?:instagram|facebook)\.com$/.test(url.hostname)) return url.searchParams.get('u') ?? undefined;
  return /(?:^|\.)(?:instagram\.com|threads\.(?:net|com)|facebook\.com|meta\.(?:com|ai))$/.test(url.hostname) ? undefined : href;
}
