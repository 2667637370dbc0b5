import { isOfType, type LinkedData, words } from '../linked-data.ts';
import { calendarDate, printedDate } from '../printed-date.ts';
import { region } from '../region.ts';
import type { PageSurvey } from '../survey.ts';
import { fold } from '../words.ts';
import { ARTICLE_TYPES } from './creator.ts';

const METAS = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'date',
  'dc.date',
  'dc.date.issued',
  'dcterms.created',
  'parsely-pub-date',
  'sailthru.date',
  'pubdate',
  'publish-date',
  'cxenseparse:recs:publishtime',
];

/** When the content was published, ISO 8601: as data or meta tags say it, else a date in the address or beside the heading. */
export function publishedOf(
  page: { survey: PageSurvey; data: LinkedData; url: URL },
  headingOrder: number | undefined,
): string | undefined {
  const { survey, data, url } = page;
  const all = [...data.nodes, ...survey.microdata];
  const nodes = [ARTICLE_TYPES, /^WebPage$/].flatMap((types) => all.filter((node) => isOfType(node, types)));
  const stated = [
    ...nodes.map((node) => words(node['datePublished'], data)),
    ...METAS.map((name) => survey.meta.get(name)?.[0]),
    ...survey.times.slice(0, 1),
  ];
  const iso = stated.map((date) => fold(date)).find((date) => /^\d{4}-\d{2}-\d{2}/.test(date) && date.length <= 40);
  return iso ?? dateInAddress(url) ?? dateBeside(survey, headingOrder);
}

function dateInAddress({ pathname }: URL): string | undefined {
  const [, year, month, day] = /\/(20\d{2}|19\d{2})\/(\d{1,2})\/(\d{1,2})(?:\/|$)/.exec(pathname) ?? [];
  return calendarDate(year, month, day);
}

function dateBeside({ blocks }: PageSurvey, headingOrder: number | undefined): string | undefined {
  if (headingOrder === undefined) return undefined;
  for (const { text, order, region: bits } of blocks) {
    if (Math.abs(order - headingOrder) > 12 || text.length > 100 || bits & (region.other | region.firmFrame)) continue;
    const date = printedDate(text);
    if (date) return date;
  }
  return undefined;
}
