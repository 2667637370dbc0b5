/** Merchant sessions: across tabs and windows, from a referral until the longest of all rules that match has run out. */
import { minuteMs } from '#shared/time.ts';
import { destinationsOf, hasHost } from './address.ts';
import { packsOf } from './detect.ts';
import type { Step } from './evidence.ts';
import type { Duration, Pack, PackSet } from './packs/form.ts';
import { referrerClassOf } from './referrer.ts';
import { merchantOf, merchantsOf } from './same-site.ts';

export interface StandDown {
  why: 'standing_down' | 'referrer' | 'prompted';
  pack: string;
  network: string;
  since: number;
  /** When it ends if nobody goes there again: another visit moves it. */
  until: number;
}

interface Question {
  chain: readonly Step[];
  /** An address of the merchant. */
  address: string;
  now: number;
  packs: PackSet;
}

/** What holds for this merchant now, longest first. */
export function standDownsAt(question: Question & { from?: string }): StandDown[] {
  const visits = visitsOf(question);
  const found = [...referrals(question, visits), ...wrongReferrers(question, visits), ...prompts(question, visits)];
  return found.filter(({ until }) => question.now < until).sort((a, b) => b.until - a.until);
}

/** The steps that led to the merchant, oldest first. A redirect that carries the merchant's address leads there. */
function visitsOf({ chain, address, packs }: Question): Step[] {
  const merchant = merchantOf(address, packs) ?? '';
  return chain
    .filter((step) => step.did !== 'offered' && merchantsOf(step.address, packs).includes(merchant))
    .sort((one, other) => one.at - other.at);
}

/** The merchants for which something holds now. Each is judged by its own steps, so that a long chain takes no longer than it must. */
export function silentMerchants(
  chain: readonly Step[],
  now: number,
  packs: PackSet,
): Map<string, { address: string; standDowns: StandDown[] }> {
  const chains = new Map<string, Step[]>();
  for (const step of chain) {
    for (const merchant of merchantsOf(step.address, packs)) chains.set(merchant, [...(chains.get(merchant) ?? []), step]);
  }
  const silent = new Map<string, { address: string; standDowns: StandDown[] }>();
  for (const [merchant, steps] of chains) {
    const address = steps.flatMap((step) => destinationsOf(step.address)).find((each) => merchantOf(each, packs) === merchant) ?? '';
    const standDowns = standDownsAt({ chain: steps, address, now, packs });
    if (standDowns.length > 0) silent.set(merchant, { address, standDowns });
  }
  return silent;
}

function referrals({ packs }: Question, visits: readonly Step[]): StandDown[] {
  return visits.flatMap((visit) =>
    shownBy(visit, packs).map((pack) => ({
      why: 'standing_down' as const,
      pack: pack.id,
      network: pack.network,
      since: visit.at,
      until: endOf(visit.at, visits, lasting(pack.standDown, packs)),
    })),
  );
}

const shownBy = ({ address, via = [] }: Step, packs: PackSet): Pack[] => {
  const shown = new Set([address, ...via].flatMap((each) => packsOf(each, packs)));
  return packs.packs.filter((pack) => shown.has(pack));
};

/** Where the network is its own merchant and only some ways of coming may earn. */
function wrongReferrers({ address, packs }: Question, visits: readonly Step[]): StandDown[] {
  return packsOfMerchant(address, packs).flatMap((pack) =>
    visits
      .filter((visit) => !pack.merchants?.referrers.includes(referrerClassOf(visit, packs)))
      .map((visit) => ({
        why: 'referrer' as const,
        pack: pack.id,
        network: pack.network,
        since: visit.at,
        until: endOf(visit.at, visits, lasting(pack.standDown, packs)),
      })),
  );
}

/** Where only so many pages of a session may offer something that earns; the page in question is not counted against itself. */
function prompts({ chain, address, packs, now, from }: Question & { from?: string }, visits: readonly Step[]): StandDown[] {
  const merchant = merchantOf(address, packs);
  const offers = chain.filter((step) => step.did === 'offered' && merchantOf(step.address, packs) === merchant).sort((a, b) => a.at - b.at);
  return packsOfMerchant(address, packs).flatMap((pack) => {
    const ends = new Map<string, number>();
    for (const { at, via = [] } of offers) {
      const until = endOf(at, visits, lasting(pack.standDown, packs));
      const page = via[0] ?? '';
      if (page !== from) ends.set(page, Math.max(until, ends.get(page) ?? 0));
    }
    const max = pack.merchants?.promptsMax ?? Number.POSITIVE_INFINITY;
    const until = [...ends.values()].sort((a, b) => a - b)[ends.size - max];
    return until === undefined
      ? []
      : [{ why: 'prompted' as const, pack: pack.id, network: pack.network, since: offers[0]?.at ?? now, until }];
  });
}

const packsOfMerchant = (address: string, { packs }: PackSet): Pack[] =>
  packs.filter(({ merchants }) => hasHost(address, merchants?.hosts));

function lasting(own: Duration, { baseline }: PackSet): Duration {
  return {
    session: own.session || baseline.session,
    idleMinutes: Math.max(own.session ? own.idleMinutes : 0, baseline.session ? baseline.idleMinutes : 0),
    minimumMinutes: Math.max(own.minimumMinutes, baseline.minimumMinutes),
  };
}

/** At least the minimum, and for as long as somebody keeps coming back before the session is idle. */
function endOf(since: number, visits: readonly Step[], { session, idleMinutes, minimumMinutes }: Duration): number {
  const least = since + minimumMinutes * minuteMs;
  if (!session) return least;
  let end = Math.max(least, since + idleMinutes * minuteMs);
  for (const { at } of visits) if (at >= since && at < end) end = Math.max(end, at + idleMinutes * minuteMs);
  return end;
}
