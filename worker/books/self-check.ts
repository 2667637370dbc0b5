/**
 * What the newest self-check of a book found. Money leaves a book only on a check that found nothing, that is not older than a day, and that has
 * seen every posting: on anything else the book is read anew first.
 */
import type { Difference, Verdict } from '#shared/book/verify.ts';
import { fail } from '#shared/errors.ts';
import { dayMs } from '#shared/time.ts';
import { firstRow, type Sql } from './sql.ts';

export interface SelfCheck {
  /** The last event that it has seen. */
  seq: number;
  rootHash: string;
  checkedAt: number;
  differences: Difference[];
}

export function findSelfCheck(sql: Sql): SelfCheck | undefined {
  const row = firstRow<{ seq: number; root_hash: string; checked_at: number; differences: string }>(sql, 'SELECT * FROM self_check');
  return (
    row && { seq: row.seq, rootHash: row.root_hash, checkedAt: row.checked_at, differences: JSON.parse(row.differences) as Difference[] }
  );
}

export function keepSelfCheck(sql: Sql, { events, rootHash, differences }: Verdict, now: number): void {
  sql.exec(
    `INSERT INTO self_check (one, seq, root_hash, checked_at, differences) VALUES (1, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, root_hash = excluded.root_hash, checked_at = excluded.checked_at,
       differences = excluded.differences`,
    events,
    rootHash,
    now,
    JSON.stringify(differences),
  );
}

export function isCheckDue(sql: Sql, now: number): boolean {
  const newest = findSelfCheck(sql);
  if (!newest || newest.differences.length > 0 || now >= newest.checkedAt + dayMs) return true;
  const last = firstRow<{ seq: number | null }>(sql, 'SELECT max(seq) AS seq FROM posting')?.seq ?? 0;
  return newest.seq < last;
}

/** Every day from the first check on, which comes with the first payout. */
export const nextCheckAt = (sql: Sql): number | undefined => {
  const at = findSelfCheck(sql)?.checkedAt;
  return at === undefined ? undefined : at + dayMs;
};

/** Refuses while the newest check found anything, and names the first of it. */
export function assertSound(sql: Sql): void {
  const [first, ...others] = findSelfCheck(sql)?.differences ?? [];
  if (!first) return;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  fail('unavailable', `Payouts of this book wait: its self-check found what the events do not give. ${first.what}${more}`, {
    seq: first.seq,
    what: first.what,
    differences: others.length + 1,
  });
}
