import type { PageSnapshot } from '#shared/page.ts';
import { firstOf, linkedText, textOf } from '../elements.ts';
import { documentTitle, firstLine, isHeadOf, isHeadOfProfile, metaOf, sitePage, unreadOf } from '../head.ts';
import { at, textAt } from '../path.ts';
import type { Page } from '../reader.ts';
import { type SeenComment, snapshotOf } from '../snapshot.ts';
import { overlap } from '../words.ts';
import { drawnItem, headItem, outsideOf } from './drawn.ts';
import { anchoredProducts } from './shop.ts';
import { itemIn, roomIn, tiktokStates, userIn } from './state.ts';
import { tiktokAddress } from './urls.ts';

/** Reads a video, a photo post, a live room or a profile; of other pages only what they are called. */
export function parseTiktok(page: Page): PageSnapshot | undefined {
  const { kind, id, handle } = tiktokAddress(page.url);
  if (id && (kind === 'video' || kind === 'photo')) return itemOf(page, { kind, id, handle }) ?? unreadOf('tiktok', page, id);
  if (!handle) return sitePage(page, 'tiktok');
  return (kind === 'live' ? liveOf(page, handle) : profileOf(page, handle)) ?? unreadOf('tiktok', page, `@${handle}`);
}

type Asked = { kind: 'video' | 'photo'; id: string; handle: string | undefined };

/** An item from the state that is about it, else from what is drawn, else from the head. */
function itemOf(page: Page, { kind, id, handle: asked }: Asked): PageSnapshot | undefined {
  const found = itemIn(tiktokStates(page), id);
  const item = found?.item;
  const drawn = drawnItem(page, id, asked);
  const head = item === undefined ? headItem(page, id) : {};
  const contents = at(item, 'contents');
  const parts = Array.isArray(contents) ? contents.slice(0, 60).flatMap((part) => textAt(part, 'desc') ?? []) : [];
  const text = (parts.join('\n') || textAt(item, 'desc')) ?? drawn?.text ?? head.text;
  const stated = textAt(found?.author, 'uniqueId') ?? '';
  const handle = /^[\w.-]{1,60}$/.test(stated) ? stated : (asked ?? drawn?.handle);
  const name = textAt(found?.author, 'nickname') ?? drawn?.name ?? head.name;
  const title = titleOf(page, id, { text: [textAt(item, 'imagePost', 'title'), text].filter(Boolean).join('\n'), by: [name, handle] });
  if (!title || (item === undefined && !drawn && head.text === undefined && head.name === undefined)) return undefined;
  const stats = at(item, 'statsV2') ?? at(item, 'stats');
  const language = textAt(item, 'textLanguage') ?? '';
  return snapshotOf(
    {
      platform: 'tiktok',
      kind: kind === 'photo' || at(item, 'imagePost') !== undefined ? 'post' : 'video',
      url: handle ? `https://www.tiktok.com/@${handle}/${kind}/${id}` : `https://www.tiktok.com/@/${kind}/${id}`,
      contentId: id,
      language: /^[a-z]{2,3}(?:-\w{2,8})?$/i.test(language) && language !== 'un' ? language : undefined,
      title,
      text,
      published: millis(at(item, 'createTime')) ?? timeIn(id),
      creator: { id: textAt(found?.author, 'id') ?? textAt(item, 'authorId'), handle, name },
      products: anchoredProducts(at(item, 'anchors')),
      isAdvertised: at(item, 'isAd') === true || Number(at(item, 'adLabelVersion')) > 0 || (drawn?.isPaid ?? false),
      counts: {
        views: at(stats, 'playCount'),
        likes: at(stats, 'diggCount') ?? drawn?.counts.likes,
        comments: at(stats, 'commentCount') ?? drawn?.counts.comments,
        shares: at(stats, 'shareCount') ?? drawn?.counts.shares,
        saves: at(stats, 'collectCount') ?? drawn?.counts.saves,
        followers: at(found?.authorStats, 'followerCount'),
      },
      printedIn: languageOf(page),
      comments: [...commentsIn(page.state), ...(drawn?.comments ?? [])],
    },
    page.url,
  );
}

/** What TikTok calls the item, where that is about it (a dialog or an earlier page may have put another title), else its first line. */
function titleOf(page: Page, id: string, { text, by }: { text: string; by: (string | undefined)[] }): string | undefined {
  const isHead = isHeadOf(page.document, id);
  const given = isHead ? textOf(page.document, ['[data-e2e="v2t-title"]']) : undefined;
  const shown = documentTitle(page.document, /\s*[|｜–-]\s*TikTok.*$/i);
  const isAbout = shown !== undefined && (text ? overlap(shown, text) : overlap(shown, by.filter(Boolean).join(' '))) > 0.5;
  return (
    given ??
    (isAbout ? shown : undefined) ??
    firstLine(text) ??
    (isHead ? metaOf(page.document, 'og:title') : undefined) ??
    by.find(Boolean)
  );
}

function profileOf(page: Page, asked: string): PageSnapshot | undefined {
  const { document } = page;
  const found = userIn(tiktokStates(page), asked);
  const isDrawn = textOf(document, ['[data-e2e="user-title"]'])?.replace(/^@/, '').toLowerCase() === asked.toLowerCase();
  const shown = (of: string) => (isDrawn ? textOf(document, [`[data-e2e="${of}"]`]) : undefined);
  const bio = isDrawn ? firstOf(document, ['[data-e2e="user-bio"]']) : null;
  const head = isHeadOfProfile(document, `@${asked}`) ? (metaOf(document, 'og:title') ?? '') : '';
  const name =
    textAt(found?.user, 'nickname') ??
    shown('user-subtitle') ??
    (head.includes(`(@${asked})`) ? head.split(`(@${asked})`)[0]?.trim() : undefined);
  if (!found && !isDrawn && !name) return undefined;
  const handle = textAt(found?.user, 'uniqueId') ?? asked;
  const links = [
    textAt(found?.user, 'bioLink', 'link'),
    firstOf(isDrawn ? document : null, ['a[data-e2e="user-link"]'])?.getAttribute('href'),
  ];
  const room = textAt(found?.user, 'roomId');
  return snapshotOf(
    {
      platform: 'tiktok',
      kind: 'profile',
      url: `https://www.tiktok.com/@${handle}`,
      contentId: handle,
      title: name ? `${name} (@${handle})` : `@${handle}`,
      text: textAt(found?.user, 'signature') ?? (bio ? linkedText(bio, outsideOf) : undefined),
      creator: { id: textAt(found?.user, 'id'), handle, name },
      links: links.flatMap((link) => (link ? (outsideOf(/^[\w-]+\.[\w.-]+(?:\/|$)/.test(link) ? `https://${link}` : link) ?? []) : [])),
      isLive: room && room !== '0' ? true : undefined,
      counts: {
        followers: at(found?.stats, 'followerCount') ?? shown('followers-count'),
        following: at(found?.stats, 'followingCount') ?? shown('following-count'),
        likes: at(found?.stats, 'heartCount') ?? shown('likes-count'),
        posts: at(found?.stats, 'videoCount'),
      },
      printedIn: languageOf(page),
    },
    page.url,
  );
}

/** Of a live room: status 2 is on air, 4 is over. */
function liveOf(page: Page, asked: string): PageSnapshot | undefined {
  const { document } = page;
  const room = roomIn(tiktokStates(page), asked);
  const live = at(room, 'liveRoom');
  const status = at(live, 'status') ?? at(room, 'user', 'status');
  const handle = textAt(room, 'user', 'uniqueId') ?? asked;
  const name = textAt(room, 'user', 'nickname');
  const shown = isHeadOf(document, `@${asked}`) ? documentTitle(document, /\s*[|｜–-]\s*TikTok.*$/i) : undefined;
  const title = textAt(live, 'title') ?? shown ?? name;
  if (!title) return undefined;
  return snapshotOf(
    {
      platform: 'tiktok',
      kind: 'live',
      url: `https://www.tiktok.com/@${handle}/live`,
      contentId: textAt(room, 'user', 'roomId') ?? textAt(live, 'roomId'),
      title,
      creator: { id: textAt(room, 'user', 'id'), handle, name },
      published: millis(at(live, 'startTime')),
      isLive: typeof status === 'number' ? status === 2 : undefined,
      counts: { watching: at(live, 'liveRoomStats', 'userCount'), followers: at(room, 'stats', 'followerCount') },
      printedIn: languageOf(page),
    },
    page.url,
  );
}

/** Comments of a recorded response. */
function commentsIn(state: unknown): SeenComment[] {
  const comments = at(state, 'comments');
  return (Array.isArray(comments) ? comments.slice(0, 100) : []).map((comment) => ({
    id: textAt(comment, 'cid'),
    author: textAt(comment, 'user', 'nickname') ?? textAt(comment, 'user', 'unique_id'),
    text: textAt(comment, 'text'),
    likes: at(comment, 'digg_count'),
  }));
}

function millis(seconds: unknown): number | undefined {
  const number = typeof seconds === 'string' || typeof seconds === 'number' ? Number(seconds) * 1000 : 0;
  return number > 0 && number < 8e15 ? number : undefined;
}

/** The upper half of an id is the second in which it was given. */
function timeIn(id: string): number | undefined {
  const seconds = Number(BigInt(id) >> 32n);
  return seconds > 1_400_000_000 && seconds < 4_000_000_000 ? seconds * 1000 : undefined;
}

function languageOf({ document }: Page): string | undefined {
  return document.documentElement?.getAttribute('lang') ?? undefined;
}
