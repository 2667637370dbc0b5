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
}
export interface Recorded {
  result: Outcome['result'] | 'exists';
  /** Place of the event in the log, of the first telling when it exists. */
  seq: number;
}

/** To be called within one transaction. Refuses as `conflict` (other content, more than a line has left) or `unprocessable`. */
export function record(ledger: Ledger, brandId: Id<'brd'>, event: BookEvent): Recorded {
  const { sql, facts } = ledger;
  ownedBy(ledger, brandId);
  const kept = findEvent(sql, event.id);
  if (kept) {
    const other = otherContent(kept.event, event);
    if (other)
      fail('conflict', `This was recorded before with another ${other.path}: ${shown(other.left)}, not ${shown(other.right)}.`, {
        field: other.path,
      });
    return { result: 'exists', seq: kept.seq };
  }
  const before = headOf(sql, brandId);
  const seq = before.seq + 1;
  const decision = decide(facts, event, seq);
  const eventText = canonical(event);
  write(sql, { seq, event, eventText, hash: nextHash(before.hash, seq, eventText), decision });
  return { result: decision.outcome.result, seq };
}

export const headOf = (sql: Sql, brandId: string): { seq: number; hash: string } =>
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

const findOwner = (sql: Sql): Id<'brd'> | undefined => firstRow<{ brand_id: Id<'brd'> }>(sql, 'SELECT brand_id FROM owner')?.brand_id;

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 200));
