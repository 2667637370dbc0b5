/** Seeded lists of commands for a book, and a slow model that is told only what the outside world did: both must end at the same money. */
import fc from 'fast-check';
import type { BookEvent, OrderRecorded, RefundRecorded } from '#shared/book/events.ts';
import { assert } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { aTouch, day0, days, frozenFor, idFor, orderEvent, refundEvent, type Told, termsEvent } from './book.ts';

export interface OrderPlan {
  lines: { netMinor: number; isExcluded: boolean }[];
  rateBps: number;
  feeBps: number;
  holdDays: number;
  hasClick: boolean;
  /** Parts of a line in percent: together they may be more than there is. */
  refunds: { lineAt: number; percent: number }[];
}
export interface World {
  currency: string;
  orders: OrderPlan[];
}
/** `numbers` choose among what the world has; the same may be chosen again and is then a repetition. */
export type Command =
  | { do: 'order'; order: number; isChanged: boolean }
  | { do: 'refund'; order: number; refund: number; isChanged: boolean }
  | { do: 'touch'; order: number }
  | { do: 'wait'; days: number }
  | { do: 'restart' };

const bps = fc.oneof(fc.constantFrom(0, 1, 333, 10_000), fc.integer({ min: 0, max: 10_000 }));
/** So that all orders together stay exact, whatever the rates. */
const netMinorMax = Math.floor(Number.MAX_SAFE_INTEGER / 32);
const netMinor = fc.oneof(fc.constantFrom(0, 1, 2, 5, 15, 25, netMinorMax), fc.integer({ min: 0, max: 100_000 }));

export const worlds: fc.Arbitrary<World> = fc.record({
  currency: fc.constantFrom('JPY', 'USD', 'KWD'),
  orders: fc.array(
    fc.record({
      lines: fc.array(fc.record({ netMinor, isExcluded: fc.boolean() }), { minLength: 1, maxLength: 3 }),
      rateBps: bps,
      feeBps: bps,
      holdDays: fc.integer({ min: 0, max: 3 }),
      hasClick: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      refunds: fc.array(fc.record({ lineAt: fc.nat(2), percent: fc.constantFrom(1, 10, 33, 50, 67, 100) }), { minLength: 1, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

const isChanged = fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('order'), order: fc.nat(3), isChanged }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('refund'), order: fc.nat(3), refund: fc.nat(3), isChanged }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('touch'), order: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait'), days: fc.integer({ min: 0, max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart') }) },
) as fc.Arbitrary<Command>;
export const commandLists: fc.Arbitrary<Command[]> = fc.array(command, { minLength: 1, maxLength: 30 });

export interface Player {
  record: (event: BookEvent) => Told | Promise<Told>;
  release: (now: number) => void | Promise<void>;
  restart: () => void | Promise<void>;
  /** The name that an order gets; read models know orders of all books by it. */
  refOf?: (order: number) => Id<'ord'>;
  /** After every command. */
  afterEach: () => void | Promise<void>;
}

/** Plays the list and checks each answer against the model's. @returns the balances that must be, by account */
export async function play(world: World, commands: readonly Command[], player: Player): Promise<Map<string, number>> {
  const refOf = player.refOf ?? ((order: number) => idFor('ord', order));
  const model = makeModel(world);
  let now = day0;
  const expected = async (event: BookEvent, answer: string): Promise<void> => {
    const told = await player.record(event);
    const given = 'result' in told ? told.result : told.refused;
    assert(given === answer, `${event.id} answers ${answer}, not ${given}`);
  };
  await expected(termsEvent(1, { excludedSkus: ['excluded'] }), 'recorded');
  for (const one of commands) {
    if (one.do === 'order' && world.orders[one.order]) {
      const event = { ...orderOf(world, one.order, now), ref: refOf(one.order + 1) };
      // Changed only where the book already has it: as a first telling it would be the truth.
      const isOther = one.isChanged && model.hasOrder(one.order);
      await expected(isOther ? { ...event, placedAt: event.placedAt + 1 } : event, isOther ? 'conflict' : model.order(one.order, now));
    }
    if (one.do === 'refund' && world.orders[one.order]?.refunds[one.refund]) {
      const event = refundOf(world, one.order, one.refund, now);
      const isOther = one.isChanged && model.hasRefund(one.order, one.refund);
      await expected(isOther ? { ...event, refundedAt: day0 + 7 } : event, isOther ? 'conflict' : model.refund(one.order, one.refund));
    }
    if (one.do === 'touch') await player.record({ ...touchOf(one.order), at: now });
    if (one.do === 'wait') {
      now += days(one.days);
      await player.release(now);
      model.release(now);
    }
    if (one.do === 'restart') await player.restart();
    await player.afterEach();
  }
  return model.balances();
}

const touchOf = (order: number): Extract<BookEvent, { type: 'touch.recorded' }> => {
  const touch = aTouch(order + 1);
  return { ...touch, type: 'touch.recorded', id: `touch:${touch.clickId}`, at: day0 };
};

function orderOf(world: World, at: number, now: number): OrderRecorded {
  const plan = planOf(world, at);
  const frozen = frozenFor({ rateBps: plan.rateBps, feeBps: plan.feeBps, holdDays: plan.holdDays });
  return orderEvent(at + 1, {
    at: now,
    currency: world.currency,
    lines: plan.lines.map((line, place) => ({
      lineId: `line-${place}`,
      sku: line.isExcluded ? 'excluded' : `sku-${place}`,
      quantity: 1,
      netMinor: line.netMinor,
    })),
    touches: plan.hasClick ? [aTouch(at + 1, { creatorId: idFor('crt', at + 1), frozen })] : [],
  });
}

function refundOf(world: World, order: number, refund: number, now: number): RefundRecorded {
  const { lineAt, amountMinor } = partOf(planOf(world, order), refund);
  return refundEvent(order * 10 + refund, order + 1, {
    at: now,
    currency: world.currency,
    lines: [{ lineId: `line-${lineAt}`, netMinor: amountMinor }],
  });
}

/** At least 1, even of a line of nothing: then it is more than there is. */
function partOf(plan: OrderPlan, refund: number): { lineAt: number; amountMinor: number } {
  const part = plan.refunds[refund];
  assert(part, 'the plan has this refund');
  const lineAt = part.lineAt % plan.lines.length;
  return { lineAt, amountMinor: Math.max(1, Math.floor(((plan.lines[lineAt]?.netMinor ?? 0) / 100) * part.percent)) };
}

function planOf(world: World, at: number): OrderPlan {
  const plan = world.orders[at];
  assert(plan, 'the world has this order');
  return plan;
}

interface Known {
  leftMinor: number[];
  releaseAt: number;
  isReleased: boolean;
}

/** Written a second time and otherwise: exact arithmetic from the rule, no postings, no steps. */
function makeModel(world: World) {
  const orders = new Map<number, Known>();
  const waiting = new Map<number, number[]>();
  const refunds = new Set<string>();
  const apply = (order: number, refund: number): boolean => {
    const { lineAt, amountMinor } = partOf(planOf(world, order), refund);
    const known = orders.get(order);
    const leftMinor = known?.leftMinor[lineAt] ?? 0;
    if (!known || amountMinor > leftMinor) return false;
    known.leftMinor[lineAt] = leftMinor - amountMinor;
    return true;
  };
  return {
    hasOrder: (order: number) => orders.has(order),
    hasRefund: (order: number, refund: number) => refunds.has(`${order}.${refund}`),
    order: (order: number, now: number): string => {
      if (orders.has(order)) return 'exists';
      const plan = planOf(world, order);
      const leftMinor = plan.lines.map((line) => line.netMinor);
      orders.set(order, { leftMinor, releaseAt: now + days(plan.holdDays), isReleased: false });
      for (const refund of waiting.get(order) ?? []) apply(order, refund);
      return 'recorded';
    },
    refund: (order: number, refund: number): string => {
      if (refunds.has(`${order}.${refund}`)) return 'exists';
      if (orders.has(order) && !apply(order, refund)) return 'conflict';
      refunds.add(`${order}.${refund}`);
      if (orders.has(order)) return 'recorded';
      waiting.set(order, [...(waiting.get(order) ?? []), refund]);
      return 'waiting_for_order';
    },
    release: (now: number): void => {
      for (const known of orders.values()) if (now >= known.releaseAt) known.isReleased = true;
    },
    balances: (): Map<string, number> => modelBalances(world, orders),
  };
}

function modelBalances(world: World, orders: ReadonlyMap<number, Known>): Map<string, number> {
  const balances = new Map<string, number>();
  const add = (account: string, amountMinor: number): void => {
    balances.set(account, (balances.get(account) ?? 0) + amountMinor);
  };
  for (const [at, { leftMinor, isReleased }] of orders) {
    const plan = planOf(world, at);
    if (!plan.hasClick || plan.lines.every((line) => line.isExcluded)) continue;
    const baseMinor = leftMinor.reduce((sum, left, place) => (plan.lines[place]?.isExcluded ? sum : sum + left), 0);
    const [commissionMinor, feeMinor] = [rule(baseMinor, plan.rateBps), rule(baseMinor, plan.feeBps)];
    add(`creator:${idFor('crt', at + 1)}:${isReleased ? 'payable' : 'held'}`, commissionMinor);
    add(isReleased ? 'platform:fee' : 'platform:fee:held', feeMinor);
    add('brand:commission', -commissionMinor);
    add('brand:fee', -feeMinor);
  }
  return new Map([...balances].filter(([, amountMinor]) => amountMinor !== 0));
}

/** Half to even, by the definition: the nearest, and of two the even one. */
function rule(baseMinor: number, rateBps: number): number {
  const exact = BigInt(baseMinor) * BigInt(rateBps);
  const below = exact / 10_000n;
  const above = below + 1n;
  const [toBelow, toAbove] = [exact - below * 10_000n, above * 10_000n - exact];
  if (toBelow !== toAbove) return Number(toBelow < toAbove ? below : above);
  return Number(below % 2n === 0n ? below : above);
}
