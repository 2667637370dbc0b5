/** What the rules find in one order: pure, from facts that were read before. */
import type { Finding, Touch } from '#shared/book/events.ts';
import { ruleId } from '#shared/contracts/integrity.ts';
import type { Id } from '#shared/ids.ts';
import type { Numbers, Rule } from './rule.ts';
import { type AddressFacts, disposableAddress } from './rules/disposable-address.ts';
import { oldClick } from './rules/old-click.ts';
import { type OrderPaceFacts, orderVelocity } from './rules/order-velocity.ts';
import { type AdFacts, paidTraffic } from './rules/paid-traffic.ts';
import { type BuyerFacts, selfReferral } from './rules/self-referral.ts';
import { tooFast } from './rules/too-fast.ts';

/** One click as it was classified when it was made; nothing when its row was lost. */
export interface KnownClick {
  clickId: Id<'clk'>;
  traffic: Touch['traffic'];
  /** Why it is not valid. */
  rule: string | null;
  numbers: Numbers | null;
  standsFor: Id<'clk'> | null;
}

export interface CreatorFacts extends BuyerFacts, OrderPaceFacts {
  creatorId: Id<'crt'>;
  adSign: string | null;
}
export interface OrderFacts extends AddressFacts, Pick<AdFacts, 'paidTraffic'> {
  placedAt: number;
  touches: readonly Touch[];
  clicks: readonly KnownClick[];
  creators: readonly CreatorFacts[];
  /** A person of the brand bought. */
  isOfBrand: boolean;
}

export interface Found extends Finding {
  numbers: Numbers;
  /** Whether what it is about waits for a person. */
  isHeld: boolean;
}

export function findingsIn(facts: OrderFacts): Found[] {
  return [...ofWholeOrder(facts), ...facts.creators.flatMap((creator) => ofCreator(facts, creator))];
}

function ofWholeOrder({ emailDomain, isOfBrand }: OrderFacts): Found[] {
  const nothing = { samePayoutDetails: false, sameNetwork: false, visitorsOnNetwork: 0 };
  return [
    ...found(disposableAddress, null, disposableAddress.find({ emailDomain })),
    ...found(selfReferral, null, selfReferral.find({ ...nothing, sameEmail: isOfBrand })),
  ];
}

function ofCreator({ placedAt, touches, clicks, paidTraffic: rule }: OrderFacts, creator: CreatorFacts): Found[] {
  const { creatorId, adSign } = creator;
  const own = touches.filter((touch) => touch.creatorId === creatorId && touch.clickedAt <= placedAt);
  const newest = own.reduce<Touch | undefined>((best, touch) => (best && best.clickedAt >= touch.clickedAt ? best : touch), undefined);
  const ids = new Set(own.map(({ clickId }) => clickId));
  const suspect = clicks.find((click) => click.traffic === 'suspect' && ids.has(click.clickId));
  return [
    ...(suspect?.rule ? [{ rule: suspect.rule, creatorId, numbers: suspect.numbers ?? {}, isHeld: true }] : []),
    ...(newest ? found(tooFast, creatorId, tooFast.find({ placedAt, clickedAt: newest.clickedAt })) : []),
    ...(newest
      ? found(oldClick, creatorId, oldClick.find({ placedAt, clickedAt: newest.clickedAt, windowDays: newest.frozen.windowDays }))
      : []),
    ...found(selfReferral, creatorId, selfReferral.find(creator)),
    ...found(orderVelocity, creatorId, orderVelocity.find(creator)),
    ...found(paidTraffic, creatorId, paidTraffic.find({ paidTraffic: rule, sign: adSign })),
  ];
}

function found<Facts>({ name, version, effect }: Rule<Facts>, creatorId: Id<'crt'> | null, numbers: Numbers | undefined): Found[] {
  return numbers ? [{ rule: ruleId(name, version), creatorId, numbers, isHeld: effect === 'held' }] : [];
}

/**
 * What the book is told of each click. A duplicate gives way only to the click it repeats: alone, it is the one that counts. A suspect click earns
 * like any other, and what it earns is held by its finding; so nothing is lost that a reviewer could want back.
 */
export function classified(touches: readonly Touch[], clicks: readonly KnownClick[]): Touch[] {
  const known = new Map(clicks.map((click) => [click.clickId, click]));
  const brought = new Set(touches.map(({ clickId }) => clickId));
  return touches.map((touch) => {
    const click = known.get(touch.clickId);
    const isRepeated = click?.traffic === 'duplicate' && click.standsFor !== null && brought.has(click.standsFor);
    return { ...touch, traffic: isRepeated ? 'duplicate' : 'valid' };
  });
}
