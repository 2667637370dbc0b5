import { pageLimits } from '#shared/page-limits.ts';
import type { PageLink } from './gather/gathered.ts';
import { region } from './region.ts';
import type { PageSurvey } from './survey.ts';
import { wordsOf } from './words.ts';

/** How surely a link leads to a shop: through an affiliate programme, to a shop, or perhaps (short links, a brand's own site). */
export type LinkKind = 'affiliate' | 'shop' | 'short' | 'unknown';

export const AFFILIATE_HOSTS =
  'amzn.to amzn.eu amzn.asia a.co rstyle.me liketk.it shopltk.com ltk.app shopstyle.it shopstyle.com shopmy.us shop-links.co skimresources.com redirectingat.com viglink.com awin1.com zenaps.com tidd.ly shareasale.com linksynergy.com anrdoezrs.net dpbolvw.net jdoqocy.com kqzyfj.com tkqlhce.com qksrv.net emjcd.com pjtra.com pjatr.com pntra.com pntrac.com pntrs.com gopjn.com evyy.net sjv.io pxf.io ojrq.net 7eer.net bn5x.net igl5.net prf.hn partnerize.com tradedoubler.com oo34.net tradetracker.net webgains.com affili.net webmasterplan.com belboon.de belboon.com adcell.de adcell.com zanox.com digidip.net georiot.com geni.us zdbb.net bam-x.com howl.me howl.link magik.ly flexlinkspro.com flexoffers.com avantlink.com clickbank.net rover.ebay.com ebay.us s.click.aliexpress.com shope.ee invol.co accesstrade.net valuecommerce.com a8.net hb.afl.rakuten.co.jp moshimo.com u.jd.com s.click.taobao.com thrv.me fave.co glnk.io urlgeni.us bhpho.to kqzyfj.net lvuu.net shp.ee mavely.app.link daisycon.net effiliation.com commander1.com kelkoo.com hop.clickbank.net mktg-tags.com jvz.io partner-ads.com linkprice.com adpump.com admitad.com ad.admitad.com epnclick.ru alitems.com';
const AFFILIATE = new Set(AFFILIATE_HOSTS.split(' '));

/** Names of shops, without the country ending. */
const SHOPS = new Set(
  'amazon ebay etsy walmart target bestbuy newegg bhphotovideo adorama homedepot lowes costco wayfair macys nordstrom sephora ulta asos zalando otto aboutyou mediamarkt saturn thalia argos johnlewis currys ikea aliexpress shein temu rakuten zozo yodobashi taobao tmall jd shopee lazada coupang flipkart myntra farfetch net-a-porter mytheresa modcloth kohls anthropologie urbanoutfitters revolve shopbop ssense zappos gamestop gamestop rei backcountry chewy petco petsmart overstock wish bol coolblue fnac darty cdiscount allegro emag alza hepsiburada trendyol mercadolibre mercadolivre tokopedia gmarket douglas dm rossmann notino lookfantastic cultbeauty boots superdrug bookdepository barnesandnoble waterstones bookshop thomann musiciansfriend sweetwater reverb stockx goat zooplus mytoys baby-walz bestcheck geizhals idealo'.split(
    ' ',
  ),
);
const SHORT_HOSTS = new Set(
  'bit.ly tinyurl.com ow.ly goo.gl buff.ly cutt.ly rebrand.ly t.ly is.gd amz.run smarturl.it j.mp dlvr.it'.split(' '),
);
const NEVER =
  /(?:^|\.)(?:facebook|fb|twitter|x|instagram|pinterest|youtube|youtu|tiktok|linkedin|reddit|tumblr|whatsapp|wa|t|telegram|snapchat|threads|vk|weibo|line|flipboard|getpocket|google|apple|bing|yahoo|wikipedia|wikimedia|wikidata|archive|github|medium|wordpress|blogger|blogspot|feedly|bloglovin|gravatar|creativecommons|w3|mozilla|doubleclick|googlesyndication|outbrain|taboola|disqus|addtoany|spotify|soundcloud|vimeo|imdb|patreon|paypal|discord|twitch|nytimes|theguardian|bbc|cnn|reuters)\.[a-z.]{2,6}$/i;

const AFFILIATE_QUERY =
  /[?&;](?:aff(?:iliate)?(?:_?(?:id|sub|code|source|campaign))?|aff_\w+|affid|afid|afsrc|irclickid|irgwc|ranmid|raneaid|ransiteid|siteid|awc|awinaffid|clickref|cjevent|cjdata|tduid|campid|pubref|kbid|linkcode|ascsubtag|refid|refcode|partnerid|partner_id|tracking_id|subid\d?|utm_affiliate)=|utm_(?:medium|source)=(?:aff|partner|cse\b|awin|skimlinks|linkshare|rakuten|impact|cj\b)|linkshare|[?&%](?:26)?tag(?:=|%3D)[\w-]+-2\d/i;
const SHOP_PATH =
  /\/(?:products?|dp|gp\/product|itm|listing|prd|pdp?|prod|collections|shop|store|kaufen|buy|buy-now|cart|artikel-?detail\w*|artikeldetails|item|items|sklep|tienda|boutique|goods)(?:\/|$|\?)/i;
const SHOP_HOST = /(?:^|[.-])(?:shop|store|boutique|kaufen|tienda|sklep|buy)(?:[.-]|$)|(?:shop|store)\.[a-z]{2,4}$/i;
const ITEM_FILE = /\/[A-Z]{1,3}\d{3,}\.html?$/;
const REDIRECT_QUERY =
  /[?&](?:url|u|t|to|target|dest(?:ination)?|link|redirect|r|p|murl|mpre|gr_url|out|goto|lnk|deeplink|ued|q)=(https?(?::|%3A|%253A)[^&]+)/i;
const OWN_REDIRECT = /^\/(?:go|out|recommends?|refer|visit|likes?|buy|deals?|aff|affiliate|redirect|get|shop-link)(?:\/|\.php|\?|$)/i;
/** impact's links, on hosts of its customers. */
const NETWORK_PATH = /^\/c\/\d+\/\d+\/\d+/;
const BUY_TEXT =
  /\b(?:buy|shop|order|purchase|pre-?order|get it|check (?:the )?price|view deal|see (?:it|price|deal)|grab|kaufen|bestellen|zum (?:shop|angebot|produkt)|jetzt|preis|acheter|comprar|ver precio|acquista|koop|kupić|köp)\b|^[$€£]\s?\d[\d.,]*$|^\d[\d.,]*\s?€$|購入|購買|购买|公式(?:サイト|ショップ|ストア)|詳細はこちら|구매/i;

const REVIEW =
  /\b(?:review|reviewed|hands-on|tested|test|im test|testbericht|best|beste[nrs]?|vs\.?|deals?|gift guide|buying guide|kaufberatung|vergleich|erfahrung|rezension|avis|comparatif|recensione|opiniones|reseña)\b|レビュー|実機|比較|おすすめ|评测|評測|开箱|開箱|测评|리뷰|추천/i;
const PRINTED_PRICE = /[$€£]\s?\d|\d\s?(?:€|EUR|USD|円)/;

/** Whether a title announces a review, a comparison or a list of deals. */
export function isReviewTitle(title: string): boolean {
  return REVIEW.test(title);
}

/** What a link's address says. `depthMax` bounds addresses wrapped in addresses. */
export function linkKind(href: string, page: URL, rel = '', depthMax = 2): LinkKind {
  const url = parsed(href, page);
  if (!url) return 'unknown';
  const isOwn = siteOf(url.hostname) === siteOf(page.hostname);
  if (isOwn && !(OWN_REDIRECT.test(url.pathname) && /sponsored|nofollow/i.test(rel))) {
    const inner = depthMax > 0 ? REDIRECT_QUERY.exec(url.search)?.[1] : undefined;
    return inner && isRedirect(url) ? linkKind(decoded(inner), page, '', depthMax - 1) : 'unknown';
  }
  if (isOwn || hostIn(AFFILIATE, url.hostname) || NETWORK_PATH.test(url.pathname)) return 'affiliate';
  if (NEVER.test(url.hostname) && !SHOP_PATH.test(url.pathname)) return 'unknown';
  if (/\bsponsored\b/i.test(rel) || AFFILIATE_QUERY.test(href)) return 'affiliate';
  if (SHORT_HOSTS.has(url.hostname)) return 'short';
  const inner = depthMax > 0 ? REDIRECT_QUERY.exec(url.search)?.[1] : undefined;
  if (inner && linkKind(decoded(inner), page, '', depthMax - 1) !== 'unknown') return 'affiliate';
  if (SHOPS.has(nameOf(url.hostname)) || SHOP_HOST.test(url.hostname) || SHOP_PATH.test(url.pathname)) return 'shop';
  return 'unknown';
}

/**
 * Whether a link carries an affiliate code or runs through an affiliate network, by its address alone. With the address of its page,
 * the site's own redirect (`/go/kettle`) counts too: sites that hide their affiliate links do it so.
 */
export function isAffiliateLink(href: string, page?: URL, depthMax = 2): boolean {
  const url = parsed(href, page);
  if (!url) return false;
  if (page && siteOf(url.hostname) === siteOf(page.hostname) && OWN_REDIRECT.test(url.pathname)) return true;
  if (hostIn(AFFILIATE, url.hostname) || NETWORK_PATH.test(url.pathname) || AFFILIATE_QUERY.test(href)) return true;
  const inner = depthMax > 0 ? REDIRECT_QUERY.exec(url.search)?.[1] : undefined;
  return inner !== undefined && isAffiliateLink(decoded(inner), undefined, depthMax - 1);
}

/** Those of a page's shop links that earn for its author, byte for byte and in their order. */
export function affiliateLinksOf(shopLinks: readonly string[], page?: URL): string[] {
  return shopLinks.filter((link) => isAffiliateLink(link, page));
}

/** Outbound shop links of the page's own content, byte for byte, in page order. */
export function shopLinksOf(survey: PageSurvey, page: URL, isAdvertising: boolean): string[] {
  const outside = region.firmFrame | region.frame;
  const kinds = survey.links.map((link) => ({ link, kind: linkKind(link.href, page, link.rel) }));
  const isCommercial =
    isAdvertising ||
    isReviewTitle(survey.title) ||
    kinds.some(({ link, kind }) => kind === 'affiliate' || (kind === 'shop' && !(link.region & outside))) ||
    survey.blocks.some(({ text, region: bits }) => !(bits & outside) && text.length > 60 && PRINTED_PRICE.test(text));
  const named = new Set(wordsOf(`${survey.title} ${decoded(page.pathname)}`).filter((word) => word.length >= 4));
  const found = new Set<string>();
  for (const { link, kind } of kinds) {
    if (found.size >= pageLimits.shopLinks || link.href.length > pageLimits.urlLength) continue;
    if (isTaken(link, kind, { page, isCommercial, named })) found.add(link.href);
  }
  return [...found];
}

function isTaken(link: PageLink, kind: LinkKind, context: { page: URL; isCommercial: boolean; named: ReadonlySet<string> }): boolean {
  if (kind === 'affiliate') return !isOfFrame(link);
  if (link.region & (region.firmFrame | region.frame)) return false;
  if (kind === 'shop') return true;
  if (kind === 'short') return context.isCommercial;
  const url = parsed(link.href, context.page);
  if (!url || siteOf(url.hostname) === siteOf(context.page.hostname) || NEVER.test(url.hostname)) return false;
  if (link.region & region.other || !context.isCommercial) return false;
  const text = link.text.slice(0, 80);
  return (
    isNamed(url.hostname, context.named) ||
    BUY_TEXT.test(text) ||
    (text.includes('.') && url.hostname.endsWith(text.replace(/^www\./, ''))) ||
    /[?&]gclid=/.test(url.search) ||
    ITEM_FILE.test(url.pathname)
  );
}

/** Links of the site's frame are not the content's, but for those that say they are paid for. */
function isOfFrame({ region: bits, rel }: PageLink): boolean {
  return (bits & region.firmFrame) !== 0 && (bits & region.main) === 0 && !/sponsored|nofollow/i.test(rel);
}

/** At least half of the site's name is words of the page's title or address: the brand that the page is about. */
function isNamed(hostname: string, words: ReadonlySet<string>): boolean {
  const name = nameOf(hostname).replaceAll('-', '');
  let rest = name;
  for (const word of words) rest = rest.replace(word, '');
  return rest.length * 2 <= name.length;
}

function isRedirect(url: URL): boolean {
  return /\/(?:go|out|redirect|redir|link|click|external|r|away|deref|track)\b/i.test(url.pathname);
}

function parsed(href: string, page: URL | undefined): URL | undefined {
  if (/^\s*(?:#|javascript:|mailto:|tel:|data:)/i.test(href)) return undefined;
  try {
    const url = new URL(href, page);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function hostIn(hosts: ReadonlySet<string>, hostname: string): boolean {
  for (let host = hostname; host.includes('.'); host = host.slice(host.indexOf('.') + 1)) if (hosts.has(host)) return true;
  return false;
}

/** The name under which a site is registered: `bbc` of `www.bbc.co.uk`. */
export function nameOf(hostname: string): string {
  return siteOf(hostname).split('.')[0] ?? '';
}

/** The registered domain, by the common shapes of country endings. */
function siteOf(hostname: string): string {
  const parts = hostname.toLowerCase().split('.');
  const isSecondLevel =
    parts.length > 2 && (parts.at(-1)?.length ?? 0) === 2 && /^(?:co|com|org|net|ac|gov|ne|or|go|edu)$/.test(parts.at(-2) ?? '');
  return parts.slice(isSecondLevel ? -3 : -2).join('.');
}
