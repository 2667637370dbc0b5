import type { PageSnapshot } from '#shared/page.ts';
import { sitePage, unreadOf } from '../head.ts';
import type { Page } from '../reader.ts';
import { snapshotOf } from '../snapshot.ts';
import { oldPost, recordedPost, redesignPost, shredditPost, statedPost } from './layouts.ts';
import { postIdIn } from './urls.ts';

/** Reads a post in whichever of the layouts it is shown; of other pages only what they are called. */
export function parseReddit(page: Page): PageSnapshot | undefined {
  const id = postIdIn(page.url);
  if (!id) return sitePage(page, 'reddit');
  const post =
    recordedPost(page.state, id) ?? shredditPost(page, id) ?? oldPost(page, id) ?? redesignPost(page, id) ?? statedPost(page, id);
  if (!post?.title) return unreadOf('reddit', page, id);
  const { author } = post;
  return snapshotOf(
    {
      platform: 'reddit',
      kind: 'post',
      url: `https://www.reddit.com/${communityOf(page.url, post.community)}comments/${id}/`,
      contentId: id,
      language: post.language,
      title: post.title,
      text: post.text,
      published: post.published,
      creator: author ? { id: author.id, handle: author.name, name: author.name } : undefined,
      links: post.link ? [post.link] : [],
      isAdvertised: post.isPromoted,
      counts: { likes: post.score, comments: post.comments },
      printedIn: page.document.documentElement?.getAttribute('lang') ?? undefined,
      comments: post.listed,
    },
    page.url,
  );
}

function communityOf({ pathname }: URL, stated = ''): string {
  const [, kind = 'r/', name] = /^([ru]\/)?([\w.-]{1,60})$/.exec(stated) ?? [];
  return name ? `${kind}${name}/` : (/^\/((?:r|u|user)\/[\w.-]{1,60}\/)/.exec(pathname)?.[1] ?? '');
}
