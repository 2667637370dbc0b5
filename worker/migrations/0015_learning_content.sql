-- Reason: creators see how often cards beside a content of theirs were seen and opened. Counts of a day and a content, of which no single card or
-- person can be told; and cards that creators tagged are known as such, because their place teaches nothing of ranking.
ALTER TABLE learning_event ADD COLUMN tagged INTEGER NOT NULL DEFAULT 0 CHECK (tagged IN (0, 1));
CREATE TABLE learning_content (
  creator_id TEXT NOT NULL,
  -- SHA-256 of the content's one name.
  key_hash TEXT NOT NULL CHECK (length(key_hash) = 64),
  day INTEGER NOT NULL CHECK (day BETWEEN 0 AND 100000),
  seen INTEGER NOT NULL CHECK (seen >= 0),
  opened INTEGER NOT NULL CHECK (opened >= 0),
  PRIMARY KEY (creator_id, key_hash, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX learning_content_by_day ON learning_content (day);
