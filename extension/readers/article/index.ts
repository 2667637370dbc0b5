import type { GatheredPage } from '../gather/gathered.ts';
import { type Reading, readingOf } from '../read-page.ts';
import type { Reader } from '../reader.ts';
import { surveyOf } from '../survey.ts';
import { parsePage, parseSurvey } from './parse.ts';
import { isWebPage } from './urls.ts';

/** Reads articles and product pages of the open web; takes whatever no other reader takes. */
export const articleReader: Reader = {
  name: 'article',
  platform: 'web',
  place: ['article h1', 'main h1', '[itemtype*="Product"] h1', 'h1'],
  matches: isWebPage,
  read: parsePage,
};

/** What the page's scripts say around a name, once they were asked. */
export interface KnownAround {
  name: string;
  objects: readonly string[];
}

/** Reads a page from what was gathered of it; `wants` is a name around which its scripts should be asked first. */
export function readGathered(
  url: URL,
  page: GatheredPage,
  known: KnownAround | null,
): { reading: Reading; wants?: undefined } | { wants: string } {
  let wants: string | undefined;
  const around = (name: string) => {
    if (!known) wants = name;
    return known?.name === name ? known.objects : [];
  };
  const reading = readingOf(articleReader.name, url, () => parseSurvey(url, surveyOf(page), around));
  return wants === undefined ? { reading } : { wants };
}
