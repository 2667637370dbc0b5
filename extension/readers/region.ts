import { readerLimits as limits } from './limits.ts';
import type { PageElement } from './reader.ts';

/** What the place of a piece of text says about it: bits that an element hands down to everything inside. */
export const region = {
  /** Navigation, header, footer, sidebar, dialog, cookie notice. */
  frame: 1,
  /** Other things than the page's own: related items, comments, carousels. */
  other: 2,
  hidden: 4,
  /** Struck out, or marked as an old or recommended price. */
  struck: 8,
  /** Inside main, article or the article's body. */
  main: 16,
  /** An element named after a price. */
  price: 32,
  heading: 64,
  /** An element named after the price that counts now. */
  current: 128,
  /** A framing element by its tag or role, which an article inside does not undo. */
  firmFrame: 256,
  /** An element named after the author. */
  byline: 512,
  /** An element named after the brand. */
  brand: 2048,
  /** The foot of the whole page. */
  footer: 4096,
} as const;

const FRAME =
  /(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|megamenu|footer|breadcrumbs?|cookies?|consent|newsletter|sidebar|social|sharing|share|toolbar|topbar|mini-?cart|minibasket|login|popup|modal|masthead|site-?header|page-?header|header-?(?:top|bar|main|nav)|flyout|drawer)(?:$|[\s_-])/i;
const OTHER =
  /related|recommend|similar|also-?(?:like|bought|viewed)|cross-?sell|up-?sell|upsell|recently|recent-|suggest|more-?from|you-?(?:may|might)|(?:^|[\s_-])(?:comments?|respond|reviews?-?list|disqus|trending|popular|bestsell\w*|sponsored-products|accessor(?:y|ies)|bundle)(?:$|[\s_-])/i;
const STRUCK =
  /(?:^|[\s_-])(?:old|was|strike\w*|striked|crossed|rrp|msrp|uvp|pvp|compare(?:-at)?|undiscounted|line-?through)(?:$|[\s_-])|(?:old|was|before|original|regular|list|retail|compare(?:-?at)?|full|prev(?:ious)?|standard|high|rrp|strike\w*|crossed)[\s_-]{0,2}(?:price|preis|prix|precio|prezzo|cena)|(?:price|preis|prix|precio|prezzo|cena)[\s_-]{0,2}(?:old|was|before|strike\w*|original|regular|list|rrp|msrp|compare|full|prev|standard|high|crossed)/i;
const PRICE = /pric(?:e|ing)|preis|prix|precio|pre[cç]o|prezzo|prijs|\bpris\b|cena|cijena|hinta|hind\b|kaina|fiyat|amount|betrag|money/i;
const CURRENT =
  /sale|special|current|final|actual|offer|now|our-?price|main-?price|product-?price|price-?(?:value|box|main|current|final|sales|now|new)|(?:^|[\s_-])new(?:$|[\s_-])|aktuell|highlight/i;
const BYLINE =
  /(?:^|[\s_-])(?:byline|by-line|author|authors|autor|writer|posted-by|article-?author|author-?name|entry-author|contributor)(?:$|[\s_-])/i;

const BRAND =
  /(?:^|[\s_-])(?:brand|designer|manufacturer|vendor|hersteller|marke|marque|marca|merk)(?:[\s_-]?(?:name|link|title|logo))?(?:$|[\s_-])/i;

const FRAME_TAGS = new Set(['nav', 'footer', 'aside']);
const FRAME_ROLES = new Set(['navigation', 'banner', 'contentinfo', 'complementary', 'search', 'dialog', 'menu', 'menubar']);
const HIDING = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/** The bits for everything inside `element`, given those of its surroundings; `known` keeps what names mean for one walk. */
export function regionOf(element: PageElement, outer: number, known: Map<string, number>): number {
  const tag = element.localName;
  if (tag === 'html' || tag === 'body') return outer;
  const role = element.getAttribute('role');
  let bits = tagRegion(tag, role, outer);
  const name = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''} ${element.getAttribute('data-testid') ?? ''}`;
  if (name.length > 2) bits = namedRegion(name.slice(0, limits.namesLength), bits, known);
  const prop = element.getAttribute('itemprop');
  if (prop) {
    if (prop === 'articleBody') bits = (bits | region.main) & ~(region.frame | region.other);
    else if (/price/i.test(prop)) bits = (bits | region.price | region.current) & ~region.struck;
  }
  if (element.getAttribute('hidden') !== null) bits |= region.hidden;
  const style = element.getAttribute('style');
  if (style && (HIDING.test(style) || /line-through/i.test(style))) bits |= /line-through/i.test(style) ? region.struck : region.hidden;
  return bits;
}

function tagRegion(tag: string, role: string | null, outer: number): number {
  if (tag === 'main' || role === 'main') return (outer | region.main) & ~(region.frame | region.other | region.firmFrame);
  if ((tag === 'footer' && !(outer & region.main)) || role === 'contentinfo')
    return outer | region.frame | region.firmFrame | region.footer;
  if (FRAME_TAGS.has(tag) || (role !== null && FRAME_ROLES.has(role))) return outer | region.frame | region.firmFrame;
  if (tag === 'header' && !(outer & region.main)) return outer | region.frame;
  if (tag === 'article') return outer & (region.firmFrame | region.other) ? outer : (outer | region.main) & ~region.frame;
  if (tag === 'del' || tag === 's' || tag === 'strike') return outer | region.struck;
  if (tag === 'h1') return (outer | region.heading) & ~region.frame;
  return outer;
}

/** Bits that a name has in itself; what they mean depends on where it stands. Pages repeat few names very often. */
function namedRegion(name: string, outer: number, known: Map<string, number>): number {
  let named = known.get(name);
  if (named === undefined) {
    named = bitsOfName(name);
    known.set(name, named);
  }
  let bits = outer | (named & ~(region.struck | region.current | region.footer));
  if (named & region.footer && !(outer & region.main)) bits |= region.footer;
  if (bits & region.price) bits |= named & (named & region.struck ? region.struck : region.current);
  return bits;
}

function bitsOfName(name: string): number {
  let bits = 0;
  if (FRAME.test(name)) bits |= /foot/i.test(name) ? region.frame | region.footer : region.frame;
  if (OTHER.test(name)) bits |= region.other;
  if (PRICE.test(name)) bits |= region.price;
  if (STRUCK.test(name)) bits |= region.struck;
  if (CURRENT.test(name)) bits |= region.current;
  if (BYLINE.test(name)) bits |= region.byline;
  if (BRAND.test(name)) bits |= region.brand;
  return bits;
}
