import { metaOf } from '../head.ts';
import { printedDate } from '../printed-date.ts';
import type { PageDocument } from '../reader.ts';
import { fold } from '../words.ts';
import { isHandle } from './urls.ts';

/** What the meta tags say of a post or profile, in whatever language they say it. */
export interface SaidInHead {
  title?: string | undefined;
  caption?: string | undefined;
  handle?: string | undefined;
  name?: string | undefined;
  ownerId?: string | undefined;
  published?: string | undefined;
  counts: readonly string[];
}

/** Reads the sentences of the head. Whether they are about what the page shows, its addresses say. */
export function saidInHead(document: PageDocument): SaidInHead {
  const title = metaOf(document, 'og:title');
  const description = metaOf(document, 'description', 'og:description') ?? '';
  const [facts, told] = split(description);
  const [by, caption] = split(title ?? '');
  const named: { name?: string; handle?: string } = namedIn(metaOf(document, 'twitter:title')) ?? namedIn(title) ?? namedIn(facts) ?? {};
  const handle = named.handle ?? handleIn(facts);
  return {
    title,
    caption: caption ?? told,
    handle,
    name: named.name ?? (caption !== undefined || /Instagram\s*$/.test(by) ? nameIn(by) : undefined),
    ownerId: /^\d{1,30}$/.exec(metaOf(document, 'instapp:owner_user_id') ?? '')?.[0],
    published: printedDate(handle ? facts.slice(facts.indexOf(handle) + handle.length) : facts),
    counts: countsIn(facts),
  };
}

/** A sentence and what it quotes: `Name on Instagram: "..."`. A quote that was cut off has no end. */
export function split(text: string): [sentence: string, quoted: string | undefined] {
  const opening = /[:：]\s*["“„«「『]\s?/.exec(text);
  if (!opening) return [text, undefined];
  const quoted = text.slice(opening.index + opening[0].length).replace(/\s*["“”»」』][\s.。]*$/, '');
  return [text.slice(0, opening.index), quoted.trim() || undefined];
}

/** `Name (@handle)`, which all languages print alike. */
function namedIn(text: string | undefined): { name?: string; handle: string } | undefined {
  const [, before = '', handle] = /^([^\n]{0,150}?)\s*[（(]@([\w.]{1,30})[)）]/.exec(text ?? '') ?? [];
  if (!isHandle(handle)) return undefined;
  const name = fold(before.replace(/^.*\s[-–—]\s/, ''));
  return name ? { name, handle } : { handle };
}

/** `1,234 likes, 56 comments - handle on May 8, 2021` */
function handleIn(facts: string): string | undefined {
  const handle = /\s[-–—]\s@?([a-z0-9._]{1,30})(?![a-z0-9._@])/.exec(facts)?.[1]?.replace(/\.+$/, '');
  return isHandle(handle) ? handle : undefined;
}

/** The name before or after what languages put around `Instagram`. */
export function nameIn(sentence: string): string | undefined {
  const text = fold(sentence);
  const before =
    /^(.{1,150}?)\s+\S{1,4}\s+Instagram$/u.exec(text)?.[1] ??
    /^(.{1,150}?)\s*(?:在|於|于|의|の|,)\s*Instagram\s*(?:上|で)?(?:发布|發佈)?/u.exec(text)?.[1];
  const after = /^Instagram\s*(?:上的|의|の|पर)\s*(.{1,150}?)(?:\s*(?:님|さん))?$/u.exec(text)?.[1];
  return before ?? after;
}

/** The numbers of the sentence, each with its word: likes and comments, or followers, following and posts. */
function countsIn(facts: string): string[] {
  const [counts = ''] = facts.split(/\s[-–—]\s/);
  return counts
    .split(/[,،]\s+|[、，]\s*/)
    .map((count) => fold(count))
    .filter((count) => /\p{Nd}/u.test(count) && count.length <= 60)
    .slice(0, 4);
}

const COMMENTS = /[kc]omm?ent|reacties|yorum|bình luận|комм?ент|σχόλι|تعليق|ความคิดเห็น|评论|評論|留言|コメント|댓글|टिप्पण/i;

/** Which of a post's numbers is which: likes come first, but may be hidden. */
export function likesAndComments([one, two]: readonly string[]): { likes?: string | undefined; comments?: string | undefined } {
  if (one === undefined || two !== undefined) return { likes: one, comments: two };
  return COMMENTS.test(one) ? { comments: one } : { likes: one };
}
