-- Tags: products that creators put beside their own contents. What was taken off stays, so that putting it back is exact.

CREATE TABLE tags_content (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  creator_id TEXT NOT NULL,
  platform TEXT NOT NULL,
  handle TEXT NOT NULL,
  handle_key TEXT NOT NULL,
  -- One name for the content: shared/content-key.ts.
  key TEXT NOT NULL,
  key_hash TEXT NOT NULL CHECK (length(key_hash) = 64),
  address TEXT NOT NULL,
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 0 AND 8640000000000),
  UNIQUE (creator_id, key)
) STRICT;
CREATE INDEX tags_content_key ON tags_content (key);
-- By the four digits that a look-up sends.
CREATE INDEX tags_content_prefix ON tags_content (substr(key_hash, 1, 4), key_hash);
CREATE INDEX tags_content_creator ON tags_content (creator_id, created_at DESC, id DESC);

CREATE TABLE tags_tag (
  id TEXT PRIMARY KEY,
  content_id TEXT NOT NULL REFERENCES tags_content (id),
  product_id TEXT NOT NULL,
  brand_id TEXT NOT NULL,
  -- Lower comes first.
  place INTEGER NOT NULL CHECK (place >= 0),
  at_seconds INTEGER CHECK (at_seconds BETWEEN 0 AND 1000000),
  note TEXT,
  added_at INTEGER NOT NULL CHECK (added_at BETWEEN 0 AND 8640000000000),
  removed_at INTEGER,
  UNIQUE (content_id, product_id)
) STRICT;
CREATE INDEX tags_tag_content ON tags_tag (content_id, place) WHERE removed_at IS NULL;

-- What callers asked under which id, so that asking again answers the same.
CREATE TABLE tags_request (
  creator_id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  asked_hash TEXT NOT NULL,
  content_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (creator_id, request_id)
) STRICT, WITHOUT ROWID;
