/** One book in workerd, from outside by its methods and from inside by its tables. */
import { env, evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import type { BookEvent } from '#shared/book/events.ts';
import type { Id } from '#shared/ids.ts';
import { clock } from '#worker/base/call.ts';
import type { BookStub } from '#worker/books/book-of.ts';
import { sqlFacts } from '#worker/books/facts.ts';
import type { BookConsumers, BookObject } from '#worker/books/index.ts';
import type { Ledger } from '#worker/books/record.ts';
import type { Sql } from '#worker/books/sql.ts';
import { idFor, type Told } from './book.ts';

/** What a test reaches for inside the object; nobody else does. */
interface Inside {
  record: BookObject['record'];
  ledger: Ledger;
  consumers: BookConsumers;
}

let count = 0;

export interface BookInWorkerd {
  brandId: Id<'brd'>;
  stub: DurableObjectStub & BookStub;
  told: (event: BookEvent) => Promise<Told>;
  inside: <T>(work: (book: Inside, sql: SqlStorage) => T | Promise<T>) => Promise<T>;
  rows: (query: string) => Promise<Record<string, SqlStorageValue>[]>;
  /** Rings the alarm now. @returns whether one was set */
  ring: () => Promise<boolean>;
  /** Tears the instance down; the storage stays. */
  evict: () => Promise<void>;
}

export function aBook(
  brandId: Id<'brd'> = idFor('brd', Math.floor(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) + ++count),
): BookInWorkerd {
  const stub = env.BOOK.get(env.BOOK.idFromName(brandId)) as DurableObjectStub & BookStub;
  const inside: BookInWorkerd['inside'] = (work) =>
    runInDurableObject(stub, (instance, state) => work(instance as unknown as Inside, state.storage.sql));
  return {
    brandId,
    stub,
    told: async (event) => {
      const answer = await stub.record(brandId, event);
      return answer.ok ? { result: answer.value.result } : { refused: answer.code, message: answer.message };
    },
    inside,
    rows: (query) => inside((_, sql) => sql.exec(query).toArray()),
    ring: () => runDurableObjectAlarm(stub),
    evict: () => evictDurableObject(stub),
  };
}

/** Every table, row by row. */
export function dump(sql: SqlStorage): string {
  const tables = sql
    .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*' ORDER BY name")
    .toArray();
  return JSON.stringify(tables.map(({ name }) => [name, sql.exec(`SELECT * FROM ${name}`).toArray()]));
}

/** A book whose storage fails at the `n`-th statement from now. */
export function failingAt(sql: SqlStorage, n: number): Ledger {
  let statements = 0;
  const failing: Sql = {
    exec: (...query: Parameters<SqlStorage['exec']>) => {
      statements += 1;
      if (statements === n) throw new Error('storage failed');
      return sql.exec(...query);
    },
  } as Sql;
  return { sql: failing, facts: sqlFacts(failing) };
}

/** Holds the program's clock at an instant, until the test ends. */
export function holdClock(at: number): void {
  clock.now = () => at;
}
const systemClock = clock.now;
export function freeClock(): void {
  clock.now = systemClock;
}
