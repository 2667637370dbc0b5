import { embeddedState } from '../embedded-state.ts';
import { looseJson } from '../json.ts';
import { readerLimits as limits } from '../limits.ts';
import { allUnder, at, textAt } from '../path.ts';
import type { Page } from '../reader.ts';

const COMMENTS = 'xdt_api__v1__media__media_id__comments__connection';
/** Under these keys posts and profiles stand; what names the visitor stands under others. */
const KEYS = ['items', 'media', 'node', 'shortcode_media', 'xdt_shortcode_media', 'user', COMMENTS] as const;
const SEARCH = { nodesMax: 60_000, foundMax: 400 };

type Parts = Record<(typeof KEYS)[number], unknown[]>;

/** The states that speak of a post or handle: scripts of the layout since 2022, the one variable of the years before, or a recorded response. */
export function instagramParts(page: Page, mark: string): Parts[] {
  if (page.state !== undefined) return [allUnder([page.state], KEYS, SEARCH)];
  const parts: Parts[] = [];
  const scripts = page.document.querySelectorAll('script[type="application/json"]');
  let bytes = 0;
  for (let index = 0; index < scripts.length && index < 400 && parts.length < 6; index += 1) {
    const text = scripts[index]?.textContent ?? '';
    if (text.length > limits.stateBytes || !isTelling(text, mark)) continue;
    bytes += text.length;
    if (bytes > limits.stateBytes) break;
    parts.push(allUnder(looseJson(text), KEYS, SEARCH));
  }
  if (parts.length === 0) parts.push(allUnder(embeddedState(page, '_sharedData'), KEYS, SEARCH));
  return parts;
}

/** Most scripts hold modules and routes, which also name the address; only those with content are parsed. */
function isTelling(text: string, mark: string): boolean {
  return text.includes(`"${mark}"`) && /"(?:taken_at|taken_at_timestamp|biography|follower_count)"/.test(text);
}

/** The post with this code, which in the state is also under the years' other names. */
export function mediaIn(parts: readonly Parts[], code: string): unknown {
  const found = parts.flatMap((part) => [part.items, part.shortcode_media, part.xdt_shortcode_media, part.media, part.node].flat(2));
  return found.find(
    (one) =>
      (at(one, 'code') === code || at(one, 'shortcode') === code) && (textAt(one, 'user', 'username') ?? textAt(one, 'owner', 'username')),
  );
}

/** The profile with this handle, where more than its name is there. */
export function profileIn(parts: readonly Parts[], handle: string): unknown {
  const isIt = (user: unknown) => textAt(user, 'username')?.toLowerCase() === handle.toLowerCase();
  return parts
    .flatMap((part) => part.user)
    .find((user) => isIt(user) && (at(user, 'biography') ?? at(user, 'follower_count')) !== undefined);
}

/** The comments under a post: each `{ id, author, text, likes }` as the state of either time says it. */
export function commentsIn(
  parts: readonly Parts[],
  media: unknown,
): { id?: string | undefined; author?: string | undefined; text: string | undefined; likes: unknown }[] {
  const older = at(media, 'edge_media_to_parent_comment', 'edges') ?? at(media, 'edge_media_to_comment', 'edges');
  const edges = [
    ...parts.flatMap((part) => part[COMMENTS]).flatMap((found) => at(found, 'edges')),
    ...(Array.isArray(older) ? (older as unknown[]) : []),
  ];
  return edges.slice(0, 100).map((edge) => {
    const comment = at(edge, 'node');
    return {
      id: textAt(comment, 'pk') ?? textAt(comment, 'id'),
      author: textAt(comment, 'user', 'username') ?? textAt(comment, 'owner', 'username'),
      text: textAt(comment, 'text'),
      likes: at(comment, 'comment_like_count') ?? at(comment, 'edge_liked_by', 'count'),
    };
  });
}
