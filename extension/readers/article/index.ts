import type { Reader } from '../reader.ts';
import { parsePage } from './parse.ts';
import { isWebPage } from './urls.ts';

/** Reads articles and product pages of the open web; takes whatever no other reader takes. */
export const articleReader: Reader = {
  name: 'article',
  platform: 'web',
  place: ['article h1', 'main h1', '[itemtype*="Product"] h1', 'h1'],
  matches: isWebPage,
  read: parsePage,
};
