/** A book that is told prepared events in one go, and then writes the same rows again without deciding anything. Timed from outside. */

import type { BookEvent } from '#shared/book/events.ts';
import { assert } from '#shared/errors.ts';
import {
  aTouch,
  creditOfOrder,
  day0,
  days,
  orderEvent as orderOf,
  refundEvent,
  releaseEvent,
  testBrand,
  touchEvent,
} from '#test/harness/book.ts';
import { sqlFacts } from '#worker/books/facts.ts';
import { BookObject } from '#worker/books/index.ts';
import type { Sql } from '#worker/books/sql.ts';

type Statement = [query: string, values: SqlStorageValue[]];

/** Far enough ahead that no alarm releases anything while the bench runs. */
const ahead = day0 + days(3650);
const orderEvent = (number: number): BookEvent =>
  orderOf(number, { at: ahead, placedAt: ahead, touches: [aTouch(number, { clickedAt: ahead })] });

const eventOf: Record<string, (number: number) => BookEvent> = {
  click: (number) => touchEvent(aTouch(number, { clickedAt: ahead })),
  order: (number) => orderEvent(number),
  refund: (number) => refundEvent(number, number),
  release: (number) => releaseEvent(creditOfOrder(number), ahead + days(14)),
};

export class BenchBook extends BookObject {
  protected override readonly consumers = { 'order.settled': () => Promise.resolve() };
  protected override readonly readModels = { consumers: {}, sweep: () => Promise.resolve() };
  #events: BookEvent[] = [];
  #statements: Statement[][] = [];

  /** @param from number of the first event */
  prepare(kind: string, from: number, count: number): void {
    const make = eventOf[kind];
    assert(make, `there are events of the kind ${kind}`);
    this.#events = Array.from({ length: count }, (_, at) => make(from + at));
  }

  recordAll(): void {
    assert(this.#events.length > 0, 'events were prepared before');
    for (const event of this.#events) assert(this.record(testBrand, event).ok, `${event.id} is recorded`);
  }

  /** Records with an ear on the storage: what was written is what is written raw afterwards. */
  recordListening(): void {
    const sound = this.ledger;
    const heard: Statement[] = [];
    const sql: Sql = {
      exec: (query: string, ...values: SqlStorageValue[]) => {
        if (!query.startsWith('SELECT')) heard.push([rawNames(query), values]);
        return sound.sql.exec(query, ...values);
      },
    } as Sql;
    this.ledger = { sql, facts: sqlFacts(sql) };
    this.#statements = this.#events.map((event) => {
      heard.length = 0;
      assert(this.record(testBrand, event).ok, `${event.id} is recorded`);
      return [...heard];
    });
    this.ledger = sound;
  }

  makeRawTables(): void {
    const { sql } = this.ctx.storage;
    const made = sql
      .exec<{ sql: string }>(
        "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL AND name NOT GLOB '_cf_*' AND name NOT GLOB 'raw_*' ORDER BY type DESC",
      )
      .toArray();
    for (const { sql: ddl } of made) sql.exec(rawNames(ddl).replace(/^CREATE (TABLE|INDEX) (raw_)?/, 'CREATE $1 IF NOT EXISTS raw_'));
  }

  writeRaw(): void {
    const { sql } = this.ctx.storage;
    assert(this.#statements.length > 0, 'statements were heard before');
    for (const statements of this.#statements)
      this.ctx.storage.transactionSync(() => {
        for (const [query, values] of statements) sql.exec(query, ...values).toArray();
      });
  }

  recordOne(at: number): void {
    const event = this.#events[at];
    assert(event && this.record(testBrand, event).ok, 'it is recorded');
  }

  writeOneRaw(at: number): void {
    const { sql } = this.ctx.storage;
    const statements = this.#statements[at];
    assert(statements, 'statements were heard before');
    this.ctx.storage.transactionSync(() => {
      for (const [query, values] of statements) sql.exec(query, ...values).toArray();
    });
  }

  /** Until all messages are told: they must not run into the next measurement. */
  async settle(): Promise<void> {
    while (this.ctx.storage.sql.exec('SELECT 1 FROM outbox LIMIT 1').toArray().length > 0) await scheduler.wait(20);
  }

  nothing(): number {
    return this.#events.length;
  }
}

const rawNames = (query: string): string =>
  query.replaceAll(
    /(?<=\b(?:INTO|UPDATE|FROM|TABLE|REFERENCES|ON) )(event|credit|posting|terms|owner|order_state|parked_refund|hold|balance|outbox|generation|migration)\b/g,
    'raw_$1',
  );

interface Env {
  BOOK: DurableObjectNamespace;
}

/** `/<book>/<method>?<values>`; `each` calls a method once an event, `wide` calls at a time. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const url = new URL(request.url);
    const [, book = '', name = ''] = url.pathname.split('/');
    const values = [...url.searchParams.values()].map((value) => (/^\d+$/.test(value) ? Number(value) : value));
    const stub = env.BOOK.get(env.BOOK.idFromName(book)) as unknown as Stub;
    try {
      await run(stub, name, values);
      return new Response('done');
    } catch (error) {
      return new Response(String(error), { status: 500 });
    }
  },
};

type Stub = Record<string, (...values: unknown[]) => Promise<void>>;

async function run(stub: Stub, name: string, values: readonly unknown[]): Promise<void> {
  const call = (method: string, ...given: unknown[]): Promise<void> =>
    stub[method]?.(...given) ?? Promise.reject(new Error(`no ${method}`));
  if (name !== 'each') return call(name, ...values);
  const [one = '', count = 0, wide = 1] = values as [string, number, number];
  let next = 0;
  await Promise.all(
    Array.from({ length: wide }, async () => {
      while (next < count) await call(one, next++);
    }),
  );
}
