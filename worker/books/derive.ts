/** Makes everything that is derived anew from the log: what a migration dropped, or what the self-check found wrong. */
import { decide } from '#shared/book/decide.ts';
import type { BookEvent } from '#shared/book/events.ts';
import { memoryBook } from '#shared/book/memory.ts';
import { rowsOf, type Sql } from './sql.ts';
import { writeDerived } from './write.ts';

const pageEvents = 500;
const derivedTables = ['order_state', 'parked', 'hold', 'payout_state', 'closed', 'balance'] as const;

/** To be called within one transaction. */
export function deriveAnew(sql: Sql): void {
  for (const table of derivedTables) sql.exec(`DELETE FROM ${table}`);
  const book = memoryBook();
  for (let after = 0; ; ) {
    const page = rowsOf<{ seq: number; body: string }>(
      sql,
      'SELECT seq, body FROM event WHERE seq > ? ORDER BY seq LIMIT ?',
      after,
      pageEvents,
    );
    for (const { seq, body } of page) {
      const event = JSON.parse(body) as BookEvent;
      const decision = decide(book.facts, event, seq);
      book.keep(event, decision);
      writeDerived(sql, { seq, event, decision });
    }
    after = page.at(-1)?.seq ?? after;
    if (page.length < pageEvents) return;
  }
}
