/** The tables of one courier: what is to be sent to its endpoint, what was, and each attempt. SQLite of its own object. */
import { type AttemptProblem, type Delivery, type DeliveryState, type HookEndpoint, logDays } from '#shared/contracts/webhooks.ts';
import type { Id } from '#shared/ids.ts';
import { dayMs } from '#shared/time.ts';
import type { Place } from '../base/cursor.ts';
import type { MadeEvent } from './made-event.ts';

export type Sql = Pick<SqlStorage, 'exec'>;

const waitingMax = 50_000;
const endedMax = 20_000;
const attemptsKeptMax = 40;

const tables = `
  CREATE TABLE IF NOT EXISTS delivery (
    event_id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    tries INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER CHECK ((next_at IS NULL) = (state <> 'waiting')),
    last_status INTEGER,
    last_problem TEXT,
    last_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS delivery_by_next ON delivery (next_at) WHERE state = 'waiting';
  CREATE INDEX IF NOT EXISTS delivery_by_time ON delivery (made_at, event_id);
  CREATE INDEX IF NOT EXISTS delivery_by_state ON delivery (state, made_at, event_id);
  CREATE TABLE IF NOT EXISTS attempt (
    event_id TEXT NOT NULL REFERENCES delivery (event_id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    status INTEGER,
    problem TEXT,
    headers TEXT,
    answer TEXT NOT NULL,
    PRIMARY KEY (event_id, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS pace (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    endpoint_id TEXT NOT NULL,
    paused_until INTEGER NOT NULL DEFAULT 0,
    slow INTEGER NOT NULL DEFAULT 0,
    failing_since INTEGER
  ) STRICT;`;

/** Several statements run as one within a transaction: all tables or none. */
export const makeTables = (sql: Sql): void => void sql.exec(tables);

const rowsOf = <R extends Record<string, SqlStorageValue>>(sql: Sql, query: string, ...values: SqlStorageValue[]): R[] =>
  sql.exec<R>(query, ...values).toArray();

export type Pace = { endpoint_id: Id<'hok'>; paused_until: number; slow: number; failing_since: number | null };

export const paceOf = (sql: Sql): Pace | undefined => rowsOf<Pace>(sql, 'SELECT * FROM pace')[0];

export const keepPace = (sql: Sql, { endpoint_id, paused_until, slow, failing_since }: Pace): void =>
  void sql.exec(
    `INSERT INTO pace (one, endpoint_id, paused_until, slow, failing_since) VALUES (1, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET paused_until = excluded.paused_until, slow = excluded.slow, failing_since = excluded.failing_since`,
    endpoint_id,
    paused_until,
    slow,
    failing_since,
  );

/** What is there already stays as it is: told twice is sent once. */
export function addDeliveries(sql: Sql, events: readonly MadeEvent[], { now, isOn }: { now: number; isOn: boolean }): void {
  const room = waitingMax - countsOf(sql).waiting;
  for (const [at, { id, type, happenedAt, body, dueAt = now }] of events.entries()) {
    const madeAt = Math.max(now, dueAt);
    const problem: AttemptProblem | null = isOn ? (at < room ? null : 'too_many') : 'off';
    sql.exec(
      `INSERT INTO delivery (event_id, type, happened_at, made_at, body, state, next_at, last_problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (event_id) DO NOTHING`,
      id,
      type,
      happenedAt,
      madeAt,
      body,
      problem ? 'failed' : 'waiting',
      problem ? null : madeAt,
      problem,
    );
  }
}

export type Due = { event_id: Id<'evt'>; type: string; body: string; tries: number; attempts: number };

export const dueDeliveries = (sql: Sql, now: number, countMax: number): Due[] =>
  rowsOf<Due>(
    sql,
    `SELECT event_id, type, body, tries, attempts FROM delivery WHERE state = 'waiting' AND next_at <= ? ORDER BY next_at, event_id LIMIT ?`,
    now,
    countMax,
  );

export const nextAt = (sql: Sql): number | undefined =>
  rowsOf<{ next_at: number | null }>(sql, "SELECT min(next_at) AS next_at FROM delivery WHERE state = 'waiting'")[0]?.next_at ?? undefined;

export interface Ended {
  eventId: Id<'evt'>;
  at: number;
  durationMs: number;
  status: number | null;
  problem: AttemptProblem | null;
  headers: Readonly<Record<string, string>> | null;
  answer: string;
  state: DeliveryState;
  nextAt: number | null;
}

export function keepAttempt(sql: Sql, { eventId, at, durationMs, status, problem, headers, answer, state, nextAt: next }: Ended): void {
  const kept = rowsOf<{ attempts: number }>(
    sql,
    `UPDATE delivery SET state = ?, next_at = ?, tries = tries + 1, attempts = attempts + 1, last_status = ?, last_problem = ?, last_at = ?
     WHERE event_id = ? RETURNING attempts`,
    state,
    next,
    status,
    problem,
    at,
    eventId,
  )[0];
  if (!kept) return;
  sql.exec(
    'INSERT INTO attempt (event_id, number, at, duration_ms, status, problem, headers, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    eventId,
    kept.attempts,
    at,
    durationMs,
    status,
    problem,
    headers && JSON.stringify(headers),
    answer,
  );
  sql.exec('DELETE FROM attempt WHERE event_id = ? AND number <= ?', eventId, kept.attempts - attemptsKeptMax);
}

/** What is not true any more is not told. */
export const drop = (sql: Sql, eventId: Id<'evt'>): void => void sql.exec('DELETE FROM delivery WHERE event_id = ?', eventId);

/** What waited for an endpoint that is off now; it can be replayed. */
export const failWaiting = (sql: Sql): void =>
  void sql.exec(
    "UPDATE delivery SET state = 'failed', next_at = NULL, last_problem = coalesce(last_problem, 'off') WHERE state = 'waiting'",
  );

/** Begins the schedule anew, under the same id. @returns how many */
export const replay = (sql: Sql, now: number, which: { eventId: Id<'evt'> } | { failedSince: number }): number =>
  'eventId' in which
    ? sql.exec("UPDATE delivery SET state = 'waiting', tries = 0, next_at = ? WHERE event_id = ?", now, which.eventId).rowsWritten
    : rowsOf(
        sql,
        "UPDATE delivery SET state = 'waiting', tries = 0, next_at = ? WHERE state = 'failed' AND made_at >= ? RETURNING event_id",
        now,
        which.failedSince,
      ).length;

/** What ended long ago, or more of it than the log holds, goes. */
export function purge(sql: Sql, now: number): void {
  sql.exec("DELETE FROM delivery WHERE state <> 'waiting' AND made_at < ?", now - logDays * dayMs);
  sql.exec(
    `DELETE FROM delivery WHERE event_id IN (
       SELECT event_id FROM delivery WHERE state <> 'waiting' ORDER BY made_at DESC, event_id DESC LIMIT -1 OFFSET ?)`,
    endedMax,
  );
}

type Row = {
  event_id: Id<'evt'>;
  type: Delivery['type'];
  happened_at: number;
  made_at: number;
  state: DeliveryState;
  attempts: number;
  next_at: number | null;
  last_status: number | null;
  last_problem: AttemptProblem | null;
  last_at: number | null;
};
const columns = 'event_id, type, happened_at, made_at, state, attempts, next_at, last_status, last_problem, last_at';

const deliveryOf = (row: Row): Delivery => ({
  eventId: row.event_id,
  type: row.type,
  happenedAt: row.happened_at,
  madeAt: row.made_at,
  state: row.state,
  attempts: row.attempts,
  nextAt: row.next_at,
  lastStatus: row.last_status,
  lastProblem: row.last_problem,
  lastAt: row.last_at,
});

export interface Asked {
  state: DeliveryState | undefined;
  after: Place | undefined;
  limit: number;
}
/** The newest first. */
export function listDeliveries(sql: Sql, { state, after, limit }: Asked): Delivery[] {
  const place = [after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? ''];
  const order = 'ORDER BY made_at DESC, event_id DESC LIMIT ?';
  const found = state
    ? rowsOf<Row>(sql, `SELECT ${columns} FROM delivery WHERE state = ? AND (made_at, event_id) < (?, ?) ${order}`, state, ...place, limit)
    : rowsOf<Row>(sql, `SELECT ${columns} FROM delivery WHERE (made_at, event_id) < (?, ?) ${order}`, ...place, limit);
  return found.map(deliveryOf);
}

export function findDelivery(sql: Sql, eventId: Id<'evt'>): { delivery: Delivery; body: string } | undefined {
  const row = rowsOf<Row & { body: string }>(sql, `SELECT ${columns}, body FROM delivery WHERE event_id = ?`, eventId)[0];
  return row && { delivery: deliveryOf(row), body: row.body };
}

type AttemptRow = {
  number: number;
  at: number;
  duration_ms: number;
  status: number | null;
  problem: AttemptProblem | null;
  headers: string | null;
  answer: string;
};
export const attemptsOf = (sql: Sql, eventId: Id<'evt'>) =>
  rowsOf<AttemptRow>(
    sql,
    'SELECT number, at, duration_ms, status, problem, headers, answer FROM attempt WHERE event_id = ? ORDER BY number DESC',
    eventId,
  ).map(({ duration_ms: durationMs, headers, ...rest }) => ({
    ...rest,
    durationMs,
    headers: headers === null ? null : (JSON.parse(headers) as Record<string, string>),
  }));

export function countsOf(sql: Sql): HookEndpoint['counts'] {
  const counts = { waiting: 0, delivered: 0, failed: 0 };
  for (const { state, count } of rowsOf<{ state: DeliveryState; count: number }>(
    sql,
    'SELECT state, count(*) AS count FROM delivery GROUP BY state',
  ))
    counts[state] = count;
  return counts;
}
