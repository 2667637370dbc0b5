import type { PageProduct, PageSnapshot } from '#shared/page.ts';
import { pageLimits } from '#shared/page-limits.ts';
import { documentTitle, firstLine, isHeadOf, isHeadOfProfile, sitePage, unreadOf } from '../head.ts';
import { at, textAt } from '../path.ts';
import { pricesIn } from '../price.ts';
import type { Page } from '../reader.ts';
import { snapshotOf } from '../snapshot.ts';
import { clip, fold } from '../words.ts';
import { drawnPost, drawnProfile, outsideOf } from './drawn.ts';
import { likesAndComments, saidInHead, split } from './head.ts';
import { commentsIn, instagramParts, mediaIn, profileIn } from './state.ts';
import { type InstagramAddress, instagramAddress, isHandle } from './urls.ts';

/** Reads a post, a reel or a profile, and of a story whose it is; of other pages only what they are called. */
export function parseInstagram(page: Page): PageSnapshot | undefined {
  const address = instagramAddress(page.url);
  const { kind, code, handle } = address;
  if (kind === 'profile' && handle) return profileOf(page, handle) ?? unreadOf('instagram', page, handle);
  if (kind === 'story' && handle) return storyOf(page, handle, code);
  if (!code || kind === 'page') return sitePage(page, 'instagram');
  return postOf(page, code, address) ?? unreadOf('instagram', page, code);
}

const KINDS = { post: 'post', reel: 'short', video: 'video' } as const;
const PATHS = { post: 'p', reel: 'reel', video: 'tv' } as const;

/** A post from the state that is about it, else from the head's sentences, else from what is drawn. */
function postOf(page: Page, code: string, { kind, handle: asked }: InstagramAddress): PageSnapshot | undefined {
  const parts = instagramParts(page, code);
  const media = mediaIn(parts, code);
  const said = isHeadOf(page.document, code) ? saidInHead(page.document) : undefined;
  const drawn = drawnPost(page, code);
  if (!media && !said && !drawn) return undefined;
  const owner = at(media, 'user') ?? at(media, 'owner');
  const caption =
    textAt(media, 'caption', 'text') ??
    textAt(media, 'edge_media_to_caption', 'edges', 0, 'node', 'text') ??
    said?.caption ??
    drawn?.caption;
  const stated = textAt(owner, 'username');
  const handle = (isHandle(stated) ? stated : undefined) ?? said?.handle ?? asked ?? drawn?.handle;
  const name = textAt(owner, 'full_name') ?? said?.name;
  const title = titleOf(said?.title) ?? shownTitle(page, name ?? handle) ?? firstLine(caption) ?? name ?? handle;
  if (!title) return undefined;
  const of = kind === 'reel' || kind === 'video' ? kind : 'post';
  const { likes, comments } = likesAndComments(said?.counts ?? []);
  const hidesLikes = at(media, 'like_and_view_counts_disabled') === true;
  return snapshotOf(
    {
      platform: 'instagram',
      kind: KINDS[of],
      url: `https://www.instagram.com/${PATHS[of]}/${code}/`,
      contentId: code,
      title,
      text: caption,
      published: millis(at(media, 'taken_at') ?? at(media, 'taken_at_timestamp')) ?? drawn?.published ?? said?.published,
      creator: { id: textAt(owner, 'pk') ?? textAt(owner, 'id') ?? said?.ownerId, handle, name },
      products: taggedProducts(media),
      isAdvertised: isPaid(media) || (drawn?.isPaid ?? false),
      counts: {
        views: hidesLikes
          ? undefined
          : (positive(at(media, 'play_count')) ?? positive(at(media, 'view_count')) ?? positive(at(media, 'video_view_count'))),
        likes: hidesLikes ? undefined : (at(media, 'like_count') ?? at(media, 'edge_media_preview_like', 'count') ?? likes ?? drawn?.likes),
        comments:
          at(media, 'comment_count') ??
          at(media, 'edge_media_to_parent_comment', 'count') ??
          at(media, 'edge_media_to_comment', 'count') ??
          comments,
        followers: at(owner, 'follower_count') ?? at(owner, 'edge_followed_by', 'count'),
      },
      printedIn: languageOf(page),
      comments: commentsIn(parts, media),
    },
    page.url,
  );
}

/** As Instagram titles a post, but of what it quotes only the beginning: `Name on Instagram: “First words…”`. */
function titleOf(title: string | undefined): string | undefined {
  if (!title) return undefined;
  const [sentence, quoted] = split(title);
  const line = firstLine(quoted, 40);
  return line ? `${fold(sentence)}: “${line}”` : fold(sentence);
}

/** The document's title, where it is about this creator: in a dialog it often is still that of the page behind. */
function shownTitle({ document }: Page, name: string | undefined): string | undefined {
  const shown = documentTitle(document, /\s*[•|]\s*Instagram[^"“”]*$/);
  return shown && name && split(shown)[1] !== undefined && split(shown)[0].includes(name) ? titleOf(shown) : undefined;
}

function profileOf(page: Page, asked: string): PageSnapshot | undefined {
  const user = profileIn(instagramParts(page, asked), asked);
  const found = isHeadOfProfile(page.document, asked) ? saidInHead(page.document) : undefined;
  const said = found?.handle?.toLowerCase() === asked.toLowerCase() ? found : undefined;
  const drawn = drawnProfile(page, asked);
  if (!user && !said && !drawn) return undefined;
  const handle = textAt(user, 'username') ?? said?.handle ?? asked;
  const name = textAt(user, 'full_name') ?? said?.name;
  const printed = said && said.counts.length >= 3 ? said.counts : (drawn?.counts ?? []);
  const listed = at(user, 'bio_links');
  const links = [...(Array.isArray(listed) ? listed.slice(0, 20).map((link) => textAt(link, 'url')) : []), textAt(user, 'external_url')];
  return snapshotOf(
    {
      platform: 'instagram',
      kind: 'profile',
      url: `https://www.instagram.com/${handle}/`,
      contentId: handle,
      title: name ? `${name} (@${handle})` : `@${handle}`,
      text: textAt(user, 'biography') ?? said?.caption ?? drawn?.text,
      creator: { id: textAt(user, 'pk') ?? textAt(user, 'id'), handle, name },
      links: [...links.flatMap((link) => (link ? (outsideOf(link) ?? []) : [])), ...(drawn?.links ?? [])],
      counts: {
        followers: at(user, 'follower_count') ?? at(user, 'edge_followed_by', 'count') ?? printed[0],
        following: at(user, 'following_count') ?? at(user, 'edge_follow', 'count') ?? printed[1],
        posts: at(user, 'media_count') ?? at(user, 'edge_owner_to_timeline_media', 'count') ?? printed[2],
      },
      printedIn: languageOf(page),
    },
    page.url,
  );
}

/** Stories show nothing to those who are not let in; whose it is, the address says. */
function storyOf(page: Page, handle: string, code: string | undefined): PageSnapshot {
  const named = isHeadOf(page.document, handle) ? saidInHead(page.document) : undefined;
  const url = `https://www.instagram.com/stories/${handle}/`;
  return snapshotOf(
    {
      platform: 'instagram',
      kind: 'post',
      url: code ? `${url}${code}/` : url,
      contentId: code,
      title: titleOf(named?.title) ?? `@${handle}`,
      creator: { handle, name: named?.name },
    },
    page.url,
  );
}

function isPaid(media: unknown): boolean {
  const sponsors = at(media, 'sponsor_tags') ?? at(media, 'edge_media_to_sponsor_user', 'edges');
  return at(media, 'is_paid_partnership') === true || at(media, 'is_ad') === true || (Array.isArray(sponsors) && sponsors.length > 0);
}

/** The goods that the author tagged in the pictures. */
function taggedProducts(media: unknown): PageProduct[] {
  const pictures = at(media, 'carousel_media');
  const tags = [media, ...(Array.isArray(pictures) ? pictures.slice(0, 20) : [])]
    .flatMap((one) => at(one, 'product_tags', 'in') ?? [])
    .slice(0, 60);
  const products = new Map<string, PageProduct>();
  for (const tag of tags) {
    const name = clip(fold(textAt(tag, 'product', 'name')?.slice(0, 2000)), pageLimits.nameLength);
    if (!name || products.has(name)) continue;
    const [price] = pricesIn(fold(textAt(tag, 'product', 'current_price') ?? textAt(tag, 'product', 'price')), []);
    const url = textAt(tag, 'product', 'external_url') ?? '';
    products.set(name, {
      name,
      ...(price ? { price: { amount: price.amount, currency: price.currency } } : {}),
      ...(/^https?:\/\//.test(url) && url.length <= pageLimits.urlLength ? { url } : {}),
    });
  }
  return [...products.values()];
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}

function millis(seconds: unknown): number | undefined {
  return typeof seconds === 'number' && seconds > 0 && seconds < 8e12 ? seconds * 1000 : undefined;
}

function languageOf({ document }: Page): string | undefined {
  return document.documentElement?.getAttribute('lang') ?? undefined;
}
