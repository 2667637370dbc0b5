import { allOf, firstOf, linkedText, textOf, type Within } from '../elements.ts';
import { isHeadOf, metaOf } from '../head.ts';
import { hasPaidLabel } from '../paid-label.ts';
import type { Page, PageElement } from '../reader.ts';
import { shortText } from '../short-text.ts';
import type { SeenComment } from '../snapshot.ts';
import { tiktokAddress } from './urls.ts';

/** What the drawn page shows of a video or photo post. */
export interface DrawnItem {
  text?: string | undefined;
  handle?: string | undefined;
  name?: string | undefined;
  isPaid: boolean;
  counts: Record<'likes' | 'comments' | 'shares' | 'saves', string | undefined>;
  comments: SeenComment[];
}

// Feed and page of one video on desktop, and the player over a profile; last seen June 2026.
const FEED = '[data-e2e="recommend-list-item-container"]';
const CAPTION = ['[data-e2e="browse-video-desc"]', '[data-e2e="video-desc"]', '[data-e2e="new-desc-span"]'];
const AUTHOR = ['a[data-e2e="video-author-avatar"]', 'a[data-e2e="browse-user-avatar"]', 'a[data-e2e="browse-username-link"]'];
const NAME = ['[data-e2e="browser-nickname"] > span', '[data-e2e="browser-nickname"]', '[data-e2e="video-author-nickname"]'];
const SAVES = ['[data-e2e="favorite-count"]', '[data-e2e="undefined-count"]', '[data-e2e="collect-count"]'];

/** Reads what is drawn of the item that the address names: in a feed the article that plays it; undefined while another is drawn. */
export function drawnItem({ document }: Page, id: string, asked: string | undefined): DrawnItem | undefined {
  const plays = `[id^="xgwrapper"][id$="${id}"]`;
  const articles = allOf(document, FEED, 60);
  const article = articles.find((one) => one.querySelector(`${plays}, a[href*="/${id}"]`) !== null);
  const isAlone = articles.length === 0 && (isHeadOf(document, id) || document.querySelector(plays) !== null);
  const within: Within | undefined = article ?? (isAlone ? document : undefined);
  const caption = firstOf(within, CAPTION);
  // Who looks has a link to their own profile on every page: only what is marked as the author's counts outside of an article.
  const handle = handleOf(firstOf(within, article ? [...AUTHOR, 'a[href^="/@"]'] : AUTHOR));
  if (!within || (!caption && !handle) || (asked && handle && handle.toLowerCase() !== asked.toLowerCase())) return undefined;
  const name = textOf(within, article && handle ? [...NAME, `a[href="/@${handle}"] p`] : NAME);
  const count = (of: string) => textOf(within, [`[data-e2e="browse-${of}-count"]`, `[data-e2e="${of}-count"]`]);
  return {
    text: caption ? linkedText(caption, outsideOf) : undefined,
    handle,
    name: name === handle ? undefined : name,
    isPaid: article ? hasPaidLabel(article) : false,
    counts: { likes: count('like'), comments: count('comment'), shares: count('share'), saves: textOf(within, SAVES) },
    comments: drawnComments(document),
  };
}

/** Where a link on TikTok leads, when that is outside: links of profiles go through a page of its own. */
export function outsideOf(href: string): string | undefined {
  if (!/^https?:\/\//.test(href) || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  if (!/(?:^|\.)tiktok\.com$/.test(url.hostname)) return href;
  return url.pathname.startsWith('/link/') ? (url.searchParams.get('target') ?? undefined) : undefined;
}

function handleOf(link: PageElement | null): string | undefined {
  const href = link?.getAttribute('href') ?? '';
  return URL.canParse(href, 'https://www.tiktok.com') ? tiktokAddress(new URL(href, 'https://www.tiktok.com')).handle : undefined;
}

/** Names and words of comments stand one after the other. */
function drawnComments(document: Page['document']): SeenComment[] {
  const comments: SeenComment[] = [];
  let author: string | undefined;
  for (const element of allOf(document, '[data-e2e^="comment-username-"], [data-e2e^="comment-level-"]', 240)) {
    const isName = element.getAttribute('data-e2e')?.startsWith('comment-username-');
    if (!isName) comments.push({ author, text: linkedText(element, () => undefined, 1000) });
    author = isName ? shortText(element) : undefined;
  }
  return comments;
}

/** What the head says in place of the page: the caption, and in most languages who made it. */
export function headItem({ document }: Page, id: string): { text?: string | undefined; name?: string | undefined } {
  if (!isHeadOf(document, id)) return {};
  const title = metaOf(document, 'og:title') ?? '';
  const name = /^(.{1,80}?)\s+\S{1,4}\s+TikTok$/u.exec(title)?.[1] ?? /^TikTok\s*(?:上的|의|の)\s*(.{1,80}?)$/u.exec(title)?.[1];
  return { text: metaOf(document, 'og:description'), name };
}
