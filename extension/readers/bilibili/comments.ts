import { allOf, textOf } from '../elements.ts';
import type { PageDocument, PageElement } from '../reader.ts';
import type { SeenComment } from '../snapshot.ts';

type Inside = PageElement['shadowRoot'];

/** The comments under a video: in components inside of components, or in the older list; last seen July 2026. */
export function drawnComments(document: PageDocument): SeenComment[] {
  const list = inside(document, 'bili-comments');
  return list ? allOf(list, 'bili-comment-thread-renderer', 100).map(({ shadowRoot }) => commentIn(shadowRoot)) : olderComments(document);
}

function commentIn(thread: Inside): SeenComment {
  const comment = inside(thread, 'bili-comment-renderer');
  const actions = inside(comment, 'bili-comment-action-buttons-renderer');
  return {
    author: textOf(inside(comment, 'bili-comment-user-info'), ['#user-name']),
    text: textOf(inside(comment, 'bili-rich-text'), ['#contents']),
    at: textOf(actions, ['#pubdate']),
    likes: textOf(actions, ['#like #count', '#count']),
  };
}

function inside(within: Pick<PageElement, 'querySelector'> | null | undefined, selector: string): Inside {
  return within?.querySelector(selector)?.shadowRoot;
}

function olderComments(document: PageDocument): SeenComment[] {
  return allOf(document, '.reply-list > .reply-item .root-reply-container', 100).map((comment) => ({
    author: textOf(comment, ['.user-name']),
    text: textOf(comment, ['.root-reply .reply-content', '.reply-content']),
    at: textOf(comment, ['.reply-time']),
    likes: textOf(comment, ['.reply-like']),
  }));
}
