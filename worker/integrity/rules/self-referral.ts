import type { Rule } from '../rule.ts';

/** A household. More browsers on one address are an office, a campus or a carrier, where a shared address says nothing. */
export const householdVisitorsMax = 3;

export interface BuyerFacts {
  /** The buyer's address is that of a person of the creator's account, or of the brand's. */
  sameEmail: boolean;
  /** Whoever pays the creator out says so; false where nobody does. */
  samePayoutDetails: boolean;
  /** The click came from a network where the creator works. */
  sameNetwork: boolean;
  /** Browsers that clicked from that network in the time that such names are kept. */
  visitorsOnNetwork: number;
}

export const selfReferral: Rule<BuyerFacts> = {
  name: 'self_referral',
  version: 1,
  effect: 'held',
  suspicion: 'own_purchase',
  reason: 'self_referral',
  finds:
    "A buyer who is the creator, or one of the brand's own people: same e-mail, same payout details, or a click from where the creator works.",
  threshold: `same e-mail (normalised, compared as SHA-256) or payout details; or the same network with at most ${householdVisitorsMax} browsers on it`,
  source: 'the usual ban of own purchases; networks with many browsers are left out because carriers share addresses',
  find: ({ sameEmail, samePayoutDetails, sameNetwork, visitorsOnNetwork }) => {
    const isHousehold = sameNetwork && visitorsOnNetwork <= householdVisitorsMax;
    if (!sameEmail && !samePayoutDetails && !isHousehold) return undefined;
    return { sameEmail, samePayoutDetails, sameNetwork: isHousehold, ...(isHousehold && { visitorsOnNetwork, householdVisitorsMax }) };
  },
};
