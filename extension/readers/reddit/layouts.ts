import { allOf, attributeOf, firstOf, linkedText, textOf } from '../elements.ts';
import { embeddedState, scriptJson } from '../embedded-state.ts';
import { isHeadOf, metaOf } from '../head.ts';
import { at, textAt } from '../path.ts';
import type { Page, PageElement } from '../reader.ts';
import { shortText } from '../short-text.ts';
import type { SeenComment } from '../snapshot.ts';
import { fold } from '../words.ts';

/** A post as one of Reddit's layouts shows it. */
export interface ShownPost {
  title: string | undefined;
  text?: string | undefined;
  author?: { id?: string | undefined; name: string } | undefined;
  community?: string | undefined;
  published?: string | number | undefined;
  language?: string | undefined;
  /** Where it leads, of a post that is a link. */
  link?: string | undefined;
  score?: unknown;
  comments?: unknown;
  isPromoted: boolean;
  listed: SeenComment[];
}

/** The current layout: elements that carry everything as attributes; last seen June 2024. */
export function shredditPost({ document }: Page, id: string): ShownPost | undefined {
  const post = document.querySelector(`shreddit-post[id="t3_${id}"], shreddit-ad-post[id="t3_${id}"]`);
  if (!post) return undefined;
  const body = firstOf(post, ['[slot="text-body"]']);
  const attribute = (name: string) => post.getAttribute(name) || undefined;
  return {
    title: attribute('post-title') ?? textOf(post, ['[slot="title"]', 'h1']),
    text: body ? linkedText(body, outsideOf) : undefined,
    author: authorOf(attribute('author'), attribute('author-id')),
    community: attribute('subreddit-prefixed-name'),
    published: attribute('created-timestamp'),
    language: attribute('post-language'),
    link: outsideOf(attribute('content-href') ?? ''),
    score: attribute('score'),
    comments: attribute('comment-count'),
    isPromoted:
      post.localName === 'shreddit-ad-post' || post.getAttribute('promoted') !== null || post.getAttribute('is-promoted') !== null,
    listed: allOf(document, 'shreddit-comment[author]', 100).map((comment) => {
      const text = firstOf(comment, ['[slot="comment"]']);
      return {
        id: comment.getAttribute('thingid') ?? undefined,
        author: comment.getAttribute('author') ?? undefined,
        text: text ? linkedText(text, outsideOf, 1000) : undefined,
        at: attributeOf(comment, 'time[datetime]', 'datetime'),
        likes: comment.getAttribute('score'),
      };
    }),
  };
}

/** old.reddit.com, last seen 2024. */
export function oldPost({ document }: Page, id: string): ShownPost | undefined {
  const post = document.querySelector(`.thing[data-fullname="t3_${id}"]`);
  if (!post) return undefined;
  const attribute = (name: string) => post.getAttribute(`data-${name}`) || undefined;
  const body = firstOf(post, ['.expando .usertext-body .md', '.usertext-body .md']);
  return {
    title: textOf(post, ['a.title']),
    text: body ? linkedText(body, outsideOf) : undefined,
    author: authorOf(attribute('author'), attribute('author-fullname')),
    community: attribute('subreddit-prefixed') ?? attribute('subreddit'),
    published: Number(attribute('timestamp')) || attributeOf(post, 'time[datetime]', 'datetime'),
    link: outsideOf(attribute('url') ?? ''),
    score: attribute('score'),
    comments: attribute('comments-count'),
    isPromoted: attribute('promoted') === 'true',
    listed: allOf(document, '.commentarea .thing.comment', 100).map((comment) => {
      const text = firstOf(comment, ['.entry .usertext-body .md']);
      return {
        id: comment.getAttribute('data-fullname') ?? undefined,
        author: comment.getAttribute('data-author') ?? undefined,
        text: text ? linkedText(text, outsideOf, 1000) : undefined,
        at: attributeOf(comment, '.entry time[datetime]', 'datetime'),
        likes: attributeOf(comment, '.entry .score.unvoted', 'title'),
      };
    }),
  };
}

/** The layout of 2018 to 2024: generated class names; its state has what is not printed. */
export function redesignPost(page: Page, id: string): ShownPost | undefined {
  const { document } = page;
  const state = at(embeddedState(page, '___r'), 'posts', 'models', `t3_${id}`);
  const place =
    document.querySelector(`[id="t3_${id}"] [data-test-id="post-content"]`) ??
    (isHeadOf(document, id) ? document.querySelector('[data-test-id="post-content"]') : null);
  if (!place && state === undefined) return undefined;
  const body = firstOf(place, ['[data-click-id="text"]', '.RichTextJSON-root']);
  const owner = firstOf(place, ['a[data-click-id="user"]', 'a[data-testid="post_author_link"]', 'a[href^="/user/"]']);
  const created = at(state, 'created');
  return {
    title: textAt(state, 'title') ?? textOf(place, ['h1']),
    text: body ? linkedText(body, outsideOf) : undefined,
    author: authorOf(textAt(state, 'author') ?? nameIn(owner), textAt(state, 'authorId')),
    published: typeof created === 'number' ? created : undefined,
    link: outsideOf(textAt(state, 'source', 'url') ?? attributeOf(place, 'a[data-testid="outbound-link"]', 'href') ?? ''),
    score: at(state, 'score') ?? textOf(place, [`[id="vote-arrows-t3_${id}"] div`]),
    comments: at(state, 'numComments') ?? textOf(place, ['[data-test-id="comments-page-link-num-comments"]']),
    isPromoted: at(state, 'isSponsored') === true,
    listed: redesignComments(document),
  };
}

/** The name stands before the words; who deleted their account has none. */
function redesignComments(document: Page['document']): SeenComment[] {
  const comments: SeenComment[] = [];
  let author: string | undefined;
  for (const element of allOf(document, '[data-testid="comment_author_link"], [data-testid="comment"]', 240)) {
    const isName = element.getAttribute('data-testid') === 'comment_author_link';
    if (!isName) comments.push({ author, text: linkedText(element, outsideOf, 1000) });
    author = isName ? shortText(element) : undefined;
  }
  return comments;
}

/** A recorded response: the post's page as JSON. */
export function recordedPost(recorded: unknown, id: string): ShownPost | undefined {
  const post = at(recorded, 0, 'data', 'children', 0, 'data');
  if (at(post, 'id') !== id) return undefined;
  const replies = at(recorded, 1, 'data', 'children');
  const created = at(post, 'created_utc');
  return {
    title: textAt(post, 'title'),
    text: textAt(post, 'selftext'),
    author: authorOf(textAt(post, 'author'), textAt(post, 'author_fullname')),
    published: typeof created === 'number' ? created * 1000 : undefined,
    link: outsideOf(textAt(post, 'url') ?? ''),
    score: at(post, 'score'),
    comments: at(post, 'num_comments'),
    isPromoted: at(post, 'promoted') === true,
    listed: (Array.isArray(replies) ? replies.slice(0, 100) : []).map((reply: unknown) => ({
      id: textAt(reply, 'data', 'name'),
      author: textAt(reply, 'data', 'author'),
      text: textAt(reply, 'data', 'body'),
      likes: at(reply, 'data', 'score'),
    })),
  };
}

/** Whoever deleted their account or post has no name there. */
function authorOf(name: string | undefined, id: string | undefined): ShownPost['author'] {
  return name && !/^\[.*\]$/.test(name) ? { name, ...(id && id.startsWith('t2_') ? { id } : {}) } : undefined;
}

function nameIn(link: PageElement | null): string | undefined {
  return /^(?:https:\/\/www\.reddit\.com)?\/u(?:ser)?\/([\w-]{2,40})\/?/.exec(link?.getAttribute('href') ?? '')?.[1];
}

/** Where a link on Reddit leads, when that is outside. */
export function outsideOf(href: string): string | undefined {
  if (!/^https?:\/\//.test(href) || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  if (url.hostname === 'out.reddit.com') return url.searchParams.get('url') ?? undefined;
  return /(?:^|\.)(?:reddit\.com|redd\.it|redditmedia\.com)$/.test(url.hostname) ? undefined : href;
}

/** What a page says of its post before the layout is there: data for search engines, else the head's sentences. */
export function statedPost({ document }: Page, id: string): ShownPost | undefined {
  if (!isHeadOf(document, id)) return undefined;
  const data = scriptJson(document, 'script[type="application/ld+json"]');
  const graph = at(data, '@graph');
  const node = [data, ...(Array.isArray(graph) ? graph.slice(0, 20) : [])].find((one) => at(one, '@type') === 'DiscussionForumPosting');
  const said = fold(metaOf(document, 'og:title') ?? document.querySelector('title')?.textContent?.slice(0, 2000));
  const title = said.replace(/^(?:From the \S+ community on Reddit:|r\/\S+ on Reddit:|r\/\S+ -)\s*/, '').replace(/\s+:\s+(?:r\/)?\S+$/, '');
  const by = /^Posted by u\/([\w-]{2,40})/.exec(metaOf(document, 'og:description', 'description') ?? '')?.[1];
  return {
    title: textAt(node, 'headline') ?? (title || undefined),
    text: textAt(node, 'articleBody') ?? textAt(node, 'text'),
    author: authorOf(textAt(node, 'author', 'name') ?? by, undefined),
    published: textAt(node, 'datePublished'),
    isPromoted: false,
    listed: [],
  };
}
