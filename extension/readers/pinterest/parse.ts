import type { PageProduct, PageSnapshot } from '#shared/page.ts';
import { pageLimits } from '#shared/page-limits.ts';
import { attributeOf, firstOf, textOf } from '../elements.ts';
import { scriptJson } from '../embedded-state.ts';
import { documentTitle, isHeadOf, metaOf, sitePage, unreadOf } from '../head.ts';
import { isPaidLabel } from '../paid-label.ts';
import { at, textAt } from '../path.ts';
import { plainAmount, pricesIn } from '../price.ts';
import type { Page } from '../reader.ts';
import { snapshotOf } from '../snapshot.ts';
import { clip, fold } from '../words.ts';
import { pinAt, pinParts, pinTextAt } from './state.ts';
import { pinIdIn } from './urls.ts';

/** Reads a pin; of other pages only what they are called. */
export function parsePinterest(page: Page): PageSnapshot | undefined {
  const id = pinIdIn(page.url.pathname);
  return id ? (pinOf(page, id) ?? unreadOf('pinterest', page, id)) : sitePage(page, 'pinterest');
}

/** A pin from the state that is about it, else from the data and words of a page that is. */
function pinOf(page: Page, id: string): PageSnapshot | undefined {
  const parts = pinParts(page, id);
  const shown = shownPin(page, id);
  const title =
    pinTextAt(parts, 'title') ??
    pinTextAt(parts, 'gridTitle') ??
    pinTextAt(parts, 'richMetadata', 'title') ??
    shown?.title ??
    pinTextAt(parts, 'seoTitle') ??
    pinTextAt(parts, 'autoAltText');
  if (!title) return undefined;
  const by = (of: string) => {
    const owner = [pinAt(parts, 'nativeCreator'), pinAt(parts, 'pinner')].filter(Boolean);
    return {
      id: pinTextAt(owner, 'entityId') ?? numberAt(owner, 'id'),
      handle: pinTextAt(owner, 'username'),
      name: pinTextAt(owner, 'fullName') ?? pinTextAt(owner, of),
    };
  };
  const creator = by('firstName');
  const products = [...productsIn(pinAt(parts, 'richMetadata', 'products')), ...productsIn(pinAt(parts, 'richSummary', 'products'))];
  const link = pinTextAt(parts, 'link') ?? shown?.link;
  const flags = pinAt(parts, 'shoppingFlags');
  const isProduct = products.length > 0 || (Array.isArray(flags) && flags.length > 0) || pinAt(parts, 'isEligibleForPdp') === true;
  const published = pinTextAt(parts, 'createdAt') ?? shown?.published;
  const snapshot = snapshotOf(
    {
      platform: 'pinterest',
      kind: 'post',
      url: `https://www.pinterest.com/pin/${id}/`,
      contentId: id,
      title,
      text:
        pinTextAt(parts, 'closeupUnifiedDescription') ??
        pinTextAt(parts, 'closeupDescription') ??
        pinTextAt(parts, 'description') ??
        shown?.text,
      published: published && !Number.isNaN(Date.parse(published)) ? Date.parse(published) : undefined,
      creator: { ...creator, handle: creator.handle ?? shown?.handle, name: creator.name ?? shown?.name },
      products: named(products, isProduct ? link : undefined),
      links: link ? [link] : [],
      isAdvertised: isPaid(parts) || (shown?.isPaid ?? false),
      counts: {
        saves: pinAt(parts, 'aggregatedPinData', 'aggregatedStats', 'saves') ?? pinAt(parts, 'repinCount'),
        likes: pinAt(parts, 'totalReactionCount'),
        comments: pinAt(parts, 'aggregatedPinData', 'commentCount') ?? pinAt(parts, 'commentCount'),
        followers: pinAt(parts, 'nativeCreator', 'followerCount') ?? pinAt(parts, 'pinner', 'followerCount'),
      },
      printedIn: page.document.documentElement?.getAttribute('lang') ?? undefined,
    },
    page.url,
  );
  // Pinterest itself says that this link is to a product's shop, whatever the address looks like.
  const isShop = isProduct && link !== undefined && /^https?:\/\//.test(link) && link.length <= pageLimits.urlLength;
  return isShop && !snapshot.shopLinks.includes(link) ? { ...snapshot, shopLinks: [...snapshot.shopLinks, link] } : snapshot;
}

function isPaid(parts: readonly unknown[]): boolean {
  return (
    pinAt(parts, 'isPromoted') === true ||
    ['promoter', 'sponsorship', 'paidPartnership'].some((key) => typeof pinAt(parts, key) === 'object')
  );
}

function productsIn(listed: unknown): PageProduct[] {
  return (Array.isArray(listed) ? listed.slice(0, pageLimits.products) : []).flatMap((entry: unknown) => {
    const name = clip(fold(textAt(entry, 'name')?.slice(0, 2000)), pageLimits.nameLength);
    if (!name) return [];
    const offer = at(entry, 'offerSummary') ?? at(entry, 'offer_summary');
    const [printed] = pricesIn(fold(textAt(offer, 'price')), [textAt(offer, 'currency') ?? '']);
    const currency = textAt(offer, 'currency') ?? '';
    const amount = /^[A-Z]{3}$/.test(currency)
      ? plainAmount(at(offer, 'priceVal') ?? at(offer, 'price_val') ?? at(offer, 'price'), currency)
      : undefined;
    const price = amount ? { amount, currency } : printed && { amount: printed.amount, currency: printed.currency };
    const brand = clip(fold(textAt(entry, 'brand', 'name') ?? textAt(entry, 'brand')), pageLimits.nameLength);
    return [{ name, ...(brand ? { brand } : {}), ...(price ? { price } : {}) }];
  });
}

/** Each once; the pin's link is that of its one product. */
function named(products: readonly PageProduct[], link: string | undefined): PageProduct[] {
  const once = [...new Map(products.map((product) => [product.name, product])).values()];
  const isOne = once.length === 1 && link !== undefined && /^https?:\/\//.test(link) && link.length <= pageLimits.urlLength;
  return isOne ? once.map((product) => ({ ...product, url: link })) : once;
}

function numberAt(owner: readonly unknown[], key: string): string | undefined {
  const id = pinTextAt(owner, key);
  return id && /^\d+$/.test(id) ? id : undefined;
}

interface ShownPin {
  title?: string | undefined;
  text?: string | undefined;
  handle?: string | undefined;
  name?: string | undefined;
  link?: string | undefined;
  published?: string | undefined;
  isPaid: boolean;
}

// A pin's page on desktop, last seen October 2024.
const PLACE = ['[data-test-id="closeup-container"]', '[data-test-id="CloseupMainPin"]', '[data-test-id="closeup-body-landscape"]'];
const OWNER = ['[data-test-id="creator-profile-name"]', '[data-test-id="username"]', '[data-test-id="official-user-attribution"]'];

/** What page and head say of the pin, where they are about it. */
function shownPin({ document }: Page, id: string): ShownPin | undefined {
  const isHead = isHeadOf(document, id);
  const isDrawn =
    isHead ||
    document.querySelector(
      `[data-test-pin-id="${id}"][data-test-id="closeup-container"], [data-test-id="closeup-container"] [data-test-pin-id="${id}"]`,
    ) !== null;
  if (!isDrawn) return undefined;
  const place = firstOf(document, PLACE);
  const data = isHead ? scriptJson(document, 'script[data-test-id="leaf-snippet"]') : undefined;
  const owner =
    textAt(data, 'author', 'url') ??
    attributeOf(
      place,
      '[data-test-id="creator-profile-link"], [data-test-id="user-rep"] a[href], [data-test-id="official-user-attribution"] a[href]',
      'href',
    );
  const link = attributeOf(
    place,
    '[data-test-id="maybe-clickthrough-link"] a[href], a[data-test-id="pin-domain-link"][href], [data-test-id="pin-domain-link"] a[href]',
    'href',
  );
  return {
    title:
      textOf(place, ['[data-test-id="pinTitle"]', 'h1']) ??
      textAt(data, 'headline') ??
      textAt(data, 'name') ??
      (isHead ? (metaOf(document, 'og:title') ?? documentTitle(document, /\s*[-|]\s*Pinterest$/)) : undefined),
    text:
      textOf(place, ['[data-test-id="main-pin-description-text"]', '[data-test-id="truncated-description"]']) ??
      textAt(data, 'articleBody'),
    handle: /(?:^|pinterest\.[a-z.]{2,6})\/([\w.-]{2,60})\/?$/.exec(owner ?? '')?.[1],
    name: textAt(data, 'author', 'name') ?? textOf(place, OWNER),
    link: link && /^https?:/.test(link) ? link : isHead ? metaOf(document, 'og:see_also') : undefined,
    published: textAt(data, 'datePublished') ?? textAt(data, 'uploadDate'),
    isPaid: isPaidLabel(
      textOf(place, ['[data-test-id="pin-promoted-label"]', '[data-test-id="paid-partnership"]', '[data-test-id="sponsor-name"]']) ?? '',
    ),
  };
}
