/** A brand's book on a machine that dies: a log and an outbox that outlive it, and memory that does not. */
import type { BookEvent } from '#shared/book/events.ts';
import { settled } from '#shared/book/settled.ts';
import { isReleasable, type OrderState, type PayoutState } from '#shared/book/state.ts';
import { assert } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { hourMs, minuteMs } from '#shared/time.ts';
import { releaseEvent, type TestBook, type Told, testBook } from '#test/harness/book.ts';
import { callUntilAnswered, type Nature } from './channel.ts';

export interface Message {
  seq: number;
  order: ReturnType<typeof settled>;
}
export interface BookNode {
  brandId: Id<'brd'>;
  /** Undefined when it was down, or died before it could answer. */
  record: (event: BookEvent) => Told | undefined;
  /** Every event that reached the book, in the order in which it came: refused and repeated ones too. */
  heard: () => readonly BookEvent[];
  bundle: () => readonly string[];
  facts: () => TestBook['book']['facts'];
  balances: () => ReturnType<TestBook['book']['balances']>;
  orders: () => OrderState[];
  payouts: () => PayoutState[];
  restarts: () => number;
}

const downMs = minuteMs;
const alarmMs = 6 * hourMs;

export function bookNode(nature: Nature, brandId: Id<'brd'>, tell: (message: Message) => true): BookNode {
  const log: BookEvent[] = [];
  const heard: BookEvent[] = [];
  let memory = testBook();
  let upAt = 0;
  let restarts = 0;
  const { chance, clock } = nature;

  const die = (): void => {
    restarts += 1;
    upAt = clock.now() + downMs;
    const before = memory.bundle();
    memory = testBook();
    for (const event of log) assert('result' in memory.record(event), `${event.id} stands again after a restart`);
    const after = memory.bundle();
    assert(before.length === after.length && before.every((line, at) => line === after[at]), 'a restart gives the same book');
  };
  const dies = (): boolean => {
    if (!chance.happens(nature.crashes)) return false;
    die();
    return true;
  };
  const record = (event: BookEvent): Told | undefined => {
    if (clock.now() < upAt || dies()) return undefined;
    heard.push(event);
    const told = memory.record(event);
    if ('result' in told && told.result !== 'exists') {
      log.push(event);
      publish(event);
    }
    // Committed, but nobody hears it.
    return dies() ? undefined : told;
  };
  /** A row of the outbox: written with the event, asked for again until it was taken. */
  const publish = (event: BookEvent): void => {
    const order = memory.decision(event.id)?.order;
    if (!order) return;
    const message = { seq: log.length, order: settled(order) };
    callUntilAnswered(
      nature,
      () => (dies() ? undefined : tell(message)),
      () => undefined,
    );
  };
  const ring = (): void => {
    const now = clock.now();
    if (now >= upAt) {
      const due = [...memory.book.orders()]
        .flatMap((order) => order.credits)
        .filter((credit) => isReleasable(credit) && credit.releaseAt <= now);
      for (const credit of due) record(releaseEvent(credit.id, now));
    }
    clock.after(alarmMs, ring);
  };
  clock.after(alarmMs, ring);
  return {
    brandId,
    record,
    heard: () => heard,
    bundle: () => memory.bundle(),
    facts: () => memory.book.facts,
    balances: () => memory.book.balances(),
    orders: () => [...memory.book.orders()],
    payouts: () => [...memory.book.payouts()],
    restarts: () => restarts,
  };
}
