import { isNode, isOfType, type LinkedData, type LinkedNode, listed, nodesOf, words } from '../linked-data.ts';
import { region } from '../region.ts';
import type { PageSurvey } from '../survey.ts';
import { fold, letters } from '../words.ts';
import { AFTER_NAME, BEFORE_NAME, DATED_BEFORE_NAME } from './byline-words.ts';

export const ARTICLE_TYPES =
  /^(?:Article|NewsArticle|BlogPosting|Blog|TechArticle|ReportageNewsArticle|OpinionNewsArticle|AnalysisNewsArticle|LiveBlogPosting|ScholarlyArticle|SocialMediaPosting|DiscussionForumPosting|Review|CriticReview|HowTo|Recipe|Report|AdvertiserContentArticle)$/;

const METAS = [
  'author',
  'article:author',
  'og:article:author',
  'article:author_name',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'dcterms.creator',
  'dc:creator',
  'byl',
  'cxenseparse:author',
  'cxense-author',
  'authors',
  'news_author',
  'twitter:data1',
];
const ABOUT_AUTHOR =
  /^(?:about the author|über (?:den autor|die autorin)|author|autor|by|von|admin|editor|staff|guest|anonymous|unknown|none|null|undefined|\d+)$/i;

/** The names behind an article, from its data, its meta tags or its byline; undefined where none is certain. */
export function authorOf(
  survey: PageSurvey,
  data: LinkedData,
  page: { headingOrder: number | undefined; siteNames: readonly string[] },
): string | undefined {
  const nodes = [...data.nodes, ...survey.microdata];
  const articles = [ARTICLE_TYPES, /^WebPage$/].flatMap((types) => nodes.filter((node) => isOfType(node, types)));
  const declared = articles.map((node) => authorsOf(node, data)).find(Boolean) ?? metaAuthor(survey);
  const isSite = (name: string) => page.siteNames.some((site) => letters(site) === letters(name));
  if (declared && !isSite(declared)) return declared;
  return linkedAuthor(survey) ?? byline(survey, page.headingOrder) ?? declared;
}

function authorsOf(node: LinkedNode, data: LinkedData): string | undefined {
  const authors = listed(node['author'] ?? node['creator'])
    .flatMap((author) => (isNode(author) ? nodesOf(author, data) : [data.byId.get(String(author)) ?? author]))
    .map((author) => personName(words(author, data) ?? (isNode(author) ? fullName(author, data) : undefined)))
    .filter((name) => name !== undefined);
  const names = [...new Set(authors)].slice(0, 4);
  return names.length > 2 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join(' and ') || undefined;
}

/** A person whose name comes in parts. */
const fullName = (person: LinkedNode, data: LinkedData): string =>
  [person['givenName'], person['familyName']].flatMap((part) => words(part, data) ?? []).join(' ');

function metaAuthor({ meta }: PageSurvey): string | undefined {
  for (const key of METAS) {
    if (key === 'twitter:data1' && !/written|by|autor|verfasst|geschrieben|auteur|著/i.test(meta.get('twitter:label1')?.[0] ?? ''))
      continue;
    for (const value of meta.get(key) ?? []) {
      const name = personName(value);
      if (name) return name;
    }
  }
  return undefined;
}

function linkedAuthor({ links }: PageSurvey): string | undefined {
  const candidates = links.filter(({ region: bits }) => !(bits & (region.firmFrame | region.other)));
  const authors = [
    candidates.filter(({ rel }) => /\bauthor\b/i.test(rel)),
    candidates.filter(
      ({ href, region: bits }) =>
        bits & region.byline && /\/(?:authors?|autor(?:en)?|writers?|people|contributors?|profile|team|redaktion)\//i.test(href),
    ),
  ];
  for (const link of authors.flat().slice(0, 10)) {
    const name = personName(link.text);
    if (name) return name;
  }
  return undefined;
}

/** A short line beside the heading that says who wrote. */
function byline({ blocks }: PageSurvey, headingOrder: number | undefined): string | undefined {
  const near = blocks.filter(
    ({ text, region: bits, order }) =>
      text.length <= 120 &&
      !(bits & (region.firmFrame | region.other)) &&
      (headingOrder === undefined || Math.abs(order - headingOrder) <= 25),
  );
  const marked = near.find(({ text, region: bits }) => bits & region.byline && personName(text) !== undefined);
  const spoken = near.find(
    ({ text }) =>
      isSpoken(text) &&
      personName(text) !== undefined &&
      /^\p{Lu}|^[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}]/u.test(unsaid(text)),
  );
  return personName((marked ?? spoken)?.text);
}

const isSpoken = (line: string): boolean => [BEFORE_NAME, DATED_BEFORE_NAME].some((words) => words.test(line)) || isNameWithRole(line);

/** A name of two to four words and what its bearer does, and nothing else: running text may name editors too. */
const isNameWithRole = (line: string): boolean =>
  AFTER_NAME.test(line) && /^(?:\p{Lu}[\p{L}.'’-]*(?:\s|$)){2,4}$|^\p{Script=Hangul}{2,5}$/u.test(line.replace(AFTER_NAME, ''));

/** Without the words that say that somebody wrote. */
function unsaid(line: string): string {
  let name = line.replace(DATED_BEFORE_NAME, '');
  while (BEFORE_NAME.test(name)) name = name.replace(BEFORE_NAME, '');
  return name.replace(AFTER_NAME, '');
}

/** A person's or desk's name out of what pages print; undefined for addresses, dates and placeholders. */
export function personName(printed: string | undefined): string | undefined {
  const name =
    unsaid(fold(printed))
      .replace(/^@/, '')
      .split(
        /\s*[|•·–—／]\s*|\s+-\s+|\s+(?:on|am|le|il|el|vom|published|updated|posted)\s+(?=\d|\p{Lu}\p{Ll}{2,9}[.,]? [\d\p{Lu}])|,\s*(?=\d)|\s*\(|\s{2,}/u,
      )[0]
      ?.replace(/[,:;.\s]+$/, '') ?? '';
  if (name.length < 2 || name.length > 80 || name.split(' ').length > 9) return undefined;
  if (/https?:|www\.|@|\.(?:com|de|net|org)\/|[<>{}]/i.test(name) || ABOUT_AUTHOR.test(name) || !/\p{L}{2}|\p{Script=Han}/u.test(name))
    return undefined;
  return letters(name) ? name : undefined;
}
