import type { PageCreator, PageSnapshot } from '#shared/page.ts';
import { pageLimits } from '#shared/page-limits.ts';
import { handleKey, platformOf } from '#shared/platforms.ts';
import { currenciesOf } from '../currency.ts';
import { disclosureOf } from '../disclosure.ts';
import { objectsAround } from '../gather/around.ts';
import type { TextBlock } from '../gather/gathered.ts';
import { allAtOnce } from '../gather/pieces.ts';
import { isOfType, type LinkedData, linkedDataOf, words } from '../linked-data.ts';
import { mainBlocks, mainText } from '../main-text.ts';
import type { Page } from '../reader.ts';
import { nameOf, shopLinksOf } from '../shop-links.ts';
import { type PageSurvey, survey } from '../survey.ts';
import { clip, fold, overlap, plain } from '../words.ts';
import { ARTICLE_TYPES, authorOf } from './creator.ts';
import type { Around, PageEvidence } from './evidence.ts';
import { headingOf } from './heading.ts';
import { namedProducts } from './named-products.ts';
import { ownProduct } from './own-product.ts';
import { publishedOf } from './published.ts';
import { told } from './told.ts';
import { isArticlePath, isNoContent } from './urls.ts';

/** So much running text is an article even where nothing says so. */
const ARTICLE_LENGTH = 900;

/** Reads any web page: an article, a product page, or neither; undefined when there is no title to speak of. */
export function parsePage(page: Page): PageSnapshot | undefined {
  return parseSurvey(page.url, survey(page), (name) => allAtOnce(objectsAround(page.document, name)));
}

/** The same, where the page itself is out of reach. */
export function parseSurvey(url: URL, seen: PageSurvey, around: Around): PageSnapshot | undefined {
  const evidence = evidenceOf(url, seen, around);
  const title = seen.title || plain(seen.meta.get('og:title')?.[0] ?? '') || evidence.heading?.text;
  if (!title) return undefined;
  const platform = platformOf(url);
  const isOpenWeb = platform === 'web';
  const own = isOpenWeb && !isNoContent(url) ? ownProduct(evidence) : undefined;
  const product = evidence.isArticle && own && !own.isSoldHere ? undefined : own?.product;
  const blocks = mainBlocks(seen, evidence.heading?.order);
  const text = mainText(blocks);
  const isArticle =
    !product && isOpenWeb && !isNoContent(url) && (evidence.isArticle || isArticlePath(url) || text.length >= ARTICLE_LENGTH);
  const disclosure = disclosureOf(seen, evidence.heading?.order);
  const snapshot: PageSnapshot = {
    platform,
    kind: product ? 'product' : isArticle ? 'article' : 'page',
    url: evidence.address,
    title: clip(title, pageLimits.titleLength),
    text,
    products: product ? [product] : isOpenWeb ? namedProducts(evidence, disclosure) : [],
    shopLinks: isOpenWeb ? shopLinksOf(seen, url, disclosure) : [],
    disclosure,
  };
  const language = languageOf(seen);
  if (language) snapshot.language = language;
  const publishedAt = publishedOf(evidence, evidence.heading?.order);
  if (publishedAt) snapshot.publishedAt = publishedAt;
  if (isOpenWeb)
    snapshot.creator = product
      ? null
      : creatorOf(url, authorOf(seen, evidence.data, { headingOrder: evidence.heading?.order, siteNames: evidence.siteNames }));
  return isOpenWeb ? { ...snapshot, ...told(evidence, blocks, snapshot) } : snapshot;
}

function evidenceOf(url: URL, seen: PageSurvey, around: Around): PageEvidence {
  const data = linkedDataOf(seen.linkedData);
  const siteNames = siteNamesOf(url, seen);
  const heading = headingOf(seen, siteNames);
  return {
    url,
    address: addressOf(url, seen),
    survey: seen,
    data,
    expected: currenciesOf(url, [...seen.languages, ...(seen.meta.get('og:locale') ?? []), ...(seen.meta.get('content-language') ?? [])]),
    heading,
    siteNames,
    isArticle: isStatedArticle(seen, data, heading),
    around,
  };
}

/** Whether the page's own statements make it an article: its type, or an article node about what the heading says. */
function isStatedArticle({ meta, microdata }: PageSurvey, data: LinkedData, heading: TextBlock | undefined): boolean {
  if (/^(?:article|blog)/i.test(meta.get('og:type')?.[0] ?? '') || meta.has('article:published_time')) return true;
  return [...data.nodes, ...microdata].some((node) => {
    if (!isOfType(node, ARTICLE_TYPES) || isOfType(node, /Review$|^Blog$/)) return false;
    const headline = words(node['headline'] ?? node['name'], data);
    return !headline || !heading || overlap(headline, heading.text) >= 0.5;
  });
}

/** What the site calls itself, and what it is registered as. */
function siteNamesOf(url: URL, { meta }: PageSurvey): string[] {
  const host = url.hostname.replace(/^www\./, '');
  const stated = [...(meta.get('og:site_name') ?? []).slice(0, 1), ...(meta.get('application-name') ?? []).slice(0, 1)];
  return [...stated.map((name) => plain(name)), nameOf(host), host.replace(/\.[a-z.]{2,6}$/, ''), host].filter(Boolean);
}

/** The canonical address where the page states one on its own site, else the address itself without its query. */
function addressOf(url: URL, { canonical }: PageSurvey): string {
  try {
    const stated = canonical ? new URL(canonical, url) : undefined;
    if (
      stated &&
      stated.hostname.replace(/^(?:www|m)\./, '') === url.hostname.replace(/^(?:www|m)\./, '') &&
      (stated.pathname !== '/' || url.pathname === '/')
    )
      return clip(stated.href.replace(/[?#].*$/s, ''), pageLimits.urlLength);
  } catch {
    // A malformed canonical link says nothing; the address itself does.
  }
  return clip(url.href.replace(/[?#].*$/s, ''), pageLimits.urlLength);
}

function languageOf({ languages, meta }: PageSurvey): string | undefined {
  const stated = [languages[0], meta.get('content-language')?.[0], meta.get('og:locale')?.[0]?.replace('_', '-')];
  return stated.map((language) => fold(language)).find((language) => /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(language));
}

function creatorOf(url: URL, name: string | undefined): PageCreator {
  const creator: PageCreator = { platform: 'web', handle: clip(handleKey('web', url.host), 100) };
  return name ? { ...creator, name: clip(name, pageLimits.nameLength) } : creator;
}
