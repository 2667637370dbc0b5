/** An audit that cannot fail says nothing: what the world did is told otherwise than it was, and the auditor must object. */
import { describe, expect, test } from 'vitest';
import { day0, days } from '#test/harness/book.ts';
import { audit } from './auditor.ts';
import { chanceOf } from './chance.ts';
import { good } from './channel.ts';
import { clockworkFrom } from './clockwork.ts';
import type { BookPlan } from './plan.ts';
import { populate, type World } from './run.ts';

function aWorld(seed: number): World {
  const clock = clockworkFrom(day0);
  const world = populate({ chance: chanceOf(seed), clock, faults: good, crashes: 0 }, 1);
  clock.runUntil(day0 + days(300));
  return world;
}

/** A world of these seeds in which the change matters: some creator earned by a click, something was refunded, something was paid. */
const world = Array.from({ length: 40 }, (_, at) => aWorld(at + 1)).find(
  ({ plan, node, witness }) =>
    witness.executed.size > 0 &&
    plan.adjustments.length > 0 &&
    node.orders().some((order) => order.credits.some((credit) => credit.amountMinor > 50)),
);
const earning = world?.node.orders().find((order) => order.credits.some((credit) => credit.amountMinor > 50))?.orderId;

describe('the auditor', () => {
  test('has nothing to say of a world as it was', () => {
    expect(world && audit(world.node, world.plan, world.witness, world.shown)).toEqual([]);
  });
  const changes: [string, (plan: BookPlan) => BookPlan][] = [
    [
      'an order that the book never heard',
      (plan) => ({ ...plan, orders: [...plan.orders, { ...(plan.orders[0] as BookPlan['orders'][0]), number: 9999 }] }),
    ],
    [
      'goods worth more',
      (plan) =>
        withOrder(plan, (order) => ({
          ...order,
          lines: order.lines.map((line) => ({ ...line, netMinor: line.netMinor + 1000 })),
          edits: [],
        })),
    ],
    ['another click that wins', (plan) => withOrder(plan, (order) => ({ ...order, codes: [], touches: [] }))],
    ['a cancellation', (plan) => withOrder(plan, (order) => ({ ...order, cancelledAt: order.placedAt }))],
    [
      'an adjustment of one unit more',
      (plan) => ({
        ...plan,
        adjustments: plan.adjustments.map((one) => ({ ...one, amountMinor: one.amountMinor + 1, approvedBy: 'usr_b' })),
      }),
    ],
  ];
  test.each(changes)('objects to %s', (_, change) => {
    expect(world && audit(world.node, change(world.plan), world.witness, world.shown).length).toBeGreaterThan(0);
  });
  test('objects to money that the provider moved twice, or that nobody was told of', () => {
    if (!world) throw new Error('no such world');
    const twice = new Map([...world.witness.executed].map(([id, one]) => [id, { ...one, times: 2 }]));
    expect(audit(world.node, world.plan, { ...world.witness, executed: twice }, world.shown).length).toBeGreaterThan(0);
    expect(audit(world.node, world.plan, { ...world.witness, executed: new Map() }, world.shown).length).toBeGreaterThan(0);
  });
  test('objects to a read model that fell behind', () => {
    expect(world && audit(world.node, world.plan, world.witness, new Map()).length).toBeGreaterThan(0);
  });
});

const withOrder = (plan: BookPlan, change: (order: BookPlan['orders'][0]) => BookPlan['orders'][0]): BookPlan => ({
  ...plan,
  orders: plan.orders.map((order) => (`order-${order.number}` === earning ? change(order) : order)),
});
