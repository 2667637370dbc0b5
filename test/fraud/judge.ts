/** The rules over a labelled world, in the order of its time; what the worker reads by SQL is read here from plain lists. */
import type { Touch } from '#shared/book/events.ts';
import type { Id } from '#shared/ids.ts';
import { dayMs, hourMs } from '#shared/time.ts';
import { aTouch, frozenFor, idFor } from '#test/harness/book.ts';
import { classified, findingsIn, type KnownClick } from '#worker/integrity/findings.ts';
import { clickVelocity } from '#worker/integrity/rules/click-velocity.ts';
import { duplicateClick, duplicateWithinMs } from '#worker/integrity/rules/duplicate-click.ts';
import { orderVelocity } from '#worker/integrity/rules/order-velocity.ts';
import { refundRate } from '#worker/integrity/rules/refund-rate.ts';
import { robot } from '#worker/integrity/rules/robot.ts';
import { type FraudWorld, type Kind, kinds, type Visit } from './people.ts';

/** As long as shops take goods back: what goes back is never paid. */
const holdDays = 30;

interface Click {
  clickId: Id<'clk'>;
  visit: Visit;
  at: number;
  known: KnownClick;
}
export interface Credit {
  kind: Kind;
  creatorId: Id<'crt'>;
  placedAt: number;
  amountMinor: number;
  refundedAt: number | null;
  rules: Set<string>;
}
export interface Tally {
  credits: number;
  held: number;
  attemptedMinor: number;
  /** Of fraud: what nobody held and nothing took back. Of honest people: what was paid without a person having to look. */
  paidMinor: number;
  rules: Record<string, number>;
}

type Step = { at: number } & ({ does: 'click' | 'again' | 'order'; visit: Visit } | { does: 'refund'; credit: Credit });

export function judged(world: FraudWorld): Record<Kind, Tally> {
  const steps: Step[] = world.visits.flatMap((visit): Step[] => [
    { at: visit.clickedAt, does: 'click', visit },
    ...(visit.againAfterMs === null ? [] : [{ at: visit.clickedAt + visit.againAfterMs, does: 'again' as const, visit }]),
    ...(visit.order ? [{ at: visit.order.placedAt, does: 'order' as const, visit }] : []),
  ]);
  const intake = makeIntake(world);
  const queue = steps.sort((a, b) => a.at - b.at);
  const refunds: Step[] = [];
  for (const step of queue) {
    while (refunds[0] && refunds[0].at <= step.at) intake.refund(refunds.shift() as Extract<Step, { does: 'refund' }>);
    if (step.does !== 'order') {
      if (step.does !== 'refund') intake.click(step.visit, step.at);
      continue;
    }
    const credit = intake.order(step.visit, step.at);
    if (!credit || credit.refundedAt === null) continue;
    const refund: Step = { at: credit.refundedAt, does: 'refund', credit };
    const place = refunds.findIndex((other) => other.at > refund.at);
    refunds.splice(place < 0 ? refunds.length : place, 0, refund);
  }
  for (const refund of refunds) intake.refund(refund as Extract<Step, { does: 'refund' }>);
  return tallied(intake.credits);
}

function makeIntake({ places }: FraudWorld) {
  const byVisitor = new Map<string, Click[]>();
  const byCreator = new Map<Id<'crt'>, Click[]>();
  const browsers = new Map<string, Set<string>>();
  const last = new Map<Visit, Click>();
  const credits: Credit[] = [];
  const creditsOf = new Map<Id<'crt'>, Credit[]>();
  let clicks = 0;
  let refunded = 0;

  const click = (visit: Visit, at: number): void => {
    const asked = robot.find({ method: 'GET', header: (name) => (name === 'user-agent' ? visit.agent : null) });
    if (asked) return;
    const before = byVisitor.get(visit.visitor) ?? [];
    const counted = before.findLast(
      (one) =>
        one.at > at - duplicateWithinMs &&
        one.known.traffic === 'valid' &&
        one.visit.creatorId === visit.creatorId &&
        one.visit.product === visit.product,
    );
    const clicksInHour = before.filter((one) => one.at > at - hourMs && one.visit.creatorId === visit.creatorId).length + 1;
    const isTooMany = clickVelocity.find({ clicksInHour });
    const isRepeat = duplicateClick.find({ clickedAt: at, countedAt: counted?.at ?? null });
    const clickId = idFor('clk', ++clicks);
    const known: KnownClick = {
      clickId,
      traffic: isTooMany ? 'suspect' : isRepeat ? 'duplicate' : 'valid',
      rule: isTooMany ? `${clickVelocity.name}@${clickVelocity.version}` : null,
      numbers: isTooMany ?? null,
      standsFor: counted?.clickId ?? null,
    };
    const made = { clickId, visit, at, known };
    push(byVisitor, visit.visitor, made);
    push(byCreator, visit.creatorId, made);
    browsers.set(visit.network, (browsers.get(visit.network) ?? new Set()).add(visit.visitor));
    last.set(visit, made);
  };

  const order = (visit: Visit, placedAt: number): Credit | undefined => {
    const made = last.get(visit);
    if (!made || !visit.order) return undefined;
    const { creatorId } = visit;
    const touch: Touch = aTouch(1, { clickId: made.clickId, creatorId, clickedAt: made.at, frozen: frozenFor({ holdDays }) });
    if (classified([touch], [made.known])[0]?.traffic !== 'valid') return undefined;
    const own = (creditsOf.get(creatorId) ?? []).filter((one) => one.placedAt > placedAt - 14 * dayMs);
    const inHour = own.filter((one) => one.placedAt > placedAt - hourMs);
    const found = findingsIn({
      placedAt,
      touches: [touch],
      clicks: [made.known],
      emailDomain: visit.order.emailDomain,
      paidTraffic: 'forbidden',
      isOfBrand: false,
      creators: [
        {
          creatorId,
          adSign: visit.adSign,
          sameEmail: visit.order.isCreatorsEmail,
          samePayoutDetails: false,
          sameNetwork: places.get(creatorId) === visit.network,
          visitorsOnNetwork: browsers.get(visit.network)?.size ?? 0,
          ordersInHour: inHour.length + 1,
          busiestHour: busiest(
            own.filter((one) => one.rules.size === 0),
            placedAt - hourMs,
          ),
          ordersInHistory: own.length + 1,
          clicksInHistory: (byCreator.get(creatorId) ?? []).filter(
            (one) => one.at > placedAt - 14 * dayMs && one.at <= placedAt && one.known.traffic === 'valid',
          ).length,
        },
      ],
    });
    const credit: Credit = {
      kind: visit.kind,
      creatorId,
      placedAt,
      amountMinor: Math.round(visit.order.netMinor / 10),
      refundedAt: visit.order.refundedAt,
      rules: new Set(found.filter(({ isHeld }) => isHeld).map(({ rule }) => rule)),
    };
    credits.push(credit);
    push(creditsOf, creatorId, credit);
    const burst = `${orderVelocity.name}@${orderVelocity.version}`;
    if (credit.rules.has(burst)) for (const other of inHour) other.rules.add(burst);
    return credit;
  };

  const gone = new Set<Credit>();
  const refund = ({ credit, at }: { credit: Credit; at: number }): void => {
    gone.add(credit);
    refunded += 1;
    const own = creditsOf.get(credit.creatorId) ?? [];
    const ownRefunded = own.filter((one) => gone.has(one)).length;
    const isFound = refundRate.find({
      orders: own.length,
      refunded: ownRefunded,
      othersOrders: credits.length - own.length,
      othersRefunded: refunded - ownRefunded,
    });
    if (!isFound) return;
    for (const other of own) if (at < other.placedAt + holdDays * dayMs && !gone.has(other)) other.rules.add('refund_rate@1');
  };
  return { click, order, refund, credits };
}

function busiest(credits: readonly Credit[], until: number): number {
  const hours = new Map<number, number>();
  for (const { placedAt } of credits)
    if (placedAt <= until)
      hours.set(Math.floor((until - placedAt) / hourMs), (hours.get(Math.floor((until - placedAt) / hourMs)) ?? 0) + 1);
  return Math.max(0, ...hours.values());
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function tallied(credits: readonly Credit[]): Record<Kind, Tally> {
  const tallies = Object.fromEntries(
    kinds.map((kind) => [kind, { credits: 0, held: 0, attemptedMinor: 0, paidMinor: 0, rules: {} } satisfies Tally]),
  ) as Record<Kind, Tally>;
  for (const { kind, amountMinor, refundedAt, rules } of credits) {
    const tally: Tally = tallies[kind];
    tally.credits += 1;
    tally.attemptedMinor += amountMinor;
    if (rules.size > 0) tally.held += 1;
    else if (refundedAt === null) tally.paidMinor += amountMinor;
    for (const rule of rules) tally.rules[rule] = (tally.rules[rule] ?? 0) + 1;
  }
  return tallies;
}

export interface Figures {
  /** Of all commissions of honest creators, the part that a rule held. */
  falseHolds: number;
  /** Of all money that fraud tried to get, the part that was paid. */
  fraudPaid: number;
}
export function figuresOf(tallies: Record<Kind, Tally>): Figures {
  const frauds = kinds.filter((kind) => kind !== 'honest').map((kind) => tallies[kind]);
  const sum = (of: (tally: Tally) => number): number => frauds.reduce((all, tally) => all + of(tally), 0);
  return {
    falseHolds: tallies.honest.held / tallies.honest.credits,
    fraudPaid: sum((one) => one.paidMinor) / sum((one) => one.attemptedMinor),
  };
}
