import type { PageSnapshot } from '#shared/page.ts';
import { allOf, attributeOf, textOf } from '../elements.ts';
import { at, textAt } from '../path.ts';
import type { Page } from '../reader.ts';
import { shortText } from '../short-text.ts';
import { snapshotOf } from '../snapshot.ts';
import { handleIn } from './addresses.ts';
import { printed } from './printed.ts';

// Channel pages on desktop and on phones, last seen June 2026.
const TITLE = ['yt-page-header-renderer h1', 'yt-page-header-view-model h1', 'ytd-channel-name #text', '.c4-tabbed-header-title'];
const FACTS = 'yt-content-metadata-view-model span, #channel-header #subscriber-count, #channel-header #videos-count';

/** A channel from the state, unless that is still of another one; then from what is drawn once it shows the handle of the address. */
export function channelOf(page: Page, data: unknown, idInAddress: string | undefined): PageSnapshot | undefined {
  const asked = handleIn(page.url.href);
  const stated = at(data, 'metadata', 'channelMetadataRenderer');
  const statedHandle = handleIn(textAt(stated, 'vanityChannelUrl') ?? textAt(stated, 'ownerUrls', 0));
  const isOther =
    (asked && statedHandle && statedHandle.toLowerCase() !== asked.toLowerCase()) ||
    (idInAddress && textAt(stated, 'externalId') && textAt(stated, 'externalId') !== idInAddress);
  const channel = isOther ? undefined : stated;
  const header = isOther ? undefined : at(data, 'header');
  const facts = channel || asked === undefined ? factsIn(header) : drawnFacts(page, asked);
  const handle = channel && statedHandle ? statedHandle : asked;
  const name =
    textAt(channel, 'title') ??
    (channel || facts.length > 0 ? textOf(page.document, TITLE) : undefined) ??
    // After navigation inside the page the head still speaks of what the state is about.
    (data === undefined ? headName(page, asked) : undefined);
  if (!name) return undefined;
  const [followers, posts] = countsAmong(facts);
  return snapshotOf(
    {
      platform: 'youtube',
      kind: 'profile',
      url: handle ? `https://www.youtube.com/${handle}` : `https://www.youtube.com${page.url.pathname}`,
      contentId: textAt(channel, 'externalId') ?? idInAddress,
      title: name,
      text: textAt(channel, 'description'),
      creator: { id: textAt(channel, 'externalId') ?? idInAddress, handle, name },
      counts: { followers, posts },
      printedIn: page.document.documentElement?.getAttribute('lang') ?? undefined,
    },
    page.url,
  );
}

/** What the head says, where its address is a channel's and no other one's. */
function headName({ document, url }: Page, asked: string | undefined): string | undefined {
  const address =
    attributeOf(document, 'meta[property="og:url"]', 'content') ?? attributeOf(document, 'link[rel="canonical"]', 'href') ?? url.href;
  const handle = handleIn(address);
  const isOther = handle !== undefined && asked !== undefined && handle.toLowerCase() !== asked.toLowerCase();
  return isOther || !/youtube\.com\/(?:@|channel\/|c\/|user\/)/.test(address)
    ? undefined
    : attributeOf(document, 'meta[property="og:title"]', 'content');
}

/** The short texts under a channel's name, in the order printed: handle, subscribers, videos. */
function factsIn(header: unknown): string[] {
  const older = at(header, 'c4TabbedHeaderRenderer');
  const rows = at(header, 'pageHeaderRenderer', 'content', 'pageHeaderViewModel', 'metadata', 'contentMetadataViewModel', 'metadataRows');
  const parts: unknown[] = Array.isArray(rows) ? rows.slice(0, 6).flatMap((row): unknown => at(row, 'metadataParts')) : [];
  const texts = [at(older, 'subscriberCountText'), at(older, 'videosCountText'), ...parts.slice(0, 20).map((part) => at(part, 'text'))];
  return texts.flatMap((text) => printed(text) ?? []);
}

function drawnFacts({ document }: Page, asked: string): string[] {
  const texts = allOf(document, FACTS, 20).map((element) => shortText(element));
  return texts.some((text) => text.toLowerCase() === asked.toLowerCase()) ? [...new Set(texts)] : [];
}

const SUBSCRIBERS = /subscri|suscri|abon|inscri|iscritt|subskry|登録|订阅|訂閱|구독|подпис|підпис|طلب|مشترك/i;

/** Subscribers come first and videos second; where only one number is printed, its word tells. */
function countsAmong(facts: readonly string[]): [followers: string | undefined, posts: string | undefined] {
  const numbers = facts.filter((fact) => !fact.startsWith('@') && /\p{Nd}/u.test(fact) && fact.length <= 60);
  const [one, two] = numbers;
  if (one !== undefined && two !== undefined) return [one, two];
  return one !== undefined && SUBSCRIBERS.test(one) ? [one, undefined] : [undefined, undefined];
}
