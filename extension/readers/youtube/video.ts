import type { PageProduct, PageSnapshot } from '#shared/page.ts';
import { pageLimits } from '#shared/page-limits.ts';
import { at, textAt } from '../path.ts';
import { pricesIn } from '../price.ts';
import type { Page } from '../reader.ts';
import type { Chapter } from '../sections.ts';
import { type SeenComment, snapshotOf } from '../snapshot.ts';
import { clip, fold } from '../words.ts';
import { handleIn } from './addresses.ts';
import { described, linkOf, printed } from './printed.ts';
import { type PrintedGood, renderedVideo } from './rendered.ts';
import { partsOf, type YoutubeState } from './state.ts';

/** A video from the state that is about it, and from what is drawn where that says nothing. */
export function videoOf({
  page,
  state: { player, data },
  kind,
  videoId,
}: {
  page: Page;
  state: YoutubeState;
  kind: 'video' | 'short' | 'live';
  videoId: string;
}): PageSnapshot | undefined {
  const details = at(player, 'videoDetails');
  const format = at(player, 'microformat', 'playerMicroformatRenderer');
  const parts = partsOf(data);
  const [primary] = parts.videoPrimaryInfoRenderer;
  const [secondary] = parts.videoSecondaryInfoRenderer;
  const [slim] = parts.slimVideoInformationRenderer;
  const [header] = parts.videoDescriptionHeaderRenderer;
  const [body] = parts.expandableVideoDescriptionBodyRenderer;
  const [reel] = parts.reelPlayerOverlayRenderer;
  const reelHeader = at(reel, 'reelPlayerHeaderSupportedRenderers', 'reelPlayerHeaderRenderer');
  const drawn = renderedVideo(page, videoId);

  const titles = [at(details, 'title'), at(format, 'title'), at(primary, 'title'), at(slim, 'title'), at(header, 'title')];
  const title = first([...titles, at(reelHeader, 'reelTitleText'), at(parts.shortsVideoTitleViewModel[0], 'text')]) ?? drawn?.title;
  if (!title) return undefined;
  const linked =
    described(at(secondary, 'attributedDescription')) ??
    described(at(body, 'attributedDescriptionBodyText')) ??
    described(at(body, 'descriptionBodyText')) ??
    described(at(secondary, 'description'));
  const text = textAt(details, 'shortDescription') ?? printed(at(format, 'description')) ?? linked ?? drawn?.text;
  const isLive = liveNow(details, format, primary) ?? drawn?.isLive;
  const views = first([at(primary, 'viewCount', 'videoViewCountRenderer', 'viewCount'), at(header, 'views')]) ?? drawn?.views;
  const allViews = textAt(details, 'viewCount') ?? textAt(format, 'viewCount');

  return snapshotOf(
    {
      platform: 'youtube',
      kind: kind === 'short' ? 'short' : isLive || kind === 'live' ? 'live' : 'video',
      url: kind === 'short' ? `https://www.youtube.com/shorts/${videoId}` : `https://www.youtube.com/watch?v=${videoId}`,
      contentId: videoId,
      language: spokenLanguage(player),
      title,
      text,
      published: textAt(format, 'publishDate') ?? textAt(format, 'uploadDate') ?? drawn?.published,
      creator: creatorIn([
        { id: at(details, 'channelId'), name: at(details, 'author') },
        { id: at(format, 'externalChannelId'), name: at(format, 'ownerChannelName'), address: at(format, 'ownerProfileUrl') },
        ownerIn(at(secondary, 'owner', 'videoOwnerRenderer'), 'title'),
        ownerIn(parts.slimOwnerRenderer[0], 'title'),
        ownerIn({ ...object(header), navigationEndpoint: at(header, 'channelNavigationEndpoint') }, 'channel'),
        ownerIn({ ...object(reelHeader), navigationEndpoint: at(reelHeader, 'channelNavigationEndpoint') }, 'channelTitleText'),
        { name: at(parts.reelChannelBarViewModel[0], 'channelName', 'content') },
        drawn?.owner ?? {},
      ]),
      products: shownProducts([
        ...[...parts.merchandiseItemRenderer, ...parts.productListItemRenderer].map(goodOf),
        ...(drawn?.goods ?? []),
      ]),
      links: linked && !text?.includes(linked) ? (linked.match(/https?:\/\/\S+/g) ?? []) : [],
      isAdvertised:
        at(player, 'paidContentOverlay') !== undefined || first(parts.affiliateDisclaimerText) !== undefined || (drawn?.isPaid ?? false),
      isLive,
      counts: {
        ...(isLive ? { watching: views, views: allViews } : { views: views ?? allViews }),
        likes: textAt(format, 'likeCount') ?? at(reel, 'likeButton', 'likeButtonRenderer', 'likeCount') ?? likesOf(parts) ?? drawn?.likes,
        comments: commentCountOf(parts) ?? drawn?.commentCount,
        followers:
          first([
            at(secondary, 'owner', 'videoOwnerRenderer', 'subscriberCountText'),
            at(parts.slimOwnerRenderer[0], 'expandedSubtitle'),
            at(parts.slimOwnerRenderer[0], 'collapsedSubtitle'),
          ]) ?? drawn?.followers,
      },
      printedIn: page.document.documentElement?.getAttribute('lang') ?? undefined,
      chapters: chaptersOf([...parts.macroMarkersListItemRenderer, ...parts.chapterRenderer]),
      comments: [...parts.commentEntityPayload.map(commentOf), ...(drawn?.comments ?? [])],
    },
    page.url,
  );
}

function first(values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const text = printed(value);
    if (text) return text;
  }
  return undefined;
}

function object(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function liveNow(details: unknown, format: unknown, primary: unknown): boolean | undefined {
  const says = [
    at(details, 'isLive'),
    at(format, 'liveBroadcastDetails', 'isLiveNow'),
    at(primary, 'viewCount', 'videoViewCountRenderer', 'isLive'),
  ];
  if (says.includes(true)) return true;
  return details || format || primary ? false : undefined;
}

interface Owner {
  id?: unknown;
  name?: unknown;
  address?: unknown;
}

function ownerIn(owner: unknown, name: string): Owner {
  const browse = at(owner, 'navigationEndpoint', 'browseEndpoint');
  return { id: at(browse, 'browseId'), name: printed(at(owner, name)), address: at(browse, 'canonicalBaseUrl') };
}

/** Each fact from the first part that says it. */
function creatorIn(owners: readonly Owner[]): { id?: string | undefined; handle?: string | undefined; name?: string | undefined } {
  const find = (of: (owner: Owner) => unknown) => first(owners.map(of));
  return {
    id: find(({ id }) => (typeof id === 'string' && /^UC[\w-]{10,30}$/.test(id) ? id : undefined)),
    handle: find(({ address }) => handleIn(typeof address === 'string' ? address : undefined)),
    name: find(({ name }) => name),
  };
}

function goodOf(item: unknown): PrintedGood {
  return { title: printed(at(item, 'title')), price: printed(at(item, 'price')), url: linkOf(item) };
}

/** The goods that YouTube itself shows with the video: shelf, shopping panel and player overlay, each once. */
function shownProducts(goods: readonly PrintedGood[]): PageProduct[] {
  const products = new Map<string, PageProduct>();
  for (const { title, price, url } of goods) {
    const name = clip(fold(title), pageLimits.nameLength);
    if (!name || products.has(name)) continue;
    const [shown] = pricesIn(fold(price), []);
    products.set(name, {
      name,
      ...(shown ? { price: { amount: shown.amount, currency: shown.currency } } : {}),
      ...(url && url.length <= pageLimits.urlLength ? { url } : {}),
    });
  }
  return [...products.values()];
}

/** The number on the like button; a button without one says its word. */
function likesOf({ likeButtonViewModel }: ReturnType<typeof partsOf>): string | undefined {
  const path = ['toggleButtonViewModel', 'toggleButtonViewModel', 'defaultButtonViewModel', 'buttonViewModel', 'title'] as const;
  return likeButtonViewModel.map((button) => textAt(button, ...path)).find((title) => title && /\p{Nd}/u.test(title));
}

function commentCountOf(parts: ReturnType<typeof partsOf>): string | undefined {
  const [reel] = parts.reelPlayerOverlayRenderer;
  const panel = parts.engagementPanelTitleHeaderRenderer.find((header) => at(header, 'contextualInfo') !== undefined);
  return first([
    at(parts.commentsEntryPointHeaderRenderer[0], 'commentCount'),
    at(reel, 'viewCommentsButton', 'buttonRenderer', 'text'),
    at(panel, 'contextualInfo'),
  ]);
}

/** What the author or YouTube lists as chapters; each stands in several places of the state. */
function chaptersOf(items: readonly unknown[]): Chapter[] {
  const chapters = new Map<number, Chapter>();
  for (const item of items) {
    const heading = printed(at(item, 'title'));
    const millis = at(item, 'timeRangeStartMillis');
    const atSeconds = typeof millis === 'number' ? Math.floor(millis / 1000) : secondsIn(printed(at(item, 'timeDescription')));
    if (heading && atSeconds !== undefined && atSeconds >= 0 && atSeconds <= 1_000_000 && !chapters.has(atSeconds))
      chapters.set(atSeconds, { atSeconds, heading });
  }
  return [...chapters.values()].sort((one, other) => one.atSeconds - other.atSeconds);
}

function secondsIn(stamp: string | undefined): number | undefined {
  return stamp && /^\d{1,3}(?::\d{2}){1,2}$/.test(stamp) ? stamp.split(':').reduce((sum, part) => 60 * sum + Number(part), 0) : undefined;
}

function commentOf(payload: unknown): SeenComment {
  return {
    id: textAt(payload, 'properties', 'commentId'),
    author: textAt(payload, 'author', 'displayName'),
    text: printed(at(payload, 'properties', 'content')),
    at: textAt(payload, 'properties', 'publishedTime'),
    likes: textAt(payload, 'toolbar', 'likeCountNotliked'),
  };
}

function spokenLanguage(player: unknown): string | undefined {
  const tracks = at(player, 'captions', 'playerCaptionsTracklistRenderer', 'captionTracks');
  const spoken = Array.isArray(tracks)
    ? (tracks.find((track) => at(track, 'kind') === 'asr') ?? (tracks.length === 1 ? tracks[0] : undefined))
    : undefined;
  return textAt(spoken, 'languageCode');
}
