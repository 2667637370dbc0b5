import type { TextBlock } from '../gather/gathered.ts';
import type { LinkedData } from '../linked-data.ts';
import type { PageSurvey } from '../survey.ts';
import { plain } from '../words.ts';

/** What the page's scripts say around a product's name; see gather/around.ts. */
export type Around = (name: string) => readonly string[];

/** What is known of a page before its product is sought. */
export interface PageEvidence {
  url: URL;
  /** The canonical address, without query. */
  address: string;
  survey: PageSurvey;
  data: LinkedData;
  /** Currencies that the page's language and address point at. */
  expected: readonly string[];
  heading: TextBlock | undefined;
  siteNames: readonly string[];
  isArticle: boolean;
  around: Around;
}

/** The first value of a meta tag that is not empty. */
export function meta({ survey }: PageEvidence, name: string): string | undefined {
  return survey.meta.get(name)?.find((value) => value.trim());
}

/** The first short text under one of several meta tags. */
export function metaText(page: PageEvidence, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = plain(meta(page, name) ?? '');
    if (text && text.length <= 80) return text;
  }
  return undefined;
}

/** The value under a label of the two that a card for Twitter has. */
export function labelledMeta(page: PageEvidence, label: RegExp): string | undefined {
  const at = [1, 2].find((number) => label.test(plain(meta(page, `twitter:label${number}`) ?? '')));
  return at === undefined ? undefined : metaText(page, [`twitter:data${at}`]);
}
