/** Which address a card opens, and why: decided the same way when it is shown and again when it is clicked. */
import type { Link, PlainWhy } from '#extension/base/note.ts';
import { isAmazon, networkOf } from '#extension/standdown/detect.ts';
import { type Action, type Arrival, mayEarn } from '#extension/standdown/earn.ts';
import { ownLinkTo } from '#extension/standdown/own-link.ts';
import type { Card } from '#shared/contracts/recommend.ts';
import { printAmount } from '#shared/money.ts';

export interface Circumstances {
  /** The person chose to support creators. */
  support: boolean;
  /** The links of the page, byte for byte. */
  authorLinks: readonly string[];
  chain: readonly Arrival[];
  now: number;
  workerOrigin: string;
  /** `none` while the card is only shown. */
  action: Action;
}

export function linkOf(card: Card, { support, authorLinks, chain, now, workerOrigin, action }: Circumstances): Link {
  const { url, availability } = card.product;
  const own = isAmazon(url) ? undefined : ownLinkTo(url, authorLinks);
  if (own && networkOf(own)) return { way: 'own', url: own };
  const plain = (why: PlainWhy): Link => ({ way: 'plain', url: own ?? url, why });
  if (isAmazon(url)) return plain('amazon');
  if (availability === 'out_of_stock' || availability === 'discontinued') return plain('unavailable');
  if (!support) return plain('support_off');
  if (!card.offer || !isPaidLink(card.offer.clickUrl, workerOrigin)) return plain('no_offer');
  if (card.offer.expiresAt <= now) return plain('expired');
  const verdict = mayEarn({ chain, to: url, action, now });
  if (!verdict.earn && !(verdict.why === 'no_click' && action.kind === 'none')) {
    return plain(verdict.why === 'no_click' ? 'not_seen' : verdict.why);
  }
  const { benefit, earner, rateBps, flat } = card.offer;
  return {
    way: 'paid',
    url: own ?? url,
    benefit,
    earner: earner.name,
    rateBps,
    ...(flat && { flat: { amount: printAmount(flat.amountMinor, flat.currency), currency: flat.currency, per: flat.per } }),
  };
}

const isPaidLink = (address: string, workerOrigin: string): boolean => {
  const url = URL.parse(address);
  return url?.origin === workerOrigin && url.pathname.startsWith('/c/');
};
