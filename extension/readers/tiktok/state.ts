import { scriptJson } from '../embedded-state.ts';
import { at, textAt } from '../path.ts';
import type { Page } from '../reader.ts';

/** What the page's scripts, or a recorded response, hold: the layout of 2024 to 2026, that of phones and embeds, and two older ones. */
export function tiktokStates(page: Page): unknown[] {
  if (page.state !== undefined) return [page.state];
  const scripts = ['__UNIVERSAL_DATA_FOR_REHYDRATION__', 'SIGI_STATE', '__NEXT_DATA__'];
  return scripts.flatMap((id) => scriptJson(page.document, `script[id="${id}"]`) ?? []);
}

/** Each place that a state keeps what it is about. Of the app's own context, which names who looks, nothing is asked. */
function scopesOf(state: unknown): unknown[] {
  const scope = at(state, '__DEFAULT_SCOPE__');
  const named = ['video-detail', 'reflow.video.detail', 'photo-detail', 'user-detail', 'reflow.user.detail', 'live-detail'];
  return [...named.map((name) => at(scope, `webapp.${name}`)), at(state, 'props', 'pageProps'), at(state, 'LiveRoom'), state];
}

/** The video or photo post with this id, and its author where the state keeps authors apart. */
export function itemIn(states: readonly unknown[], id: string): { item: unknown; author: unknown; authorStats: unknown } | undefined {
  for (const state of states)
    for (const scope of scopesOf(state)) {
      const item = [at(scope, 'itemInfo', 'itemStruct'), at(scope, 'itemStruct'), at(scope, 'ItemModule', id)].find(
        (one) => String(at(one, 'id')) === id,
      );
      if (item === undefined) continue;
      const name = textAt(item, 'author') ?? '';
      const stats = (from: unknown) => at(from, 'authorStatsV2') ?? at(from, 'authorStats');
      return {
        item,
        author: name ? (at(state, 'UserModule', 'users', name) ?? { uniqueId: name, nickname: at(item, 'nickname') }) : at(item, 'author'),
        authorStats: stats(item) ?? at(state, 'UserModule', 'stats', name),
      };
    }
  return undefined;
}

/** The profile with this handle. */
export function userIn(states: readonly unknown[], handle: string): { user: unknown; stats: unknown } | undefined {
  for (const state of states)
    for (const scope of scopesOf(state)) {
      const info = at(scope, 'userInfo');
      const user = at(info, 'user') ?? at(scope, 'UserModule', 'users', handle);
      if (!isHandle(user, handle)) continue;
      return { user, stats: at(info, 'statsV2') ?? at(info, 'stats') ?? at(scope, 'UserModule', 'stats', handle) };
    }
  return undefined;
}

/** The live room of this handle. */
export function roomIn(states: readonly unknown[], handle: string): unknown {
  for (const state of states)
    for (const scope of scopesOf(state)) {
      const room = at(scope, 'liveRoomUserInfo');
      if (isHandle(at(room, 'user'), handle)) return room;
    }
  return undefined;
}

function isHandle(user: unknown, handle: string): boolean {
  return textAt(user, 'uniqueId')?.toLowerCase() === handle.toLowerCase();
}
