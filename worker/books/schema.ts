/** The tables of one book, by numbered migration. Facts are append-only; what can be made again from them says so. */
import { settled } from '#shared/book/settled.ts';
import type { OrderState } from '#shared/book/state.ts';
import { deriveAnew } from './derive.ts';
import { firstRow, rowsOf, type Sql } from './sql.ts';

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

/**
 * Credits by codes and by several rates, postings of payouts, terms that begin later. SQLite drops no NOT NULL: the tables are written anew with
 * the same rows. What is derived is made again from the log.
 */
const manyCredits = `
  ${['terms', 'credit', 'posting'].map((table) => `DROP TRIGGER ${table}_is_never_changed; DROP TRIGGER ${table}_is_never_deleted; DROP TRIGGER ${table}_is_never_replaced;`).join('')}
  ALTER TABLE terms RENAME TO terms_1;
  CREATE TABLE terms (
    version INTEGER PRIMARY KEY CHECK (version > 0),
    seq INTEGER NOT NULL UNIQUE REFERENCES event (seq),
    from_at INTEGER NOT NULL
  ) STRICT;
  INSERT INTO terms SELECT version, seq, json_extract(body, '$.at') FROM terms_1 JOIN event USING (seq);
  DROP TABLE terms_1;
  ALTER TABLE credit RENAME TO credit_1;
  DROP INDEX credit_by_seq;
  CREATE TABLE credit (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL REFERENCES event (seq),
    order_ref TEXT NOT NULL,
    creator_id TEXT NOT NULL,
    click_id TEXT,
    clicked_at INTEGER,
    content_url TEXT,
    base_minor INTEGER NOT NULL CHECK (base_minor >= 0 AND ${exact('base_minor')}),
    rate_bps INTEGER CHECK (rate_bps BETWEEN 0 AND 10000),
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0 AND ${exact('amount_minor')}),
    fee_bps INTEGER NOT NULL CHECK (fee_bps BETWEEN 0 AND 10000),
    fee_minor INTEGER NOT NULL CHECK (fee_minor BETWEEN 0 AND base_minor),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    release_at INTEGER NOT NULL,
    -- What is not usual, as JSON: parts, weight, code, review.
    more TEXT CHECK (json_valid(more)),
    CHECK (rate_bps IS NULL OR amount_minor <= base_minor)
  ) STRICT;
  INSERT INTO credit SELECT *, NULL FROM credit_1;
  DROP TABLE credit_1;
  CREATE INDEX credit_by_seq ON credit (seq);
  ALTER TABLE posting RENAME TO posting_1;
  CREATE TABLE posting (
    seq INTEGER NOT NULL REFERENCES event (seq),
    place INTEGER NOT NULL CHECK (place > 0),
    from_account TEXT NOT NULL,
    to_account TEXT NOT NULL CHECK (to_account <> from_account),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0 AND ${exact('amount_minor')}),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    credit_id TEXT,
    reverses TEXT,
    PRIMARY KEY (seq, place)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO posting SELECT * FROM posting_1;
  DROP TABLE posting_1;
  -- A statement reads one account.
  CREATE INDEX posting_to ON posting (to_account, currency, seq);
  CREATE INDEX posting_from ON posting (from_account, currency, seq);
  ${factTables
    .filter(([table]) => table === 'terms' || table === 'credit' || table === 'posting')
    .map(appendOnly)
    .join('')}
  DROP TABLE order_state; DROP TABLE parked_refund; DROP TABLE hold; DROP TABLE balance;
  CREATE TABLE order_state (
    source TEXT NOT NULL,
    order_id TEXT NOT NULL,
    ref TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    told_seq INTEGER NOT NULL,
    PRIMARY KEY (source, order_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX order_state_by_number ON order_state (order_id);
  CREATE INDEX order_state_by_telling ON order_state (told_seq);
  CREATE TABLE parked (
    source TEXT NOT NULL,
    order_id TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (source, order_id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE hold (
    credit_id TEXT PRIMARY KEY,
    -- Null while it is under review: it is not released by time.
    release_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX hold_by_release ON hold (release_at) WHERE release_at IS NOT NULL;
  CREATE TABLE payout_state (
    payout_id TEXT PRIMARY KEY,
    creator_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    seq INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    told_seq INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX payout_state_by_telling ON payout_state (told_seq);
  CREATE INDEX payout_state_by_creator ON payout_state (creator_id, currency, seq);
  CREATE TABLE closed (one INTEGER PRIMARY KEY CHECK (one = 1), until INTEGER NOT NULL) STRICT;
  CREATE TABLE balance (
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account, currency),
    CONSTRAINT balance_is_exact CHECK (${exact('amount_minor')}),
    CONSTRAINT held_is_not_negative CHECK (amount_minor >= 0 OR (account NOT GLOB '*:held' AND account NOT GLOB '*:paying'))
  ) STRICT, WITHOUT ROWID;
  -- The result of the newest self-check: payouts wait for one that found nothing.
  CREATE TABLE self_check (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    root_hash TEXT NOT NULL,
    checked_at INTEGER NOT NULL,
    differences TEXT NOT NULL CHECK (json_valid(differences))
  ) STRICT;`;

const dayRootTables = [
  ['day_root', 'day = new.day OR first_seq = new.first_seq'],
  ['day_block', 'day = new.day AND block = new.block'],
] as const;
/** What a brand shows of each day that is over: once kept it stays, so it is a fact, though it follows from the events. */
const dayRoots = `
  CREATE TABLE day_root (
    day TEXT PRIMARY KEY CHECK (length(day) = 10),
    first_seq INTEGER NOT NULL UNIQUE REFERENCES event (seq),
    last_seq INTEGER NOT NULL UNIQUE REFERENCES event (seq),
    merkle_root TEXT NOT NULL CHECK (length(merkle_root) = 64),
    chain_root TEXT NOT NULL CHECK (length(chain_root) = 64),
    root TEXT NOT NULL CHECK (length(root) = 64),
    CHECK (last_seq >= first_seq)
  ) STRICT;
  CREATE TABLE day_block (
    day TEXT NOT NULL REFERENCES day_root (day),
    block INTEGER NOT NULL CHECK (block >= 0),
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    PRIMARY KEY (day, block)
  ) STRICT, WITHOUT ROWID;
  ${dayRootTables.map(appendOnly).join('')}`;

/** What happened to one order is found without reading the log. Clicks, which are most of it, are in neither. */
const orderEvents = `
  CREATE INDEX event_by_order ON event (body ->> 'orderId') WHERE body ->> 'orderId' IS NOT NULL;
  CREATE INDEX event_by_credit ON event (body ->> 'creditId') WHERE body ->> 'creditId' IS NOT NULL;`;

/** Append only: a book that was written by version n runs the ones after n, once. */
export const migrations: readonly { statements: string; isDerivedAnew?: true }[] = [
  { statements: facts + derived + outbox },
  { statements: retelling },
  { statements: manyCredits, isDerivedAnew: true },
  { statements: dayRoots },
  { statements: orderEvents },
];

/** What still waits to be told of orders was written in the words of before: it is told as it stands now. */
function tellAnew(sql: Sql): void {
  const waiting = rowsOf<{ seq: number }>(sql, "SELECT seq FROM outbox WHERE type = 'order.settled'");
  for (const { seq } of waiting) {
    const order = firstRow<{ state: string }>(sql, 'SELECT state FROM order_state WHERE told_seq = ?', seq);
    // Of an order that changed again a later row tells the same.
    if (!order) sql.exec("DELETE FROM outbox WHERE seq = ? AND type = 'order.settled'", seq);
    else sql.exec('UPDATE outbox SET body = ? WHERE seq = ?', JSON.stringify(settled(JSON.parse(order.state) as OrderState)), seq);
  }
}

/** To be run within one transaction: old or new, never between. */
export function migrate(sql: Sql): void {
  sql.exec('CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY) STRICT');
  const done = Number(sql.exec('SELECT coalesce(max(version), 0) AS version FROM migration').one()['version']);
  let isDerivedAnew = false;
  for (const [at, migration] of migrations.entries()) {
    if (at + 1 <= done) continue;
    sql.exec(migration.statements);
    sql.exec('INSERT INTO migration (version) VALUES (?)', at + 1);
    isDerivedAnew ||= migration.isDerivedAnew === true;
  }
  if (!isDerivedAnew) return;
  deriveAnew(sql);
  tellAnew(sql);
}
