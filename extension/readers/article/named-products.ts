import type { PageProduct } from '#shared/page.ts';
import { pageLimits } from '#shared/page-limits.ts';
import type { PageLink } from '../gather/gathered.ts';
import { isOfType } from '../linked-data.ts';
import { pricesIn } from '../price.ts';
import { region } from '../region.ts';
import { isReviewTitle, linkKind } from '../shop-links.ts';
import { clip, letters, overlap } from '../words.ts';
import type { PageEvidence } from './evidence.ts';
import { declaredProducts, isElsewhere } from './product.ts';

/** Words that make a link's text a call or a shop's name rather than a thing's. */
const NO_NAME =
  /^(?:zu[mr]?|bei|at|on|from|via|get|see|view|check|here|click|more|read|shop|buy|order|this|these|that|its?|also|with|mit|download|try|new at|dies\w*|unser\w*|ici|voir|aquí|ver)\b|\b(?:kaufen|bestellen|ansehen|click here|learn more|full review|sale|coupon|code|discount|store|deals?|angebote?|vergleichen|acheter|comprar)\b|https?:|www\.|はこちら|で見る|购买|購入/i;

/** Products that an article names: those its data declares with a brand or a price, and, where it discloses, what its affiliate links are called. */
export function namedProducts(page: PageEvidence, isDisclosed: boolean): PageProduct[] {
  const found = new Map<string, PageProduct>();
  const add = (product: PageProduct) => {
    const key = product.url ?? letters(product.name);
    const isKnown = [...found.values()].some((other) => letters(other.name) === letters(product.name));
    if (!isKnown && !found.has(key) && found.size < pageLimits.products) found.set(key, product);
  };
  for (const product of declaredInArticle(page)) add(product);
  if (isDisclosed && isAboutProducts(page)) for (const product of linkedProducts(page)) add(product);
  return [...found.values()];
}

/** Reviews and lists name what they link to; other posts link to this and that. */
function isAboutProducts({ survey, data, url }: PageEvidence): boolean {
  if ([...data.nodes, ...survey.microdata].some((node) => isOfType(node, /^Recipe$/))) return false;
  return isReviewTitle(survey.title) || survey.links.filter((link) => isOwnAffiliate(link, url)).length >= MANY_LINKS;
}

const MANY_LINKS = 10;

function isOwnAffiliate(link: PageLink, url: URL): boolean {
  return !(link.region & (region.frame | region.firmFrame | region.other)) && linkKind(link.href, url, link.rel) === 'affiliate';
}

function declaredInArticle(page: PageEvidence): PageProduct[] {
  if (!page.isArticle) return [];
  return declaredProducts(page.data, page.survey.microdata, page).flatMap((declared) => {
    const { name, brand, prices, gtin, sku } = declared;
    const isSold = prices.length > 0 || (brand !== undefined && declared.hasOffer) || gtin !== undefined;
    if (!name || !isSold || isElsewhere(declared) || page.siteNames.some((site) => overlap(site, name) === 1)) return [];
    const [price] = prices;
    return [
      {
        name: clip(name, pageLimits.nameLength),
        ...(brand ? { brand: clip(brand, pageLimits.nameLength) } : {}),
        ...(price ? { price } : {}),
        ...(gtin ? { gtin } : {}),
        ...(sku && sku.length <= 100 ? { sku } : {}),
      },
    ];
  });
}

function linkedProducts({ survey, url, expected }: PageEvidence): PageProduct[] {
  return survey.links.flatMap((link) => {
    if (!isOwnAffiliate(link, url)) return [];
    const text = link.text || link.title || '';
    const [price] = text.length <= 200 ? pricesIn(text, expected) : [];
    const name = (price ? text.slice(0, price.start).replace(/[\s$€£¥₹]*$/, '') : text)
      .replace(/\s*[*:–-]+$|\s(?:for|um|für|à|por|ab|from|at|is|are|now|only)$/i, '')
      .replace(/^(?:an?|the|my|our|eine?|der|die|das|le|la|les|un|una|el)\s/i, '');
    if (!isName(name)) return [];
    const href = absolute(link.href, url);
    return [
      {
        name: clip(name, pageLimits.nameLength),
        ...(price ? { price: { amount: price.amount, currency: price.currency } } : {}),
        ...(href ? { url: href } : {}),
      },
    ];
  });
}

/** At least three words, two of them capitalised or with a figure: how products are written, and sentences are not. */
function isName(text: string): boolean {
  if (text.length < 10 || text.length > 200 || NO_NAME.test(text) || /[.!?。！？]\s|[!?。！？]$/.test(text)) return false;
  const parts = text.split(' ');
  const marked = parts.filter((part) => /^[\p{Lu}\p{Lo}]|\d/u.test(part));
  return parts.length >= 3 && marked.length >= 2;
}

function absolute(href: string, base: URL): string | undefined {
  try {
    const url = new URL(href, base);
    return /^https?:$/.test(url.protocol) && url.href.length <= pageLimits.urlLength ? url.href : undefined;
  } catch {
    return undefined;
  }
}
