import { networkOf, neverOf, untagged } from './detect.ts';
import { mayEarn, type Verdict } from './earn.ts';
import type { Evidence } from './evidence.ts';
import { ownLinkTo } from './own-link.ts';
import { shippedPacks } from './packs/set.ts';

export interface Chosen {
  /** `may_pay`: a paid link may be opened, if there is an offer and the person chose to support creators. */
  way: 'own' | 'may_pay' | 'plain';
  /** For `own` the author's link byte for byte; else the plain address. */
  url: string;
  verdict: Verdict;
}

/**
 * Which link a card opens. The author's own affiliate link goes before everything; a merchant that allows no earning link gets the plain
 * address without anybody's tag.
 * @param earning those of `links` that are known to earn for the author, beside those that the packs know
 */
export function chosenLink({
  evidence,
  links,
  earning = [],
}: {
  evidence: Evidence;
  links: readonly string[];
  earning?: readonly string[];
}): Chosen {
  const packs = evidence.packs ?? shippedPacks;
  const verdict = mayEarn(evidence);
  const never = neverOf(evidence.to, packs);
  if (never) return { way: 'plain', url: untagged(evidence.to, never), verdict };
  const own = ownLinkTo(evidence.to, links);
  if (own && (earning.includes(own) || networkOf(own, packs))) return { way: 'own', url: own, verdict };
  return { way: verdict.earn ? 'may_pay' : 'plain', url: own ?? evidence.to, verdict };
}
