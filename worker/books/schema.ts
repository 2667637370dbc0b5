/** The tables of one book, by numbered migration. Facts are append-only; what can be made again from them says so. */
import type { Sql } from './sql.ts';

const exact = (column: string): string => `${column} BETWEEN -9007199254740991 AND 9007199254740991`;

/** An `INSERT OR REPLACE` deletes without a delete trigger: so a second row under a key is refused before. */
const appendOnly = ([table, sameKey]: readonly [string, string]): string => `
  CREATE TRIGGER ${table}_is_never_changed BEFORE UPDATE ON ${table} BEGIN SELECT raise(ABORT, '${table} is append-only'); END;
  CREATE TRIGGER ${table}_is_never_deleted BEFORE DELETE ON ${table} BEGIN SELECT raise(ABORT, '${table} is append-only'); END;
  CREATE TRIGGER ${table}_is_never_replaced BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${sameKey})
    BEGIN SELECT raise(ABORT, '${table} is append-only'); END;`;
const factTables = [
  ['owner', 'one = new.one'],
  ['event', 'seq = new.seq OR id = new.id'],
  ['terms', 'version = new.version OR seq = new.seq'],
  ['credit', 'id = new.id'],
  ['posting', 'seq = new.seq AND place = new.place'],
] as const;

const facts = `
  CREATE TABLE owner (one INTEGER PRIMARY KEY CHECK (one = 1), brand_id TEXT NOT NULL) STRICT;
  CREATE TABLE event (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    outcome TEXT NOT NULL
  ) STRICT;
  CREATE TABLE terms (version INTEGER PRIMARY KEY CHECK (version > 0), seq INTEGER NOT NULL UNIQUE REFERENCES event (seq)) STRICT;
  CREATE TABLE credit (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES event (seq),
    order_ref TEXT NOT NULL,
    creator_id TEXT NOT NULL,
    click_id TEXT NOT NULL,
    clicked_at INTEGER NOT NULL,
    content_url TEXT,
    base_minor INTEGER NOT NULL CHECK (base_minor >= 0 AND ${exact('base_minor')}),
    rate_bps INTEGER NOT NULL CHECK (rate_bps BETWEEN 0 AND 10000),
    amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND base_minor),
    fee_bps INTEGER NOT NULL CHECK (fee_bps BETWEEN 0 AND 10000),
    fee_minor INTEGER NOT NULL CHECK (fee_minor BETWEEN 0 AND base_minor),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    release_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX credit_by_seq ON credit (seq);
  CREATE TABLE posting (
    seq INTEGER NOT NULL REFERENCES event (seq),
    place INTEGER NOT NULL CHECK (place > 0),
    from_account TEXT NOT NULL,
    to_account TEXT NOT NULL CHECK (to_account <> from_account),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0 AND ${exact('amount_minor')}),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    credit_id TEXT NOT NULL,
    reverses TEXT,
    PRIMARY KEY (seq, place)
  ) STRICT, WITHOUT ROWID;
  ${factTables.map(appendOnly).join('')}`;

/** Made again from the log at any time; the self-check compares. */
const derived = `
  CREATE TABLE order_state (
    source TEXT NOT NULL,
    order_id TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (source, order_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE parked_refund (
    source TEXT NOT NULL,
    order_id TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (source, order_id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE hold (
    credit_id TEXT PRIMARY KEY,
    release_at INTEGER NOT NULL,
    source TEXT NOT NULL,
    order_id TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX hold_by_release ON hold (release_at);
  CREATE TABLE balance (
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account, currency),
    CONSTRAINT balance_is_exact CHECK (${exact('amount_minor')}),
    CONSTRAINT held_is_not_negative CHECK (amount_minor >= 0 OR account NOT GLOB '*:held')
  ) STRICT, WITHOUT ROWID;`;

/** What is still to be told; a row goes when its consumer has taken it. */
const outbox = `
  CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    body TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL DEFAULT 0
  ) STRICT;`;

/** An order's state knows the newest event that changed it, so that it can be told again as it was told last. */
const retelling = `
  ALTER TABLE order_state ADD COLUMN told_seq INTEGER NOT NULL DEFAULT 0;
  WITH touched AS (
    SELECT body ->> 'source' AS source, body ->> 'orderId' AS order_id, seq FROM event
    WHERE body ->> 'type' IN ('order.recorded', 'refund.recorded')
    UNION ALL
    SELECT recorded.body ->> 'source', recorded.body ->> 'orderId', release.seq FROM event AS release
    JOIN credit ON credit.id = release.body ->> 'creditId' JOIN event AS recorded ON recorded.seq = credit.seq
    WHERE release.body ->> 'type' = 'hold.released'
  ), newest AS (SELECT source, order_id, max(seq) AS seq FROM touched GROUP BY source, order_id)
  UPDATE order_state SET told_seq = newest.seq FROM newest
  WHERE newest.source = order_state.source AND newest.order_id = order_state.order_id;
  CREATE INDEX order_state_by_telling ON order_state (told_seq);
  CREATE TABLE generation (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL) STRICT;
  INSERT INTO generation (one, number) VALUES (1, 0);`;

/** Append only: a book that was written by version n runs the ones after n, once. */
const migrations: readonly string[] = [facts + derived + outbox, retelling];

/** To be run within one transaction: old or new, never between. */
export function migrate(sql: Sql): void {
  sql.exec('CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY) STRICT');
  const done = Number(sql.exec('SELECT coalesce(max(version), 0) AS version FROM migration').one()['version']);
  for (const [at, statements] of migrations.entries()) {
    if (at + 1 <= done) continue;
    sql.exec(statements);
    sql.exec('INSERT INTO migration (version) VALUES (?)', at + 1);
  }
}
