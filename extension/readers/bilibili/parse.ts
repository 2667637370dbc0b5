import type { PageSnapshot } from '#shared/page.ts';
import { embeddedState } from '../embedded-state.ts';
import { sitePage } from '../head.ts';
import { at } from '../path.ts';
import type { Page } from '../reader.ts';
import { snapshotOf } from '../snapshot.ts';
import { liveOf } from './live.ts';
import { bangumiOf, opusOf, readOf } from './posts.ts';
import { spaceOf } from './space.ts';
import { bilibiliAddress } from './urls.ts';
import { videoOf } from './video.ts';

/** Reads a video, live room, space or post; of other pages, and of what is gone, only what they are called. */
export function parseBilibili(page: Page): PageSnapshot | undefined {
  const { kind, id } = bilibiliAddress(page.url);
  if (kind === 'page' || !id) return sitePage(page, 'bilibili');
  const state = page.state ?? embeddedState(page, stateOf(kind));
  const code = at(state, 'error', 'code');
  if (typeof code === 'number' && code >= 400) return sitePage(page, 'bilibili');
  const read = { video: videoOf, live: liveOf, profile: spaceOf, opus: opusOf, read: readOf, bangumi: bangumiOf }[kind];
  const draft = read(page, state, id);
  return draft?.title ? snapshotOf({ ...draft, platform: 'bilibili', title: draft.title }, page.url) : undefined;
}

/** The name under which a page of this kind keeps its state. */
export const stateOf = (kind: string): string => (kind === 'live' ? '__NEPTUNE_IS_MY_WAIFU__' : '__INITIAL_STATE__');
