import type { PageSnapshot } from '#shared/page.ts';
import { attributeOf } from '../elements.ts';
import { sitePage } from '../head.ts';
import { at, textAt } from '../path.ts';
import type { Page } from '../reader.ts';
import { channelOf } from './channel.ts';
import { aboutVideo, youtubeState } from './state.ts';
import { youtubeAddress } from './urls.ts';
import { videoOf } from './video.ts';

/** Reads a video, a Short, a live stream or a channel; of other pages, and of videos that are gone, only what they are called. */
export function parseYoutube(page: Page): PageSnapshot | undefined {
  const { kind, id } = youtubeAddress(page.url);
  if (kind === 'page') return sitePage(page, 'youtube');
  const state = youtubeState(page);
  if (kind === 'profile') return channelOf(page, state.data, id);
  const videoId =
    id ?? attributeOf(page.document, 'meta[itemprop="videoId"]', 'content') ?? textAt(state.player, 'videoDetails', 'videoId');
  if (!videoId || !/^[\w-]{11}$/.test(videoId)) return undefined;
  const video = videoOf({ page, state: aboutVideo(state, videoId), kind, videoId });
  return video ?? (isGone(state.player) ? sitePage(page, 'youtube') : undefined);
}

/** The player speaks of no video at all, and says why. */
function isGone(player: unknown): boolean {
  return at(player, 'videoDetails') === undefined && at(player, 'playabilityStatus', 'status') !== undefined;
}
