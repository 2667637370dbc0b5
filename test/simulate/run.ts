/** One world from one seed: books, their outside, channels and deaths; then peace, and an audit. */
import type { BookEvent } from '#shared/book/events.ts';
import type { Id } from '#shared/ids.ts';
import { dayMs } from '#shared/time.ts';
import { day0, idFor } from '#test/harness/book.ts';
import { audit } from './auditor.ts';
import { type BookNode, bookNode, type Message } from './book-node.ts';
import { chanceOf } from './chance.ts';
import { bad, good, type Nature } from './channel.ts';
import { clockworkFrom } from './clockwork.ts';
import { liveOutside, type Witness } from './outside.ts';
import { type BookPlan, planBook } from './plan.ts';

const booksMax = 3;
const troubledDays = 60;
/** Enough for the longest window, hold, review and retry. */
const peaceDays = 240;

export interface Ran {
  seed: number;
  wrong: string[];
  events: number;
  restarts: number;
  books: { brandId: Id<'brd'>; heard: readonly BookEvent[]; bundle: readonly string[] }[];
}

export function runSeed(seed: number): Ran {
  const chance = chanceOf(seed);
  const clock = clockworkFrom(day0);
  const nature: Nature = { chance, clock, faults: bad, crashes: 0.03 };
  const worlds = Array.from({ length: chance.between(1, booksMax) }, (_, at) => populate(nature, at + 1));
  clock.runUntil(day0 + troubledDays * dayMs);
  nature.faults = good;
  nature.crashes = 0;
  clock.runUntil(day0 + (troubledDays + peaceDays) * dayMs);
  return {
    seed,
    wrong: worlds.flatMap(({ node, plan, witness, shown }) => audit(node, plan, witness, shown)),
    events: worlds.reduce((sum, { node }) => sum + node.heard().length, 0),
    restarts: worlds.reduce((sum, { node }) => sum + node.restarts(), 0),
    books: worlds.map(({ node }) => ({ brandId: node.brandId, heard: node.heard(), bundle: node.bundle() })),
  };
}

export interface World {
  plan: BookPlan;
  node: BookNode;
  /** What a read model shows of each order. */
  shown: Map<string, Message>;
  witness: Witness;
}
/** A brand's book with everybody who deals with it. */
export function populate(nature: Nature, number: number): World {
  const plan = planBook(nature.chance, number * 1000, troubledDays);
  const shown = new Map<string, Message>();
  const node = bookNode(nature, idFor('brd', number), (message) => {
    const before = shown.get(message.order.orderId);
    if (!before || before.seq < message.seq) shown.set(message.order.orderId, message);
    return true;
  });
  return { plan, node, shown, witness: liveOutside(nature, node, plan) };
}
