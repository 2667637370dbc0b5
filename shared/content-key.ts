/** One name for a content, whoever names it: the page that shows it, and the creator who gives its address. */
import { addressKey } from './address.ts';
import { type ContentKind, handleKey, type Platform, platformOf } from './platforms.ts';

export interface ContentAt {
  platform: Platform;
  /** `platform:contentId`; on the open web `web:` and the address without scheme, `www.`, query and trailing slash. */
  key: string;
  /** Of its author, where the address names one: a profile's name, on the open web the host. */
  handle?: string;
}
export const contentKeyLengthMax = 2100;

/** What content an address leads to; undefined where it leads to none: a site's entrance, a profile, a search, a short link. */
export function contentAt(address: string): ContentAt | undefined {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  const platform = platformOf(url);
  if (platform === 'web') return webContent(url);
  const found = idIn[platform](url, url.pathname.split('/').filter(Boolean));
  if (!found || !idForms[platform].test(found.id)) return undefined;
  return { platform, key: `${platform}:${found.id}`, ...(found.handle && { handle: handleKey(platform, found.handle) }) };
}

/** Of a page as a reader saw it. Its address decides; an id that the page states counts where the address says nothing. */
export function contentKey({ platform, kind, url, contentId }: PageNames): string | undefined {
  const found = contentAt(url);
  if (found) return found.platform === platform ? found.key : undefined;
  if (platform === 'web' || kind === 'profile' || contentId === undefined) return undefined;
  return idForms[platform].test(contentId) ? `${platform}:${contentId}` : undefined;
}
export interface PageNames {
  platform: Platform;
  kind: ContentKind;
  url: string;
  contentId?: string | undefined;
}

/** The name under which a creator is asked for: by a handle, or by a platform's own id. */
export const creatorKey = (platform: Platform, handle: string): string => `creator:${platform}:${handleKey(platform, handle)}`;

function webContent(url: URL): ContentAt | undefined {
  const name = addressKey(url.href);
  const host = handleKey('web', url.host);
  return name === undefined || name === host ? undefined : { platform: 'web', key: `web:${name}`, handle: host };
}

interface Found {
  id: string;
  handle?: string | undefined;
}
type Named = Exclude<Platform, 'web'>;
type Find = (url: URL, path: readonly string[]) => Found | undefined;

const withId = (id: string | null | undefined, handle?: string): Found | undefined => (id ? { id, handle } : undefined);

/** Where each platform's addresses have the id, as their pages and their share buttons give them. */
const idIn: Readonly<Record<Named, Find>> = {
  youtube: (url, [first = '', second]) => {
    if (url.hostname === 'youtu.be') return withId(first);
    if (first === 'watch') return withId(url.searchParams.get('v'));
    return ['shorts', 'live', 'embed'].includes(first) ? withId(second) : undefined;
  },
  tiktok: (_, [first = '', second = '', third]) => {
    if (first.startsWith('@')) return ['video', 'photo'].includes(second) ? withId(third, first) : undefined;
    return first === 'v' || first === 'embed' ? withId(second.replace(/\.html$/, '')) : undefined;
  },
  instagram: (_, path) => {
    const at = path.findIndex((part) => /^(?:p|reel|reels|tv)$/.test(part));
    return at === 0 || at === 1 ? withId(path[at + 1], at === 1 ? path[0] : undefined) : undefined;
  },
  xiaohongshu: (_, path) => {
    const [first, second] = path;
    if (first === 'explore') return withId(second);
    if (first === 'discovery' && second === 'item') return withId(path[2]);
    return first === 'user' && second === 'profile' ? withId(path[3]) : undefined;
  },
  bilibili: (_, [first, second]) => (first === 'video' ? withId(second) : undefined),
  pinterest: (_, [first, second = '']) => (first === 'pin' ? withId(/(\d+)$/.exec(second)?.[1]) : undefined),
  reddit: (url, path) => {
    if (/(?:^|\.)redd\.it$/.test(url.hostname)) return url.hostname === 'redd.it' ? withId(path[0]) : undefined;
    const at = path.indexOf('comments');
    if (at < 0) return undefined;
    return withId(path[at + 1], at === 2 && /^u(?:ser)?$/.test(path[0] ?? '') ? path[1] : undefined);
  },
};

const idForms: Readonly<Record<Named, RegExp>> = {
  youtube: /^[\w-]{11}$/,
  tiktok: /^\d{5,25}$/,
  instagram: /^[\w-]{5,40}$/,
  xiaohongshu: /^[0-9a-f]{24}$/,
  bilibili: /^(?:BV[0-9A-Za-z]{10}|av\d{1,15})$/,
  pinterest: /^\d{5,25}$/,
  reddit: /^[0-9a-z]{4,12}$/,
};
