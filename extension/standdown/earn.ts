/**
 * May this click earn? A pure function of the addresses that led here, the action and the clock: the same for everybody. No account,
 * balance, cookie or answer of a server can enter.
 */
import { hourMs, minuteMs } from '#shared/time.ts';
import { networkOf } from './detect.ts';
import { sameSite } from './same-site.ts';

export interface Arrival {
  address: string;
  at: number;
}
/** What the page saw of the click, or that there was none. */
export type Action =
  | { kind: 'none' }
  | {
      kind: 'click';
      /** The browser vouches that a person did it. */
      trusted: boolean;
      /** How long the button stood still, in view and uncovered, before the click. */
      clearMs: number;
      /** It was still so at the very moment, under the pointer and at the corners, opaque and untransformed. */
      clearNow: boolean;
    };
export type Verdict =
  | { earn: true }
  | { earn: false; why: 'no_click' | 'untrusted' | 'not_seen' | 'covered' }
  | { earn: false; why: 'standing_down'; network: string };

const clearBeforeClickMs = 500;
/** The longest that any network asks for: at least 90 minutes, and until nobody has been on the site for an hour. */
const leastMs = 90 * minuteMs;
const idleMs = hourMs;

/** @param to where the click would lead: a merchant whose session belongs to somebody else is left alone from every page. */
export function mayEarn({ chain, to, action, now }: { chain: readonly Arrival[]; to: string; action: Action; now: number }): Verdict {
  const network = [chain.at(-1)?.address ?? to, to].map((address) => referrerOf({ chain, address, now })).find(Boolean);
  if (network) return { earn: false, why: 'standing_down', network };
  if (action.kind === 'none') return { earn: false, why: 'no_click' };
  if (!action.trusted) return { earn: false, why: 'untrusted' };
  if (!action.clearNow) return { earn: false, why: 'covered' };
  return action.clearMs >= clearBeforeClickMs ? { earn: true } : { earn: false, why: 'not_seen' };
}

/** Who referred this person to the site of this address, while that session lasts. */
export function referrerOf({ chain, address, now }: { chain: readonly Arrival[]; address: string; now: number }): string | undefined {
  let referred: { network: string; since: number } | undefined;
  let lastAt = 0;
  const arrivals = chain.filter((arrival) => sameSite(arrival.address, address));
  for (const arrival of [...arrivals, { address: '', at: now }]) {
    if (referred && arrival.at - lastAt >= idleMs && arrival.at - referred.since >= leastMs) referred = undefined;
    const network = networkOf(arrival.address);
    if (network) referred = { network, since: arrival.at };
    lastAt = arrival.at;
  }
  return referred?.network;
}
