import type { PageSnapshot } from '#shared/page.ts';
import { attributeOf } from '../elements.ts';
import { textAt } from '../path.ts';
import type { Page } from '../reader.ts';
import { channelOf } from './channel.ts';
import { aboutVideo, youtubeState } from './state.ts';
import { youtubeAddress } from './urls.ts';
import { videoOf } from './video.ts';

/** Reads a video, a Short, a live stream or a channel; other pages of the site have nothing to read. */
export function parseYoutube(page: Page): PageSnapshot | undefined {
  const { kind, id } = youtubeAddress(page.url);
  if (kind === 'page') return undefined;
  const state = youtubeState(page);
  if (kind === 'profile') return channelOf(page, state.data, id);
  const videoId =
    id ?? attributeOf(page.document, 'meta[itemprop="videoId"]', 'content') ?? textAt(state.player, 'videoDetails', 'videoId');
  return videoId && /^[\w-]{11}$/.test(videoId) ? videoOf({ page, state: aboutVideo(state, videoId), kind, videoId }) : undefined;
}
