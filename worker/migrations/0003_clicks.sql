-- Reason: a quote needs the terms in force without waking the brand's book; this is the book's projection.
CREATE TABLE clicks_terms (
  brand_id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL CHECK (seq > 0),
  version INTEGER NOT NULL CHECK (version > 0),
  fee_bps INTEGER NOT NULL CHECK (fee_bps BETWEEN 0 AND 10000),
  from_at INTEGER NOT NULL,
  terms TEXT NOT NULL CHECK (json_valid(terms))
) STRICT;
