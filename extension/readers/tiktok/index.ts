import type { Reader } from '../reader.ts';
import { parseTiktok } from './parse.ts';
import { isTiktok } from './urls.ts';

/** Reads videos, photo posts, live rooms and profiles of TikTok from the page's embedded state, else from what is drawn or said in its head. */
export const tiktokReader: Reader = {
  name: 'tiktok',
  platform: 'tiktok',
  // Comments beside a video, the words under it, and a profile's header; last seen June 2026.
  place: ['[class*="DivCommentListContainer"]', '[data-e2e="browse-video-desc"]', '[data-e2e="user-bio"]'],
  matches: isTiktok,
  read: parseTiktok,
};
