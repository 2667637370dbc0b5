import type { Reader } from '../reader.ts';
import { parseInstagram } from './parse.ts';
import { isInstagram } from './urls.ts';

/** Reads posts, reels and profiles of Instagram from the page's embedded state, its meta tags, or what is drawn. */
export const instagramReader: Reader = {
  name: 'instagram',
  platform: 'instagram',
  // A post's page and the dialog over a profile; last seen 2025. Class names there are generated.
  place: ['[role="dialog"] article', 'main article', 'main header'],
  matches: isInstagram,
  read: parseInstagram,
};
