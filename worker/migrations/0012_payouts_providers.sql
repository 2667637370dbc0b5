-- Reason: payouts leave by a bank file or by a provider that is called; each goes to the details that held when it was sent.
CREATE TABLE payouts_details (
  creator_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  -- AES-256-GCM of the details, bound to creator and version.
  sealed TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('iban', 'account')),
  hint TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  usable_at INTEGER NOT NULL,
  PRIMARY KEY (creator_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE payouts_provider (
  brand_id TEXT PRIMARY KEY,
  url TEXT,
  version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
  rotated_at INTEGER
) STRICT;

CREATE TABLE payouts_file (
  file_id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  UNIQUE (brand_id, request_id)
) STRICT;

-- By which way a payout was to leave, and to which details. The book says by which it did.
CREATE TABLE payouts_instruction (
  payout_id TEXT NOT NULL,
  way TEXT NOT NULL,
  creator_id TEXT NOT NULL,
  details_version INTEGER NOT NULL,
  PRIMARY KEY (payout_id, way)
) STRICT, WITHOUT ROWID;
CREATE INDEX payouts_instruction_by_way ON payouts_instruction (way, payout_id);

-- What a provider said that did not fit the book.
CREATE TABLE payouts_misfit (
  payout_id TEXT NOT NULL,
  said TEXT NOT NULL,
  why TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (payout_id, said)
) STRICT, WITHOUT ROWID;
