import type { PageSnapshot } from '#shared/page.ts';
import { allOf, attributeOf, firstOf, linkedText, textOf } from '../elements.ts';
import { embeddedState } from '../embedded-state.ts';
import { sitePage } from '../head.ts';
import { at, textAt } from '../path.ts';
import type { Page, PageElement } from '../reader.ts';
import { type Seen, type SeenComment, snapshotOf } from '../snapshot.ts';
import { fold } from '../words.ts';
import { xiaohongshuAddress } from './urls.ts';

const GONE = '.access-wrapper, .error-wrapper, .not-found-wrapper, .blocked-wrapper';

type Draft = Pick<Seen, 'kind' | 'text' | 'published' | 'creator' | 'counts' | 'comments'> & { title: string | undefined };

/** Reads a note or a profile; of lists, search, boards and what is gone only what the page is called. */
export function parseXiaohongshu(page: Page): PageSnapshot | undefined {
  const { kind, id } = xiaohongshuAddress(page.url);
  if (kind === 'page' || !id) return sitePage(page, 'xiaohongshu');
  const state = page.state ?? embeddedState(page, '__INITIAL_STATE__') ?? embeddedState(page, '__INITIAL_SSR_STATE__');
  const draft = kind === 'note' ? noteOf(page, state, id) : profileOf(page, state, id);
  if (!draft?.title) return firstOf(page.document, [GONE]) ? sitePage(page, 'xiaohongshu') : undefined;
  const site = page.url.hostname.endsWith('rednote.com') ? 'https://www.rednote.com' : 'https://www.xiaohongshu.com';
  return snapshotOf(
    {
      ...draft,
      platform: 'xiaohongshu',
      url: kind === 'note' ? `${site}/explore/${id}` : `${site}/user/profile/${id}`,
      contentId: id,
      title: draft.title,
      text: plainText(draft.text),
    },
    page.url,
  );
}

/** Topics without their mark, and no access token of a link that was pasted. */
function plainText(text = ''): string {
  return text
    .slice(0, 20_000)
    .replace(/\[话题\]#/g, ' ')
    .replace(/([?&])(?:xsec_\w+=[^&\s]*&?)+/g, '$1');
}

/** A note from the state where that has it, else from the note that is drawn, also over a list; never from the one that was there before. */
function noteOf(page: Page, state: unknown, id: string): Draft | undefined {
  const entry = statedNotes(state, id).find(
    ({ note }) => oneOf(note, 'noteId', 'note_id', 'id') === id || textAt(note, 'desc') !== undefined,
  );
  if (!entry) return isOtherNote(page, at(state, 'note', 'noteDetailMap'), id) ? undefined : drawnNote(page);
  const { note, comments } = entry;
  const counts = at(note, 'interactInfo') ?? at(note, 'interact_info') ?? note;
  const [text, time] = [textAt(note, 'desc'), at(note, 'time')];
  return {
    kind: at(note, 'type') === 'video' ? 'video' : 'post',
    title: textAt(note, 'title') ?? firstLine(text) ?? headTitle(page),
    text,
    published: typeof time === 'number' ? time : /^\d{4}-\d{2}-\d{2}/.exec(String(time))?.[0],
    creator: userAt(at(note, 'user')),
    counts: {
      likes: oneOf(counts, 'likedCount', 'liked_count', 'likes'),
      saves: oneOf(counts, 'collectedCount', 'collected_count', 'collects'),
      comments: oneOf(counts, 'commentCount', 'comment_count', 'comments'),
      shares: oneOf(counts, 'shareCount', 'share_count'),
    },
    comments: Array.isArray(comments) && comments.length > 0 ? comments.slice(0, 100).map(commentOf) : drawnComments(page),
  };
}

/** Where desktop, phones, the pages before 2023 and a recorded response have the note. */
function statedNotes(state: unknown, id: string): { note: unknown; comments?: unknown }[] {
  const onDesktop = at(state, 'note', 'noteDetailMap', id);
  const onPhone = at(state, 'noteData', 'data');
  const older = at(state, 'NoteView', 'noteInfo');
  const recorded = at(state, 'data', 'items', 0);
  return [
    { note: at(onDesktop, 'note'), comments: at(onDesktop, 'comments', 'list') },
    ...(textAt(onPhone, 'noteData', 'noteId') === id
      ? [{ note: at(onPhone, 'noteData'), comments: at(onPhone, 'commentData', 'comments') }]
      : []),
    ...(textAt(older, 'id') === id ? [{ note: older }] : []),
    ...(textAt(recorded, 'id') === id ? [{ note: at(recorded, 'note_card') }] : []),
  ];
}

/** The first of these fields that is there: the same thing has had several names. */
function oneOf(value: unknown, ...names: readonly string[]): unknown {
  return names.map((name) => at(value, name)).find((found) => found !== undefined && found !== null && found !== '');
}

/** Whether what is drawn is still a note that the state has under another id. */
function isOtherNote({ document }: Page, details: unknown, id: string): boolean {
  const title = textOf(document, ['#detail-title']);
  const author = textOf(document, [AUTHOR]);
  return Object.entries(typeof details === 'object' && details !== null ? details : {}).some(
    ([key, entry]) =>
      key !== id && fold(textAt(entry, 'note', 'title')) === (title ?? '') && userAt(at(entry, 'note', 'user')).name === author,
  );
}

const AUTHOR = '#noteContainer .author-wrapper .username';

function drawnNote(page: Page): Draft | undefined {
  const { document } = page;
  const note = firstOf(document, ['#noteContainer']);
  if (!note) return undefined;
  const body = firstOf(note, ['#detail-desc .note-text', '#detail-desc']);
  const text = body ? linkedText(body, outsideOf) : undefined;
  const day = textOf(note, ['.bottom-container .date', '.note-content .date']) ?? '';
  const count = (of: string) => textOf(note, [`.engage-bar .${of} .count`, `.interact-container .${of} .count`]);
  return {
    kind: note.getAttribute('data-type') === 'video' ? 'video' : 'post',
    title: textOf(note, ['#detail-title']) ?? firstLine(text),
    text,
    published: /^\d{4}-\d{2}-\d{2}/.exec(day)?.[0],
    creator: { id: userIn(attributeOf(note, '.author-wrapper a[href*="/user/profile/"]', 'href')), name: textOf(document, [AUTHOR]) },
    counts: { likes: count('like-wrapper'), saves: count('collect-wrapper'), comments: count('chat-wrapper') },
    comments: drawnComments(page),
  };
}

function drawnComments({ document }: Page): SeenComment[] {
  return allOf(document, '#noteContainer .parent-comment > .comment-item', 100).map((comment: PageElement) => ({
    id: comment.getAttribute('id')?.replace(/^comment-/, ''),
    author: textOf(comment, ['.author .name', '.author-wrapper .name']),
    text: textOf(comment, ['.content .note-text', '.note-text', '.content']),
    at: textOf(comment, ['.info .date span', '.date']),
    likes: textOf(comment, ['.like .count']),
  }));
}

function commentOf(comment: unknown): SeenComment {
  const time = oneOf(comment, 'createTime', 'time');
  return {
    id: textAt(comment, 'id'),
    author: userAt(at(comment, 'userInfo') ?? at(comment, 'user')).name,
    text: textAt(comment, 'content'),
    at: typeof time === 'number' && time > 0 && time < 8e15 ? new Date(time).toISOString() : undefined,
    likes: at(comment, 'likeCount'),
  };
}

/** A profile from the state where that is of this user, else from what is drawn, unless that is still the user of the state. */
function profileOf(page: Page, state: unknown, id: string): Draft | undefined {
  const user = at(state, 'user');
  const basic = at(user, 'userPageData', 'basicInfo');
  const ofState = textAt(user, 'noteQueries', 0, 'userId') ?? textAt(user, 'notes', 0, 0, 'noteCard', 'user', 'userId');
  const drawn = drawnProfile(page);
  if (ofState !== undefined && ofState !== id) return drawn?.title === fold(textAt(basic, 'nickname')) ? undefined : drawn;
  const name = textAt(basic, 'nickname');
  if (!name) return drawn;
  const listed = at(user, 'userPageData', 'interactions');
  const counts = new Map((Array.isArray(listed) ? listed.slice(0, 10) : []).map((entry) => [at(entry, 'type'), at(entry, 'count')]));
  return {
    kind: 'profile',
    title: name,
    text: textAt(basic, 'desc'),
    creator: { id, handle: textAt(basic, 'redId'), name },
    counts: { followers: counts.get('fans'), following: counts.get('follows') },
  };
}

function drawnProfile({ document, url }: Page): Draft | undefined {
  const name = textOf(document, ['.user-info .user-nickname .user-name', '.basic-info .user-name', '.user-nickname .user-name']);
  const id = xiaohongshuAddress(url).id ?? '';
  const cards = allOf(document, 'section.note-item a[href*="/user/profile/"]', 100);
  // Until the cards are those of this user, the name is that of the last one.
  const isDrawn = cards.length === 0 || cards.some((card) => userIn(card.getAttribute('href') ?? '') === id);
  if (!name || !isDrawn) return undefined;
  const [following, followers] = allOf(document, '.user-interactions .count', 3).map((count) => fold(count.textContent));
  const body = firstOf(document, ['.info-part .user-desc', '.user-desc']);
  return {
    kind: 'profile',
    title: name,
    text: body ? linkedText(body, outsideOf) : undefined,
    creator: { id, handle: /[\w.-]+$/.exec(textOf(document, ['.user-redId']) ?? '')?.[0], name },
    counts: { followers, following },
  };
}

function userAt(user: unknown): { id: string | undefined; name: string | undefined } {
  const [id, name] = [oneOf(user, 'userId', 'user_id', 'id'), oneOf(user, 'nickname', 'nickName', 'nick_name')];
  return { id: typeof id === 'string' ? id : undefined, name: typeof name === 'string' ? name : undefined };
}

function userIn(href = ''): string | undefined {
  return /\/user\/profile\/([0-9a-f]{24})/.exec(href)?.[1];
}

/** A link that leaves the site. */
function outsideOf(href: string): string | undefined {
  return /^https?:\/\/(?![\w.]*(?:xiaohongshu|rednote|xhslink)\.com)/.test(href) ? href : undefined;
}

/** Of a note without a title. */
function firstLine(text = ''): string | undefined {
  return fold(plainText(text).trim().split('\n', 1)[0]) || undefined;
}

function headTitle({ document }: Page): string | undefined {
  const title = attributeOf(document, 'meta[name="og:title"], meta[property="og:title"]', 'content')?.replace(
    /\s+-\s+(?:小红书|rednote)$/i,
    '',
  );
  return title || undefined;
}
