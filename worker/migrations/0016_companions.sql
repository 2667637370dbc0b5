-- Companions: which artefacts say what goes with what, and which of them is in force. Their files are in R2.

-- Named by the hash of its manifest, and kept for ever: receipts name it.
CREATE TABLE companions_artefact (
  id TEXT PRIMARY KEY CHECK (length(id) = 64),
  note TEXT NOT NULL,
  items INTEGER NOT NULL CHECK (items BETWEEN 1 AND 1000000),
  products INTEGER NOT NULL CHECK (products BETWEEN 1 AND items),
  networks INTEGER NOT NULL CHECK (networks BETWEEN 0 AND 100),
  bytes INTEGER NOT NULL CHECK (bytes BETWEEN 1 AND 1000000000),
  added_at INTEGER NOT NULL CHECK (added_at BETWEEN 0 AND 8640000000000)
) STRICT;
CREATE TRIGGER companions_artefact_kept_as_is BEFORE UPDATE ON companions_artefact BEGIN SELECT raise(ABORT, 'an artefact is never changed'); END;
CREATE TRIGGER companions_artefact_kept BEFORE DELETE ON companions_artefact BEGIN SELECT raise(ABORT, 'an artefact is never deleted'); END;

-- The last row is in force; rolling back is one more row, and so is having none.
CREATE TABLE companions_force (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  artefact TEXT REFERENCES companions_artefact (id),
  from_at INTEGER NOT NULL CHECK (from_at BETWEEN 0 AND 8640000000000),
  put_by TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE TRIGGER companions_force_kept_as_is BEFORE UPDATE ON companions_force BEGIN SELECT raise(ABORT, 'what was in force is never changed'); END;
CREATE TRIGGER companions_force_kept BEFORE DELETE ON companions_force BEGIN SELECT raise(ABORT, 'what was in force is never deleted'); END;
