import type { Reader } from '../reader.ts';
import { parseXiaohongshu } from './parse.ts';
import { isXiaohongshu } from './urls.ts';

/** Reads notes and profiles of Xiaohongshu and RedNote from the page's embedded state, else from what is drawn. */
export const xiaohongshuReader: Reader = {
  name: 'xiaohongshu',
  platform: 'xiaohongshu',
  // Note as a page of its own and over a list, and a profile; last seen July 2026.
  place: ['#noteContainer .interaction-container', '#noteContainer', '.user-page .info-part'],
  matches: isXiaohongshu,
  states: () => ['__INITIAL_STATE__'],
  read: parseXiaohongshu,
};
