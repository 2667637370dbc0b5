import type { PageSnapshot } from '#shared/page.ts';
import { sitePage } from '../head.ts';
import type { Page } from '../reader.ts';
import { snapshotOf } from '../snapshot.ts';
import { oldPost, recordedPost, redesignPost, shredditPost } from './layouts.ts';
import { postIdIn } from './urls.ts';

/** Reads a post in whichever of the layouts it is shown; of other pages only what they are called. */
export function parseReddit(page: Page): PageSnapshot | undefined {
  const id = postIdIn(page.url);
  if (!id) return sitePage(page, 'reddit');
  const post = recordedPost(page.state, id) ?? shredditPost(page, id) ?? oldPost(page, id) ?? redesignPost(page, id);
  if (!post?.title) return undefined;
  const { author, community } = post;
  return snapshotOf(
    {
      platform: 'reddit',
      kind: 'post',
      url: `https://www.reddit.com/${community ? `${community.replace(/^(?![ru]\/)/, 'r/')}/` : communityIn(page.url)}comments/${id}/`,
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

function communityIn({ pathname }: URL): string {
  return /^\/((?:r|u|user)\/[\w.-]+\/)/.exec(pathname)?.[1] ?? '';
}
