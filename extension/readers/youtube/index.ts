import type { Reader } from '../reader.ts';
import { parseYoutube } from './parse.ts';
import { isYoutube, youtubeAddress } from './urls.ts';

/** Reads videos, Shorts, live streams and channels of YouTube from the page's embedded state, else from what is drawn. */
export const youtubeReader: Reader = {
  name: 'youtube',
  platform: 'youtube',
  // Watch page on desktop and on phones, and the Shorts player; last seen June 2026.
  place: [
    '#secondary-inner',
    'ytd-watch-metadata #top-row',
    '.slim-video-action-bar-actions',
    'ytd-reel-video-renderer[is-active] #actions',
  ],
  matches: isYoutube,
  states: (url) => {
    const { kind } = youtubeAddress(url);
    return kind === 'page' ? [] : kind === 'profile' ? ['ytInitialData'] : ['ytInitialPlayerResponse', 'ytInitialData'];
  },
  read: parseYoutube,
};
