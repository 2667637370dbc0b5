/** One command of a book: the same event again, another under its id, or a new one with all that follows. */
import { canonical } from '#shared/book/canonical.ts';
import { nextHash, rootOfNothing } from '#shared/book/chain.ts';
import { decide, type Outcome } from '#shared/book/decide.ts';
import type { BookEvent } from '#shared/book/events.ts';
import { otherContent } from '#shared/book/same.ts';
import type { Facts } from '#shared/book/state.ts';
import { assert, fail } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { findEvent } from './facts.ts';
import { firstRow, type Sql } from './sql.ts';
import { write } from './write.ts';

export interface Ledger {
  sql: Sql;
  facts: Facts;
  /** Whose book it is, once that was read: it never changes. */
  owner?: Id<'brd'>;
  /** The newest event, as it was last committed. */
  head?: Head;
}
export interface Head {
  seq: number;
  hash: string;
}
export interface Recorded {
  result: Outcome['result'] | 'exists';
  /** Place of the event in the log, of the first telling when it exists. */
  seq: number;
}

/**
 * To be called within one transaction; the head is the ledger's once that is committed.
 * Refuses as `conflict` (other content, more than a line has left) or `unprocessable`.
 */
export function record(ledger: Ledger, brandId: Id<'brd'>, event: BookEvent): { recorded: Recorded; head: Head } {
  const { sql, facts } = ledger;
  ownedBy(ledger, brandId);
  const kept = findEvent(sql, event.id);
  if (kept) {
    const other = otherContent(kept.event, event);
    if (other)
      fail('conflict', `This was recorded before with another ${other.path}: ${shown(other.left)}, not ${shown(other.right)}.`, {
        field: other.path,
      });
    return { recorded: { result: 'exists', seq: kept.seq }, head: ledger.head ?? headOf(sql, brandId) };
  }
  const before = ledger.head ?? headOf(sql, brandId);
  const seq = before.seq + 1;
  const dated = afterClosing(facts, event);
  const decision = decide(facts, dated, seq);
  const eventText = canonical(dated);
  const hash = nextHash(before.hash, seq, eventText);
  write(sql, { seq, event: dated, eventText, hash, decision });
  return { recorded: { result: decision.outcome.result, seq }, head: { seq, hash } };
}

/** A request that began before a period was closed and comes after it belongs to the next: what is closed stays as it was. */
function afterClosing(facts: Facts, event: BookEvent): BookEvent {
  // A click moves no money, and clicks are many.
  if (event.type === 'touch.recorded' || event.type === 'hold.released' || event.type === 'period.closed') return event;
  const closedUntil = facts.closedUntil();
  return event.at < closedUntil ? { ...event, at: closedUntil } : event;
}

export const headOf = (sql: Sql, brandId: string): Head =>
  firstRow<{ seq: number; hash: string }>(sql, 'SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1') ?? {
    seq: 0,
    hash: rootOfNothing(brandId),
  };

/** The first write says whose book this is. */
function ownedBy(ledger: Ledger, brandId: Id<'brd'>): void {
  if (ledger.owner === brandId) return;
  const owner = findOwner(ledger.sql);
  if (!owner) {
    ledger.sql.exec('INSERT INTO owner (one, brand_id) VALUES (1, ?)', brandId);
    return;
  }
  assert(owner === brandId, 'a book is asked only for its own brand');
  ledger.owner = owner;
}

export function ownerOf(sql: Sql): Id<'brd'> {
  const owner = findOwner(sql);
  assert(owner, 'a book with events has an owner');
  return owner;
}

export const findOwner = (sql: Sql): Id<'brd'> | undefined =>
  firstRow<{ brand_id: Id<'brd'> }>(sql, 'SELECT brand_id FROM owner')?.brand_id;

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 200));
