import { allOf, attributeOf, firstOf, linkedText, textOf } from '../elements.ts';
import { looseJson } from '../json.ts';
import { textAt } from '../path.ts';
import type { Page, PageElement } from '../reader.ts';
import type { SeenComment } from '../snapshot.ts';
import { fold } from '../words.ts';
import { handleIn, outsideOf } from './addresses.ts';

/** What the drawn page shows of a video. */
export interface RenderedVideo {
  title?: string | undefined;
  text?: string | undefined;
  owner?: { id?: string | undefined; address?: string; name?: string | undefined };
  published?: string | undefined;
  isPaid: boolean;
  isLive?: true;
  views?: string | undefined;
  likes?: string | undefined;
  commentCount?: string | undefined;
  followers?: string | undefined;
  goods: PrintedGood[];
  comments: SeenComment[];
}

/** A thing for sale that YouTube shows with the video, as printed. */
export interface PrintedGood {
  title: string | undefined;
  price: string | undefined;
  url: string | undefined;
}

// Watch page and Shorts player on desktop, watch page on phones, player of an embed, last seen June 2026; last of all the page before 2020.
const SHORT = 'ytd-reel-video-renderer[is-active]';
const WATCH = ['ytd-watch-flexy[video-id]', 'ytm-watch[video-id]'];
const TITLE = [
  'ytd-watch-metadata #title h1',
  '#title h1',
  '.slim-video-information-title',
  `${SHORT} yt-shorts-video-title-view-model`,
  `${SHORT} h2`,
  'a.ytp-title-link',
  '#eow-title',
];
const OWNER = [
  'ytd-video-owner-renderer ytd-channel-name a[href]',
  'ytd-video-owner-renderer a[href]',
  '#owner ytd-channel-name a[href]',
  'a.slim-owner-icon-and-title',
  `${SHORT} yt-reel-channel-bar-view-model a[href]`,
  `${SHORT} ytd-channel-name a[href]`,
  'a.ytp-title-channel-logo',
  '.yt-user-info a[href]',
];
const DESCRIPTION = [
  '#description-inline-expander',
  'ytd-text-inline-expander',
  'ytm-expandable-video-description-body-renderer',
  '.slim-video-metadata-section-description',
  '#eow-description',
];
const PAID = [
  '#movie_player .ytp-paid-content-overlay',
  `${SHORT} ytd-paid-content-overlay-renderer`,
  '#player ytm-paid-content-overlay-renderer',
];
const FOLLOWERS = ['ytd-video-owner-renderer #owner-sub-count', 'ytm-slim-owner-renderer .subhead'];
const LIKES = [
  'ytd-watch-metadata like-button-view-model .yt-spec-button-shape-next__button-text-content',
  `${SHORT} like-button-view-model .yt-spec-button-shape-with-label__label`,
];
const GOODS = 'ytd-product-list-item-renderer, ytd-merch-shelf-item-renderer';
const COMMENTS = 'ytd-comment-thread-renderer, ytm-comment-renderer';

/** Reads the drawn page; undefined until it has drawn the video that the address names. */
export function renderedVideo({ document, url }: Page, videoId: string): RenderedVideo | undefined {
  const drawn = firstOf(document, WATCH)?.getAttribute('video-id');
  const stated = attributeOf(document, 'link[rel="canonical"]', 'href') ?? attributeOf(document, 'meta[property="og:url"]', 'content');
  const isHeadOf = stated?.includes(videoId) ?? false;
  const isShort = url.pathname.startsWith('/shorts/');
  // The Shorts player keeps several videos and marks the one on screen; only the head or its own link tells which that is.
  const isDrawn = isShort ? isHeadOf || firstOf(document, [`${SHORT} a[href*="${videoId}"]`]) !== null : drawn === videoId;
  if (isShort ? !isDrawn : drawn ? !isDrawn : !isHeadOf) return undefined;
  const head = (selector: string) => (isHeadOf ? attributeOf(document, selector, 'content') : undefined);
  const description = firstOf(document, DESCRIPTION);
  const paid = firstOf(document, PAID);
  return {
    title: textOf(document, TITLE) ?? head('meta[property="og:title"], meta[name="title"]'),
    text: description ? linkedText(description, outsideOf) : head('meta[property="og:description"], meta[name="description"]'),
    ...(ownerIn(firstOf(document, OWNER)) ?? (isHeadOf ? statedOwner(document) : {})),
    published: head('meta[itemprop="datePublished"], meta[itemprop="uploadDate"]'),
    isPaid: paid !== null && fold(paid.textContent) !== '' && !/display:\s*none/.test(paid.getAttribute('style') ?? ''),
    ...(document.querySelector('#movie_player .ytp-live .ytp-live-badge') ? { isLive: true } : {}),
    views: viewsIn(document),
    likes: textOf(document, LIKES),
    commentCount: textOf(document, ['ytd-comments-header-renderer #count', '.comments-entry-point-header-subtitle']),
    followers: textOf(document, FOLLOWERS),
    goods: allOf(document, GOODS, 100).map(goodIn),
    comments: allOf(document, COMMENTS, 100).map(commentIn),
  };
}

function ownerIn(link: PageElement | null): Pick<RenderedVideo, 'owner'> | undefined {
  const address = link?.getAttribute('href') ?? '';
  const id = /\/channel\/(UC[\w-]{22})/.exec(address)?.[1];
  if (!handleIn(address) && !id && !/^\/(?:user|c)\//.test(address)) return undefined;
  // A channel's link around its picture says nothing; around its name, the name (or in Shorts the handle).
  const name = fold(link?.textContent);
  return { owner: { id, address, name: name && !name.startsWith('@') ? name : undefined } };
}

/** The owner in the page's microdata. */
function statedOwner(document: Page['document']): Pick<RenderedVideo, 'owner'> {
  const address = attributeOf(document, '[itemprop="author"] link[itemprop="url"]', 'href') ?? '';
  const name = attributeOf(document, '[itemprop="author"] link[itemprop="name"]', 'content') ?? trailName(document);
  return handleIn(address) || name ? { owner: { address, name } } : {};
}

/** The channel in the page's trail, where the microdata does not name it. */
function trailName(document: Page['document']): string | undefined {
  const script = firstOf(document, ['script[type="application/ld+json"]'])?.textContent ?? '';
  return script.length < 20_000 ? textAt(looseJson(script), 'itemListElement', 0, 'item', 'name') : undefined;
}

/** `1,234 views` before its date; the two stand in one line, so only a text of its own counts. */
function viewsIn(document: Page['document']): string | undefined {
  return textOf(document, [
    'ytd-watch-info-text #view-count',
    'ytd-watch-info-text #info span:first-child',
    'ytd-video-view-count-renderer .view-count',
    '.watch-view-count',
  ]);
}

function goodIn(item: PageElement): PrintedGood {
  const outside = outsideOf(attributeOf(item, 'a#container[href], a[href]', 'href') ?? '');
  return {
    title: textOf(item, ['#product-title', '.product-item-title']),
    price: textOf(item, ['#product-price', '#product-price-replacement', '.product-item-price']),
    url: outside && /^https?:\/\//.test(outside) ? outside : undefined,
  };
}

function commentIn(comment: PageElement): SeenComment {
  const [id] = /(?<=[?&]lc=)[\w.-]+/.exec(attributeOf(comment, '#published-time-text a, a[href*="lc="]', 'href') ?? '') ?? [];
  return {
    id,
    author: textOf(comment, ['#author-text', '.comment-title']),
    text: textOf(comment, ['#content-text', '.comment-text', '.YtmCommentRendererText']),
    at: textOf(comment, ['#published-time-text']),
    likes: textOf(comment, ['#vote-count-middle', '.YtmCommentRendererCount']),
  };
}
