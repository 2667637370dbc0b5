import type { PageComment, PageCreator, PageProduct, PageSnapshot, PublicCounts } from '#shared/page.ts';
import { pageLimits } from '#shared/page-limits.ts';
import type { ContentKind, Platform } from '#shared/platforms.ts';
import { authorShopLinks, linksIn } from './author-links.ts';
import { countIn } from './count.ts';
import { postDiscloses } from './disclosure.ts';
import { namedInText } from './named-in-text.ts';
import { type Chapter, sectionsOf } from './sections.ts';
import { affiliateLinksOf } from './shop-links.ts';
import { clip, fold } from './words.ts';

type Maybe<T> = T | undefined;

export interface SeenComment {
  id?: Maybe<string>;
  author?: Maybe<string>;
  text: Maybe<string>;
  at?: Maybe<string>;
  likes?: unknown;
}

/** What a platform's reader found, as the platform says it; what it did not find is undefined. */
export interface Seen {
  platform: Platform;
  kind: ContentKind;
  /** Canonical. */
  url: string;
  contentId?: Maybe<string>;
  language?: Maybe<string>;
  title: string;
  /** In lines; the author's links and disclosures are looked for in it. */
  text?: Maybe<string>;
  /** As said, or milliseconds. */
  published?: Maybe<string | number>;
  creator?: Maybe<{ id?: Maybe<string>; handle?: Maybe<string>; name?: Maybe<string> }>;
  products?: readonly PageProduct[];
  /** Of the author, beside those in the text. */
  links?: readonly string[];
  /** The platform itself marks it as advertising. */
  isAdvertised?: boolean;
  isLive?: Maybe<boolean>;
  /** Numbers or printed texts; the printed ones are in `printedIn` (BCP 47). */
  counts?: Partial<Record<keyof PublicCounts, unknown>>;
  printedIn?: Maybe<string>;
  chapters?: readonly Chapter[];
  comments?: readonly SeenComment[];
}

/** The snapshot of a post, video or profile, within its bounds. Its form is told later, outside the page: see `withForm`. */
export function snapshotOf(seen: Seen, page: URL): PageSnapshot {
  const text = (seen.text ?? '').trim();
  const shopLinks = authorShopLinks([...linksIn(text), ...(seen.links ?? [])], page);
  const affiliateLinks = affiliateLinksOf(shopLinks, page);
  const sections = sectionsOf(text, shopLinks, seen.chapters);
  const comments = commentsOf(seen.comments ?? [], seen.printedIn);
  return known<PageSnapshot>({
    platform: seen.platform,
    kind: seen.kind,
    url: seen.url,
    contentId: seen.contentId ? clip(seen.contentId, 200) : undefined,
    language: seen.language ? clip(seen.language, 35) : undefined,
    title: clip(fold(seen.title.slice(0, 4000)), pageLimits.titleLength),
    text: clip(text, pageLimits.textLength),
    publishedAt: timeOf(seen.published),
    creator: creatorOf(seen.platform, seen.creator ?? {}),
    products: productsOf(seen, text).slice(0, pageLimits.products),
    shopLinks,
    disclosure: (seen.isAdvertised ?? false) || postDiscloses(seen.title, text),
    isLive: seen.isLive,
    counts: countsOf(seen.counts ?? {}, seen.printedIn),
    sections: sections.length > 0 ? sections : undefined,
    affiliateLinks: affiliateLinks.length > 0 ? affiliateLinks : undefined,
    comments: comments.length > 0 ? comments : undefined,
  });
}

/** What the platform shows beside the post, or else what the post's own words name. */
function productsOf({ kind, products = [] }: Seen, text: string): PageProduct[] {
  const named = products.length > 0 || kind === 'profile' || kind === 'page' ? undefined : namedInText(text);
  return named ? [named] : [...products];
}

function creatorOf(platform: Platform, { id, handle, name }: NonNullable<Seen['creator']>): PageCreator | undefined {
  const said = fold(name?.slice(0, 2000));
  if (!id && !handle && !said) return undefined;
  return known<PageCreator>({
    platform,
    id: id ? clip(id, 100) : undefined,
    handle: handle ? clip(handle, 100) : undefined,
    name: said ? clip(said, pageLimits.nameLength) : undefined,
  });
}

function countsOf(counts: NonNullable<Seen['counts']>, language: string | undefined): PublicCounts | undefined {
  const told = Object.entries(counts).flatMap(([name, value]) => {
    const count = countIn(value, language);
    return count ? [[name, count]] : [];
  });
  return told.length > 0 ? Object.fromEntries(told) : undefined;
}

function commentsOf(comments: readonly SeenComment[], language: string | undefined): PageComment[] {
  return comments.slice(0, pageLimits.comments).flatMap(({ id, author, text, at, likes }) => {
    const said = clip((text ?? '').trim(), pageLimits.commentLength);
    if (!said) return [];
    return known<PageComment>({
      id: id ? clip(id, 100) : undefined,
      author: author ? clip(fold(author.slice(0, 2000)), pageLimits.nameLength) : undefined,
      text: said,
      at: at ? clip(fold(at), 40) : undefined,
      likes: countIn(likes, language),
    });
  });
}

function timeOf(published: Seen['published']): string | undefined {
  if (typeof published === 'string') return clip(fold(published), 40) || undefined;
  return published !== undefined && published > 0 && published < 8e15 ? new Date(published).toISOString() : undefined;
}

/** Without the keys that are undefined. */
function known<T>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
