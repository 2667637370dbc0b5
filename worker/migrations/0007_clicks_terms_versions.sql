-- Reason: a cut of the terms begins 30 days after it was set, so a quote must find the version in force at its time.
CREATE TABLE clicks_terms_version (
  brand_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  fee_bps INTEGER NOT NULL CHECK (fee_bps BETWEEN 0 AND 10000),
  from_at INTEGER NOT NULL,
  terms TEXT NOT NULL CHECK (json_valid(terms)),
  generation INTEGER NOT NULL DEFAULT 0 CHECK (generation >= 0),
  PRIMARY KEY (brand_id, version)
) STRICT, WITHOUT ROWID;
INSERT INTO clicks_terms_version SELECT brand_id, version, fee_bps, from_at, terms, generation FROM clicks_terms;
DROP TABLE clicks_terms;
