/** Which address a card opens, and why: decided the same way when it is shown and again when it is clicked. */
import type { Link, PlainWhy } from '#extension/base/note.ts';
import { trimmedAddress } from '#extension/standdown/chain.ts';
import { chosenLink } from '#extension/standdown/choose.ts';
import type { Reason, Verdict } from '#extension/standdown/earn.ts';
import type { Action, Evidence, Step } from '#extension/standdown/evidence.ts';
import type { Card } from '#shared/contracts/recommend.ts';
import { printAmount } from '#shared/money.ts';

export interface Circumstances {
  /** The person chose to support creators. */
  support: boolean;
  /** The links of the page, byte for byte. */
  authorLinks: readonly string[];
  /** Those of them that earn for the author. */
  earningLinks?: readonly string[] | undefined;
  /** The page's address. */
  page: string;
  chain: readonly Step[];
  now: number;
  workerOrigin: string;
  /** `none` while the card is only shown. */
  action: Action;
}

export interface Judged {
  link: Link;
  evidence: Evidence;
  verdict: Verdict;
}

export const linkOf = (card: Card, circumstances: Circumstances): Link => judged(card, circumstances).link;

/** The link with all that it was judged by, so that it can be judged again. */
export function judged(card: Card, circumstances: Circumstances): Judged {
  const { authorLinks, earningLinks, page, chain, now, action } = circumstances;
  const evidence = { chain, from: trimmedAddress(page), to: card.product.url, action, now };
  const { way, url, verdict } = chosenLink({ evidence, links: authorLinks, earning: earningLinks ?? [] });
  if (way === 'own') return { link: { way, url }, evidence, verdict };
  const why = plainWhy(card, verdict, circumstances);
  return { link: why ? { way: 'plain', url, why } : paidLink(card, url), evidence, verdict };
}

function plainWhy(card: Card, verdict: Verdict, { support, now, workerOrigin, action }: Circumstances): PlainWhy | undefined {
  const { availability } = card.product;
  if (verdict.reasons[0]?.why === 'never') return 'amazon';
  if (availability === 'out_of_stock' || availability === 'discontinued') return 'unavailable';
  if (!support) return 'support_off';
  if (!card.offer || !isPaidLink(card.offer.clickUrl, workerOrigin)) return 'no_offer';
  if (card.offer.expiresAt <= now) return 'expired';
  // While a card is only shown there is no click yet to judge.
  const [against] = verdict.reasons.filter(({ why }) => why !== 'no_click' || action.kind !== 'none');
  return against && whyOf[against.why];
}

const whyOf: Readonly<Record<Reason['why'], PlainWhy>> = {
  never: 'amazon',
  children: 'network_rule',
  standing_down: 'standing_down',
  referrer: 'network_rule',
  prompted: 'network_rule',
  no_click: 'not_seen',
  untrusted: 'untrusted',
  covered: 'covered',
  not_seen: 'not_seen',
};

/** Only where `plainWhy` found nothing against it, an offer among the rest. */
function paidLink({ offer, product }: Card, url: string): Link {
  if (!offer) return { way: 'plain', url: product.url, why: 'no_offer' };
  const { benefit, earner, rateBps, flat } = offer;
  return {
    way: 'paid',
    url,
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
