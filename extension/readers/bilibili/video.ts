import { attributeOf, firstOf, linkedText, textOf } from '../elements.ts';
import { at, textAt } from '../path.ts';
import type { Page } from '../reader.ts';
import { drawnComments } from './comments.ts';
import { type Draft, headOf, millisOf, numberText, outsideOf, withoutSite } from './said.ts';

/** A video from the state, unless that is still of another one; from head and drawn page where they are of this one. */
export function videoOf(page: Page, state: unknown, id: string): Draft | undefined {
  // On desktop, on phones, and in the recorded responses that answer for one video.
  const places = [at(state, 'videoData'), at(state, 'video', 'viewInfo'), at(state, 'data', 'View'), at(state, 'data')];
  const stated = places.find((data) => textAt(data, 'title') !== undefined);
  const ids = [textAt(stated, 'bvid'), `av${numberText(at(stated, 'aid')) ?? ''}`];
  return ids.includes(id) ? statedVideo(page, state, stated, id) : drawnVideo(page, id);
}

function addressOf(id: string): string {
  return `https://www.bilibili.com/video/${id}`;
}

function statedVideo(page: Page, state: unknown, data: unknown, asked: string): Draft {
  const id = textAt(data, 'bvid') ?? asked;
  const [owner, stat] = [at(data, 'owner'), at(data, 'stat')];
  const up = at(state, 'upData') ?? at(state, 'data', 'Card', 'card');
  const isOwnersData = numberText(at(up, 'mid')) === numberText(at(owner, 'mid'));
  const declared = textAt(data, 'argue_info', 'argue_msg') ?? '';
  return {
    kind: 'video',
    url: addressOf(id),
    contentId: id,
    title: textAt(data, 'title'),
    text: textAt(data, 'desc'),
    published: millisOf(at(data, 'pubdate')),
    creator: { id: numberText(at(owner, 'mid')), name: textAt(owner, 'name') ?? (isOwnersData ? textAt(up, 'name') : undefined) },
    isAdvertised: isDeclared(declared),
    counts: {
      views: at(stat, 'view'),
      likes: at(stat, 'like'),
      comments: at(stat, 'reply'),
      shares: at(stat, 'share'),
      saves: at(stat, 'favorite'),
      followers: isOwnersData ? at(up, 'fans') : undefined,
    },
    comments: drawnComments(page.document),
  };
}

const META_COUNTS = /,?\s*视频播放量 (\d+)、弹幕量 \d+、点赞数 (\d+)、投硬币枚数 \d+、收藏人数 (\d+)、转发人数 (\d+).*$/s;

function drawnVideo(page: Page, id: string): Draft | undefined {
  const { document } = page;
  const stated =
    attributeOf(document, 'link[rel="canonical"]', 'href') ?? headOf(document, 'meta[property="og:url"], meta[itemprop="url"]') ?? '';
  const [ofHead] = /BV1[0-9A-Za-z]{9}/.exec(stated) ?? [];
  if (id.startsWith('av') || (ofHead !== undefined && ofHead !== id)) return undefined;
  const head = (selector: string) => (ofHead ? headOf(document, selector) : undefined);
  const description = head('meta[itemprop="description"], meta[name="description"]');
  const [, views, likes, saves, shares] = META_COUNTS.exec(description ?? '') ?? [];
  const body = firstOf(document, ['.desc-info-text', '.basic-desc-info', '#v_desc .info']);
  const up = firstOf(document, ['a.up-name', '.up-info-container a.username', '.membersinfo-upcard a.staff-name', '.m-video-info .upname']);
  return {
    kind: 'video',
    url: addressOf(id),
    contentId: id,
    title:
      attributeOf(document, 'h1.video-title', 'title') ??
      textOf(document, ['h1.video-title', '.video-info-container h1', '.m-video-info h1']) ??
      withoutSite(head('meta[itemprop="name"], meta[property="og:title"]')),
    text: body ? linkedText(body, outsideOf) : description?.replace(META_COUNTS, ''),
    published: /^\d{4}-\d{2}-\d{2}/.exec(
      textOf(document, ['.pubdate-ip-text', '.pubdate-text']) ?? head('meta[itemprop="datePublished"], meta[itemprop="uploadDate"]') ?? '',
    )?.[0],
    creator: { id: userIn(up?.getAttribute('href')), name: textOf(document, UP) ?? head('meta[itemprop="author"], meta[name="author"]') },
    isAdvertised: isDeclared(textOf(document, ['.video-argue']) ?? ''),
    counts: {
      views: textOf(document, ['.view-text', '.view.item']) ?? views,
      likes: textOf(document, ['.video-like-info']) ?? likes,
      saves: textOf(document, ['.video-fav-info']) ?? saves,
      shares: textOf(document, ['.video-share-info-text', '.video-share-info']) ?? shares,
      comments: textOf(document, ['.total-reply']),
    },
    comments: drawnComments(page.document),
  };
}

const UP = ['a.up-name', '.up-info-container a.username', '.membersinfo-upcard a.staff-name', '.m-video-info .upname'];

/** What the author declares above the description. */
function isDeclared(words: string): boolean {
  return /广告|商业推广|商业合作|含推广|恰饭/.test(words);
}

function userIn(href: string | null | undefined): string | undefined {
  return /space\.bilibili\.com\/(\d{1,20})/.exec(href ?? '')?.[1];
}
