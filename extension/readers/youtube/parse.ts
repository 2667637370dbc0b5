import type { PageCreator, PageProduct, PageSnapshot } from '#shared/page.ts';
import { pageLimits } from '#shared/page-limits.ts';
import { disclosesIn } from '../disclosure.ts';
import { allUnder, at, textAt } from '../path.ts';
import { pricesIn } from '../price.ts';
import type { Page } from '../reader.ts';
import { linkKind } from '../shop-links.ts';
import { clip, fold } from '../words.ts';
import { handleIn, outsideOf } from './addresses.ts';
import { renderedVideo } from './rendered.ts';
import { type YoutubeState, youtubeState } from './state.ts';
import { type YoutubeAddress, youtubeAddress } from './urls.ts';

/** Reads a video, a Short, a live stream or a channel; other pages of the site have nothing to read. */
export function parseYoutube(page: Page): PageSnapshot | undefined {
  const address = youtubeAddress(page.url);
  if (address.kind === 'page') return undefined;
  const state = youtubeState(page, address.kind === 'profile' ? undefined : address.id);
  return address.kind === 'profile' ? channelOf(page, state, address) : videoOf(page, state, address);
}

function videoOf(page: Page, state: YoutubeState, address: YoutubeAddress): PageSnapshot | undefined {
  const details = at(state.player, 'videoDetails');
  const format = at(state.player, 'microformat', 'playerMicroformatRenderer');
  const rendered = state.player || state.data ? undefined : renderedVideo(page, address.id ?? '');
  const results = at(state.data, 'contents', 'twoColumnWatchNextResults', 'results', 'results', 'contents');
  const title =
    textAt(details, 'title') ??
    runs(at(format, 'title')) ??
    runs(at(renderer(results, 'videoPrimaryInfoRenderer'), 'title')) ??
    rendered?.title;
  if (!title) return undefined;
  const secondary = renderer(results, 'videoSecondaryInfoRenderer');
  const described = at(secondary, 'attributedDescription');
  const text =
    textAt(details, 'shortDescription') ?? runs(at(format, 'description')) ?? textAt(described, 'content') ?? rendered?.text ?? '';
  const isLive = at(details, 'isLive') === true || at(format, 'liveBroadcastDetails', 'isLiveNow') === true;
  const snapshot: PageSnapshot = {
    platform: 'youtube',
    kind: address.kind === 'short' ? 'short' : isLive || address.kind === 'live' ? 'live' : 'video',
    url: address.kind === 'short' ? `https://www.youtube.com/shorts/${address.id}` : `https://www.youtube.com/watch?v=${address.id}`,
    contentId: address.id ?? '',
    title: clip(fold(title), pageLimits.titleLength),
    text: clip(text.trim(), pageLimits.textLength),
    products: shownProducts(state.data, page.url),
    shopLinks: shopLinksIn([...linksIn(text), ...commandLinks(described), ...(rendered?.links ?? [])], page.url),
    disclosure:
      at(state.player, 'paidContentOverlay') !== undefined ||
      text.split('\n').some((line) => disclosesIn(line)) ||
      (rendered?.isPaid ?? false),
  };
  const language = spokenLanguage(state.player);
  if (language) snapshot.language = language;
  const publishedAt = textAt(format, 'publishDate') ?? textAt(format, 'uploadDate') ?? rendered?.publishedAt;
  if (publishedAt) snapshot.publishedAt = clip(publishedAt, 40);
  const creator = ownerOf(details, format, at(secondary, 'owner', 'videoOwnerRenderer')) ?? rendered?.creator;
  if (creator) snapshot.creator = creator;
  return snapshot;
}

function channelOf(page: Page, state: YoutubeState, address: YoutubeAddress): PageSnapshot | undefined {
  const channel = at(state.data, 'metadata', 'channelMetadataRenderer');
  const id = textAt(channel, 'externalId') ?? address.id;
  const title = textAt(channel, 'title') ?? fold(page.document.querySelector('meta[property="og:title"]')?.getAttribute('content'));
  const handle = handleIn(textAt(channel, 'vanityChannelUrl') ?? textAt(channel, 'ownerUrls', 0)) ?? handleIn(page.url.href);
  const isStale = handleIn(page.url.href) !== undefined && handle?.toLowerCase() !== handleIn(page.url.href)?.toLowerCase();
  if (!title || isStale) return undefined;
  const text = textAt(channel, 'description') ?? '';
  const snapshot: PageSnapshot = {
    platform: 'youtube',
    kind: 'profile',
    url: handle ? `https://www.youtube.com/${handle}` : `https://www.youtube.com${page.url.pathname}`,
    title: clip(fold(title), pageLimits.titleLength),
    text: clip(text.trim(), pageLimits.textLength),
    creator: creatorOf({ id, handle, name: title }),
    products: [],
    shopLinks: shopLinksIn(linksIn(text), page.url),
    disclosure: text.split('\n').some((line) => disclosesIn(line)),
  };
  if (id) snapshot.contentId = id;
  return snapshot;
}

function ownerOf(details: unknown, format: unknown, owner: unknown): PageCreator | undefined {
  const name = textAt(details, 'author') ?? textAt(format, 'ownerChannelName') ?? runs(at(owner, 'title'));
  const browse = at(owner, 'navigationEndpoint', 'browseEndpoint');
  const id = textAt(details, 'channelId') ?? textAt(format, 'externalChannelId') ?? textAt(browse, 'browseId');
  const handle = handleIn(textAt(format, 'ownerProfileUrl')) ?? handleIn(textAt(browse, 'canonicalBaseUrl'));
  return name || id || handle ? creatorOf({ id, handle, name }) : undefined;
}

function creatorOf({ id, handle, name }: { id: string | undefined; handle: string | undefined; name: string | undefined }): PageCreator {
  const creator: PageCreator = { platform: 'youtube' };
  if (id) creator.id = clip(id, 100);
  if (handle) creator.handle = clip(handle, 100);
  if (name) creator.name = clip(fold(name), pageLimits.nameLength);
  return creator;
}

/** The goods that YouTube itself shows with the video: shelf, shopping panel and player overlay. */
function shownProducts(data: unknown, url: URL): PageProduct[] {
  const items = allUnder(data, new Set(['merchandiseItemRenderer', 'productListItemRenderer']), {
    nodesMax: 60_000,
    foundMax: 3 * pageLimits.products,
  });
  const products = new Map<string, PageProduct>();
  for (const item of items) {
    const name = clip(fold(textAt(item, 'title') ?? runs(at(item, 'title'))), pageLimits.nameLength);
    if (!name || products.has(name) || products.size >= pageLimits.products) continue;
    const [price] = pricesIn(fold(textAt(item, 'price') ?? runs(at(item, 'price'))), []);
    const target = targetOf(item, url);
    products.set(name, {
      name,
      ...(price ? { price: { amount: price.amount, currency: price.currency } } : {}),
      ...(target ? { url: target } : {}),
    });
  }
  return [...products.values()];
}

function targetOf(item: unknown, url: URL): string | undefined {
  const [address] = allUnder(item, new Set(['urlEndpoint']), { nodesMax: 200, foundMax: 1 });
  const outside = outsideOf(textAt(address, 'url') ?? '', url);
  return outside && outside.length <= pageLimits.urlLength && /^https?:\/\//.test(outside) ? outside : undefined;
}

function shopLinksIn(links: readonly string[], url: URL): string[] {
  const kinds = [...new Set(links)].map((link) => ({ link, kind: linkKind(link, url) }));
  const isCommercial = kinds.some(({ kind }) => kind === 'affiliate' || kind === 'shop');
  return kinds
    .filter(
      ({ link, kind }) =>
        link.length <= pageLimits.urlLength && (kind === 'affiliate' || kind === 'shop' || (kind === 'short' && isCommercial)),
    )
    .map(({ link }) => link)
    .slice(0, pageLimits.shopLinks);
}

function linksIn(text: string): string[] {
  return (text.slice(0, 20_000).match(/https?:\/\/[^\s<>"'）)】」]+/g) ?? []).map((link) => link.replace(/[.,;:!?]+$/, ''));
}

function commandLinks(description: unknown): string[] {
  return allUnder(at(description, 'commandRuns'), new Set(['urlEndpoint']), { nodesMax: 4000, foundMax: 200 }).flatMap(
    (endpoint) => outsideOf(textAt(endpoint, 'url') ?? '') ?? [],
  );
}

function renderer(contents: unknown, name: string): unknown {
  return Array.isArray(contents)
    ? contents
        .slice(0, 20)
        .map((content) => at(content, name))
        .find((found) => found !== undefined)
    : undefined;
}

/** A text that YouTube gives as `simpleText` or in runs. */
function runs(value: unknown): string | undefined {
  const simple = textAt(value, 'simpleText');
  if (simple) return simple;
  const parts = at(value, 'runs');
  return Array.isArray(parts)
    ? parts
        .slice(0, 200)
        .map((part) => textAt(part, 'text') ?? '')
        .join('') || undefined
    : undefined;
}

function spokenLanguage(player: unknown): string | undefined {
  const tracks = at(player, 'captions', 'playerCaptionsTracklistRenderer', 'captionTracks');
  const spoken = Array.isArray(tracks)
    ? (tracks.find((track) => at(track, 'kind') === 'asr') ?? (tracks.length === 1 ? tracks[0] : undefined))
    : undefined;
  return textAt(spoken, 'languageCode')?.slice(0, 35);
}
