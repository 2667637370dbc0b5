-- Learning: versions of the ranker, which of them judges, and what they learn from. Nothing here says who looked.

-- Named by the hash of itself, and kept for ever: old receipts must replay.
CREATE TABLE learning_version (
  id TEXT PRIMARY KEY CHECK (length(id) = 64),
  model TEXT NOT NULL CHECK (json_valid(model)),
  origin TEXT NOT NULL CHECK (origin IN ('shipped', 'nightly', 'uploaded')),
  note TEXT NOT NULL,
  metrics TEXT NOT NULL CHECK (json_valid(metrics)),
  made_at INTEGER NOT NULL CHECK (made_at BETWEEN 0 AND 8640000000000)
) STRICT;
CREATE TRIGGER learning_version_kept_as_is BEFORE UPDATE ON learning_version BEGIN SELECT raise(ABORT, 'a version is never changed'); END;
CREATE TRIGGER learning_version_kept BEFORE DELETE ON learning_version BEGIN SELECT raise(ABORT, 'a version is never deleted'); END;

-- The last row is in force; rolling back is one more row.
CREATE TABLE learning_force (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  version TEXT NOT NULL REFERENCES learning_version (id),
  from_at INTEGER NOT NULL CHECK (from_at BETWEEN 0 AND 8640000000000),
  put_by TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE TRIGGER learning_force_kept_as_is BEFORE UPDATE ON learning_force BEGIN SELECT raise(ABORT, 'what was in force is never changed'); END;
CREATE TRIGGER learning_force_kept BEFORE DELETE ON learning_force BEGIN SELECT raise(ABORT, 'what was in force is never deleted'); END;

-- One row per card that was seen: no page, no product, no address, no hour.
CREATE TABLE learning_event (
  card_id TEXT PRIMARY KEY,
  day INTEGER NOT NULL CHECK (day BETWEEN 0 AND 100000),
  model TEXT NOT NULL,
  features TEXT NOT NULL CHECK (json_valid(features)),
  scorer_values TEXT NOT NULL CHECK (json_valid(scorer_values)),
  place INTEGER NOT NULL CHECK (place BETWEEN 0 AND 100),
  clicked INTEGER NOT NULL CHECK (clicked IN (0, 1)),
  ordered INTEGER NOT NULL CHECK (ordered IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX learning_event_by_day ON learning_event (day, card_id);

-- One row per training, whatever came of it.
CREATE TABLE learning_attempt (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL CHECK (at BETWEEN 0 AND 8640000000000),
  outcome TEXT NOT NULL CHECK (outcome IN ('replaced', 'kept', 'too_few', 'failed')),
  base TEXT NOT NULL,
  candidate TEXT,
  metrics TEXT NOT NULL CHECK (json_valid(metrics))
) STRICT;
CREATE INDEX learning_attempt_by_time ON learning_attempt (at DESC, id DESC);
CREATE TRIGGER learning_attempt_kept_as_is BEFORE UPDATE ON learning_attempt BEGIN SELECT raise(ABORT, 'an attempt is never changed'); END;
CREATE TRIGGER learning_attempt_kept BEFORE DELETE ON learning_attempt BEGIN SELECT raise(ABORT, 'an attempt is never deleted'); END;
