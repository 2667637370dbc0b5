import type { Reader } from '../reader.ts';
import { parseBilibili, stateOf } from './parse.ts';
import { bilibiliAddress, isBilibili } from './urls.ts';

/** Reads videos, live rooms, spaces and posts of Bilibili from the page's state where it is still there, else from head and what is drawn. */
export const bilibiliReader: Reader = {
  name: 'bilibili',
  platform: 'bilibili',
  // Video page, live room, space and post; last seen July 2026.
  place: ['.right-container-inner', '.video-toolbar-container', '#head-info-vm', '.nav-bar.space-navbar', '.opus-module-content'],
  matches: isBilibili,
  states: (url) => [stateOf(bilibiliAddress(url).kind)],
  read: parseBilibili,
};
