import type { Reader } from '../reader.ts';
import { parsePinterest } from './parse.ts';
import { isPinterest } from './urls.ts';

/** Reads pins, those of products with what Pinterest itself says of the goods. */
export const pinterestReader: Reader = {
  name: 'pinterest',
  platform: 'pinterest',
  // A pin's page on desktop, last seen October 2024.
  place: ['[data-test-id="CloseupDetails"]', '[data-test-id="CloseupMainPin"]', '[data-test-id="closeup-container"]'],
  matches: isPinterest,
  read: parsePinterest,
};
