import { readerLimits as limits } from './limits.ts';
import type { PageElement } from './reader.ts';
import { shortText } from './short-text.ts';
import { clip, fold } from './words.ts';

/** The properties that readers ask for; the text of others (descriptions, reviews) is not even copied. */
const WANTED =
  /^(?:name|headline|brand|manufacturer|price|priceCurrency|lowPrice|highPrice|minPrice|sku|mpn|model|gtin\d*|gtin|isbn|productID|identifier|author|creator|publisher|datePublished|url|offers?|priceSpecification|itemReviewed|itemOffered|availability|inLanguage|channelId|videoId|hasCurrencyValue|hasCurrency|isbn13|interaction(?:Statistic|Type)|userInteractionCount|comment(?:Count|Text|Time)|text|dateCreated|upvoteCount)$/;

/** The last parts of `itemtype` or `typeof`; undefined when the element opens no item. */
export function typesOf(element: PageElement): string[] | undefined {
  const types = element.getAttribute('itemscope') === null ? element.getAttribute('typeof') : (element.getAttribute('itemtype') ?? '');
  if (types === null) return undefined;
  return types
    .trim()
    .split(/\s+/)
    .slice(0, 5)
    .map((type) => type.replace(/^.*[/#:]/, '').slice(0, limits.itemNameLength));
}

/** A property's value by the rules of HTML microdata: an attribute where the element has one for it, else its text. */
export function microdataValue(element: PageElement, property: string): string | undefined {
  if (!WANTED.test(property.replace(/^.*[:/]/, ''))) return undefined;
  const tag = element.localName;
  const attribute =
    element.getAttribute('content') ??
    (tag === 'a' || tag === 'link' || tag === 'area' ? linkValue(element, property) : null) ??
    (tag === 'time' ? element.getAttribute('datetime') : null) ??
    (tag === 'data' || tag === 'meter' || tag === 'input' ? element.getAttribute('value') : null) ??
    (tag === 'img' ? element.getAttribute('alt') : null);
  return (attribute === null ? shortText(element) : clip(fold(attribute), limits.shortTextLength)) || undefined;
}

/** A link is its address, but many pages put the name of a brand or author on the link itself. */
function linkValue(element: PageElement, property: string): string | null {
  return /^(?:url|availability|itemCondition)$/.test(property) || element.localName === 'link' ? element.getAttribute('href') : null;
}
