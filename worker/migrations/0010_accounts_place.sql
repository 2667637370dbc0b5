-- Reason: a purchase from where the creator works may be their own. A place is a keyed name of a network, another one every week, kept for two.
CREATE TABLE accounts_place (
  creator_id TEXT NOT NULL REFERENCES accounts_creator (id),
  network_key TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (creator_id, network_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX accounts_place_by_age ON accounts_place (seen_at);
