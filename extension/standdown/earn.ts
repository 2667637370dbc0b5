/**
 * May this click earn? A pure function of the addresses that led here, the action and the clock: the same for everybody. No account,
 * balance, cookie or answer of a server can enter (see evidence.ts).
 */
import { hasHost } from './address.ts';
import { neverOf } from './detect.ts';
import type { Action, Evidence, Only, Step } from './evidence.ts';
import type { PackSet } from './packs/form.ts';
import { shippedPacks } from './packs/set.ts';
import { type StandDown, silentMerchants, standDownsAt } from './session.ts';

export type Reason =
  | { why: 'never'; merchant: string }
  | { why: 'children' }
  | StandDown
  | { why: 'no_click' | 'untrusted' | 'covered' | 'not_seen' };

export interface Verdict {
  /** Exactly when there is no reason against it. */
  earn: boolean;
  /** All of them, the weightiest first. */
  reasons: Reason[];
  /** When the last stand-down among them ends, if nobody goes there again. */
  until: number | null;
}

const clearBeforeClickMs = 500;

export function mayEarn<E extends Evidence>(evidence: Only<E>): Verdict {
  const { chain, from, to, action, now, packs = shippedPacks } = evidence;
  const merchant = neverOf(to, packs)?.merchant;
  // The merchant that the card leads to, and the page that it stands on: whoever sent the person there is left alone from both.
  const standing = distinct([
    ...standDownsAt({ chain, address: to, from, now, packs }),
    ...standDownsAt({ chain, address: from, from, now, packs }),
  ]);
  const reasons: Reason[] = [
    ...(merchant === undefined ? [] : [{ why: 'never' as const, merchant }]),
    ...(hasHost(from, packs.children.hosts) ? [{ why: 'children' as const }] : []),
    ...standing,
    ...wrongWith(action),
  ];
  return { earn: reasons.length === 0, reasons, until: standing.length > 0 ? Math.max(...standing.map(({ until }) => until)) : null };
}

/** Who referred this person to the site of this address, while that lasts: the one that lasts longest. */
export function standingAt(question: { chain: readonly Step[]; address: string; now: number; packs?: PackSet }): StandDown | undefined {
  return standDownsAt({ packs: shippedPacks, ...question }).find(({ why }) => why === 'standing_down');
}

/** Every merchant for which Gloss stands down now, with an address of it; the one that lasts longest first. */
export function standingEverywhere({
  chain,
  now,
  packs = shippedPacks,
}: {
  chain: readonly Step[];
  now: number;
  packs?: PackSet;
}): (StandDown & { address: string })[] {
  const standing = [...silentMerchants(chain, now, packs).values()].flatMap(({ address, standDowns }) => {
    const found = standDowns.find(({ why }) => why === 'standing_down');
    return found ? [{ ...found, address }] : [];
  });
  return standing.sort((a, b) => b.until - a.until);
}

function wrongWith(action: Action): Reason[] {
  if (action.kind === 'none') return [{ why: 'no_click' }];
  return [
    ...(action.trusted ? [] : [{ why: 'untrusted' as const }]),
    ...(action.clearNow ? [] : [{ why: 'covered' as const }]),
    ...(action.clearMs >= clearBeforeClickMs ? [] : [{ why: 'not_seen' as const }]),
  ];
}

/** One a pack and reason, the one that lasts longest; named networks before what only looks like one. */
function distinct(all: readonly StandDown[]): StandDown[] {
  const longest = new Map<string, StandDown>();
  for (const one of all) {
    const key = `${one.why} ${one.pack}`;
    if ((longest.get(key)?.until ?? 0) < one.until) longest.set(key, one);
  }
  return [...longest.values()].sort((a, b) => b.until - a.until || Number(a.pack === 'any') - Number(b.pack === 'any'));
}
