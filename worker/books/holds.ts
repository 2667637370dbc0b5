/** Holds that are due, and when the next will be. */

import type { Id } from '#shared/ids.ts';
import { firstRow, rowsOf, type Sql } from './sql.ts';

/** Due at `now` or before, the oldest first. */
export const dueHolds = (sql: Sql, now: number, countMax: number): Id<'crd'>[] =>
  rowsOf<{ credit_id: Id<'crd'> }>(
    sql,
    'SELECT credit_id FROM hold WHERE release_at <= ? ORDER BY release_at, credit_id LIMIT ?',
    now,
    countMax,
  ).map((row) => row.credit_id);

export const nextReleaseAt = (sql: Sql): number | undefined =>
  firstRow<{ release_at: number }>(sql, 'SELECT release_at FROM hold WHERE release_at IS NOT NULL ORDER BY release_at LIMIT 1')?.release_at;
