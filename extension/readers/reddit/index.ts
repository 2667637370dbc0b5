import type { Reader } from '../reader.ts';
import { parseReddit } from './parse.ts';
import { isReddit } from './urls.ts';

/** Reads posts of Reddit in its current layout, the one before it, and the old one. */
export const redditReader: Reader = {
  name: 'reddit',
  platform: 'reddit',
  // Current layout, old.reddit.com and the layout before; last seen 2024.
  place: ['shreddit-post', '.sitetable.linklisting .thing', '[data-test-id="post-content"]'],
  matches: isReddit,
  read: parseReddit,
};
